"""Random edits of random registries: what is meant is said, and no other byte changes."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aitracker.editing import expected_data, splice
from aitracker.editing.draft import Draft
from aitracker.reading.locate import File
from tests.conftest import REPOSITORY, SHIPPED_FILES

MARK = b"\xef\xbb\xbf"
WORDS = st.sampled_from(
    ["plain", "with: colon", "a, b", "[x", "#no", "- dash", "مذكرة", "'q'", '"q"', "yes", "~", "é"]
)
ITEMS = st.one_of(
    WORDS,
    st.dictionaries(st.sampled_from(["date", "name", "value", "note"]), WORDS, min_size=1),
    st.fixed_dictionaries({"url": st.just("https://e.example/x?a=1"), "tags": st.lists(WORDS)}),
    st.fixed_dictionaries({"name": st.fixed_dictionaries({"en": WORDS, "ar": WORDS})}),
)


@st.composite
def registries(draw: st.DrawFn) -> str:
    """Records in block form and in brackets, with comments, empty lines and both newlines."""
    lines = ["# top", "schema_version: 1  # one"]
    for collection in draw(st.lists(st.sampled_from(["alpha", "beta"]), unique=True, min_size=1)):
        lines += ["", f"{collection}:"]
        for key in draw(st.lists(st.sampled_from(["a-1", "b-2", "c-3"]), unique=True, min_size=1)):
            lines += draw(st.sampled_from([[], ["  # about the next"], [""]]))
            lines += draw(st.sampled_from(RECORDS))(key)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return newline.join(lines) + draw(st.sampled_from([newline, "", newline * 2 + "# end"]))


def _block(key: str) -> list[str]:
    return [
        f"  {key}:   # hand-made",
        "    kind: law",
        "    name: {en: One, fr: Un}  # both",
        "    history:",
        "",
        "      # first",
        "      - {date: 2025, status: announced}  # seen",
        "      - date: 2026",
        "        note: >",
        "          Folded",
        "          text",
        "    tags: [x, y]",
    ]


def _narrow(key: str) -> list[str]:
    return [f"  {key}:", "    history:", "    - date: 2025", "      note: 'it''s'", "    name: N"]


def _flow(key: str) -> list[str]:
    return [f'  {key}: {{kind: law, history: [{{date: 2025}}, text], name: "N: m"}}  # short']


RECORDS = [_block, _narrow, _flow]


def paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all values below a record."""
    found = [path] if len(path) > 2 else []
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs if isinstance(data, dict | list) else ():
        if isinstance(value, dict | list) or len(path) > 1:
            found += paths(value, (*path, key)) if isinstance(value, dict | list) else []
            found += [(*path, key)] if not isinstance(value, dict | list) else []
    return found


def unchanged(before: str, after: str) -> bool:
    """Whether all comments and all lines that hold no data stand in both, in the same order."""

    def kept(text: str) -> list[str]:
        # Where the last line goes, the one before it keeps its newline.
        whole = text if text.endswith("\n") else f"{text}\n"
        return re.findall(r"(?:^|(?<=\s))#[^\r\n]*|^\s*$", whole, re.MULTILINE)

    rest = iter(kept(after))
    return all(any(line == other for other in rest) for line in kept(before))


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(registries(), st.data())
def test_a_random_edit_says_what_is_meant_and_keeps_comments_and_newlines(
    text: str, data: st.DataObject
) -> None:
    before = splice.data_of(text)
    path = data.draw(st.sampled_from(paths(before)))
    value = data.draw(ITEMS)
    what = data.draw(st.sampled_from(["put", "insert", "delete", "new"]))
    if what == "insert":
        path = next(each for each in [(*path[:2], "history")])
        after = splice.insert_item(text, path, 1, value)
        wanted = expected_data.inserted(before, path, 1, value)
    elif what == "new":
        path = (*path[:2], "summary")
        after, wanted = splice.put(text, path, value), expected_data.replaced(before, path, value)
    elif what == "put":
        after, wanted = splice.put(text, path, value), expected_data.replaced(before, path, value)
    else:
        after, wanted = splice.delete(text, path), expected_data.deleted(before, path)
    assert expected_data.same(splice.data_of(after), wanted)
    assert ("\r\n" in after) == ("\r\n" in text)
    assert not re.search(r"(?<!\r)\n", after) or "\r\n" not in text
    if what in ("insert", "new"):
        assert unchanged(text, after)
    if what == "delete":
        assert unchanged(after, text)


CASES = [
    block.encode()
    for block in re.findall(
        r"^```yaml\n(.*?)^```",
        (REPOSITORY / "docs" / "cases.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
]
"""The registries of the page of cases: laws that apply, states that sign, promises put off."""


@settings(max_examples=50)
@given(st.data(), st.booleans(), st.booleans())
def test_a_random_edit_of_a_real_registry_changes_one_place(
    data: st.DataObject, crlf: bool, mark: bool
) -> None:
    shipped = [file.read_bytes() for file in SHIPPED_FILES]
    raw = data.draw(st.sampled_from(shipped) | st.sampled_from(CASES))
    raw = raw.replace(b"\n", b"\r\n") if crlf else raw
    draft = Draft([File("registry.yaml", (MARK if mark else b"") + raw)])
    records = list(draft.records())
    found = data.draw(st.sampled_from(records))
    text = raw.decode()
    draft.put(found, ("note",), data.draw(WORDS))
    (edit,) = draft.edits()
    assert expected_data.same(splice.data_of(edit.text), edit.data)
    assert _is_one_place(text, edit.text)


def _is_one_place(before: str, after: str) -> bool:
    """Whether all lines of a text but a few in one place are those of the other."""
    old, new = before.splitlines(), after.splitlines()
    start = next((n for n, pair in enumerate(zip(old, new, strict=False)) if len(set(pair)) > 1), 0)
    end = next(
        (n for n, pair in enumerate(zip(old[::-1], new[::-1], strict=False)) if len(set(pair)) > 1),
        0,
    )
    return len(old) - start - end <= 8 and len(new) - start - end <= 16
