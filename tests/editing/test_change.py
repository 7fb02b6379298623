from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitracker.editing.change import Edit, Outcome, change
from aitracker.editing.expected_data import inserted
from aitracker.editing.lock import lock_folder
from aitracker.editing.render import scalar
from aitracker.editing.splice import data_of, insert_item
from aitracker.model.errors import FatalError

HISTORY = ("partnerships", "deal", "history")
ENTRY = {
    "date": "2026-01-12",
    "status": "launched",
    "summary": "One: two, three",
    "sources": ["press-page"],
}
LINE = '- {date: 2026-01-12, status: launched, summary: "One: two, three", sources: [press-page]}'

BLOCK = """\
# the agreements
partnerships:
  deal:   # hand-made
    kind: mou
    history:

      # the beginning
      - {date: 2025-01, status: announced}   # seen

      - date: 2025-09-12
        status: signed
        note: >
          Folded
          text

    # figures come next
    name: Deal
events: {}
"""


def put(text: str, position: int = 99, path: tuple[str, ...] = HISTORY) -> str:
    after = insert_item(text, path, position, ENTRY)
    assert data_of(after) == inserted(data_of(text), path, position, ENTRY)
    return after


def without(after: str, line: str) -> str:
    assert after.count(line) == 1
    return after.replace(line, "")


@pytest.mark.parametrize("position", [0, 1, 2, 99])
def test_a_step_is_a_line_of_its_own_and_all_else_stays(position: int) -> None:
    assert without(put(BLOCK, position), f"      {LINE}\n") == BLOCK


def test_a_step_between_two_stands_after_the_first_and_its_comment() -> None:
    lines = put(BLOCK, 1).splitlines()
    assert lines[7:9] == ["      - {date: 2025-01, status: announced}   # seen", f"      {LINE}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "partnerships: {deal: {history: [{date: 2025}]}}\n",
            "partnerships: {deal: {history: [{date: 2025}, ITEM]}}\n",
        ),
        ("partnerships: {deal: {}}\n", "partnerships: {deal: {history: [ITEM]}}\n"),
        (
            "partnerships:\n  deal:\n    history: null  # none yet\n",
            "partnerships:\n  deal:\n    history:  # none yet\n      - ITEM\n",
        ),
        (
            "partnerships:\n  deal:\n    history: # none yet\n",
            "partnerships:\n  deal:\n    history: # none yet\n      - ITEM\n",
        ),
        (
            "partnerships:\n  deal:\n    history:\n      -\n        date: 2025\n",
            "partnerships:\n  deal:\n    history:\n      -\n        date: 2025\n      - ITEM\n",
        ),
        ("partnerships: {deal: {history: []}}\n", "partnerships: {deal: {history: [ITEM]}}\n"),
        (
            "partnerships: {deal: {kind: mou}}\n",
            "partnerships: {deal: {kind: mou, history: [ITEM]}}\n",
        ),
        (
            "partnerships:\n  deal:\n    kind: mou\n",
            "partnerships:\n  deal:\n    kind: mou\n    history:\n      - ITEM\n",
        ),
        (
            "partnerships:\n  deal:\n    kind: mou",
            "partnerships:\n  deal:\n    kind: mou\n    history:\n      - ITEM",
        ),
        (
            "partnerships:\n  deal:\n    history:\n    kind: mou\n",
            "partnerships:\n  deal:\n    history:\n      - ITEM\n    kind: mou\n",
        ),
        (
            "partnerships:\n  deal:\n    history:\n    - {date: 2025}\n",
            "partnerships:\n  deal:\n    history:\n    - {date: 2025}\n    - ITEM\n",
        ),
        (
            "partnerships:\r\n  deal:\r\n    history:\r\n      - {date: 2025}\r\n",
            "partnerships:\r\n  deal:\r\n    history:\r\n      - {date: 2025}\r\n      - ITEM\r\n",
        ),
    ],
)
def test_whatever_form_the_history_is_written_in_it_is_kept(before: str, after: str) -> None:
    assert put(before) == after.replace("ITEM", LINE.removeprefix("- "))


def test_arabic_and_addresses_are_written_in_block_form_with_their_text_at_the_end_of_a_line() -> (
    None
):
    entry = {
        "date": "2026-01-12",
        "summary": {"en": "Launch", "ar": "إطلاق المختبر"},
        "sources": ["press-page"],
    }
    after = insert_item(BLOCK, HISTORY, 99, entry)
    assert data_of(after) == inserted(data_of(BLOCK), HISTORY, 99, entry)
    assert (
        "      - date: 2026-01-12\n"
        "        summary:\n"
        "          en: Launch\n"
        "          ar: إطلاق المختبر\n"
        "        sources: [press-page]\n" in after
    )


@given(
    st.text(
        st.characters(
            codec="utf-8",
            exclude_categories=["Cc", "Cs"],
            exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
            "\xad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb"
            + "".join(map(chr, range(0xE0000, 0xE0080))),
        ),
        min_size=1,
    )
)
def test_any_text_is_written_so_that_it_reads_back(text: str) -> None:
    assert data_of(f"a: {scalar(text)}\nb: [{scalar(text)}]\nc: {{d: {scalar(text)}}}\n") == {
        "a": text,
        "b": [text],
        "c": {"d": text},
    }


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["{date: 2025}", "{date: 2025}  # why", "\n        date: 2025\n        status: signed"]
        ),
        max_size=4,
    ),
    st.integers(0, 5),
)
def test_wherever_a_step_goes_no_other_byte_changes(items: list[str], position: int) -> None:
    history = (
        "".join(f"      - {item}\n".replace("- \n        ", "- ") for item in items)
        or "      - {date: 2024}\n"
    )
    text = f"partnerships:\n  deal:\n    history:\n{history}    kind: mou\n# end\n"
    assert without(put(text, position), f"      {LINE}\n") == text


def test_a_change_that_would_say_something_else_is_not_written(place: Path) -> None:
    path = place / "r.yaml"
    path.write_text(BLOCK)
    with pytest.raises(FatalError, match="nothing was written"):
        changed(path, lambda text: Edit(text + "people: {x: {}}\n", data_of(text)))
    with pytest.raises(FatalError, match="cannot be read"):
        changed(path, lambda text: Edit(text + "}", data_of(text)))
    assert path.read_text() == BLOCK
    assert [found.name for found in place.iterdir()] == ["r.yaml"]


def test_mode_link_mark_and_newlines_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_bytes(b"\xef\xbb\xbf" + BLOCK.replace("\n", "\r\n").encode())
    real.chmod(0o640)
    link.symlink_to(real)
    append(link, ENTRY)
    raw = real.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf#")
    assert raw.count(b"\n") == raw.count(b"\r\n") == BLOCK.count("\n") + 1
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert link.is_symlink()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everything")
def test_a_read_only_file_stays_as_it_is(place: Path) -> None:
    path = place / "r.yaml"
    path.write_text(BLOCK)
    path.chmod(0o444)
    with pytest.raises(FatalError, match="read-only"):
        append(path, ENTRY)
    assert path.read_text() == BLOCK


def changed(path: Path, edit: Callable[[str], Edit], **options: Any) -> Outcome:
    return change([path], lambda texts: [edit(texts[0])], **options)


def append(path: Path, entry: dict[str, Any], **options: Any) -> Outcome:
    def edit(text: str) -> Edit:
        return Edit(
            insert_item(text, HISTORY, 10**9, entry), inserted(data_of(text), HISTORY, 10**9, entry)
        )

    return changed(path, edit, **options)


@pytest.mark.parametrize(
    ("position", "after"),
    [
        (-1, "[ITEM, {date: 2025}, {date: 2026}]"),
        (0, "[ITEM, {date: 2025}, {date: 2026}]"),
        (1, "[{date: 2025}, ITEM, {date: 2026}]"),
        (2, "[{date: 2025}, {date: 2026}, ITEM]"),
        (3, "[{date: 2025}, {date: 2026}, ITEM]"),
    ],
)
def test_a_step_stands_at_its_position_in_brackets(position: int, after: str) -> None:
    before = "partnerships: {deal: {history: [{date: 2025}, {date: 2026}]}}\n"
    line = LINE.removeprefix("- ")
    assert insert_item(before, HISTORY, position, ENTRY) == (
        f"partnerships: {{deal: {{history: {after.replace('ITEM', line)}}}}}\n"
    )


def test_a_folder_that_is_not_there_is_told_and_not_locked(tmp_path: Path) -> None:
    with (
        pytest.raises(FatalError, match=r"gone cannot be locked: No such file or directory$"),
        lock_folder(tmp_path / "gone"),
    ):
        pass
