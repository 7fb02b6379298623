"""What a person reads of a mistake: message, suggestion, how much of the text is repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BASE, loaded, run
from tests.goldens import compare

INVALID = Path(__file__).parent.parent / "invalid"


def said(text: str) -> list[str]:
    """Place, message and remedy of each problem of a registry."""
    found = loaded(text).problems
    return [f"{p.line}:{p.column} {p.message}; {p.hint}" for p in found]


def plan(item: str) -> str:
    """A registry in which only this item of a history can be wrong."""
    return f"""{BASE}initiatives:
  plan:
    kind: strategy
    name: Plan
    sources: [press-page, official-page]
    history:
      - {item}
"""


def test_every_message_reads_as_in_its_golden_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(INVALID)
    told = [run("check", path.name, "--errors-only").out for path in sorted(Path().glob("*.yaml"))]
    assert all(told)
    compare("".join(told), "messages.txt")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "schema_version: 1\npeople:\n  minister:\n    sources:\n      - a\n     - b\n",
            (
                "6:6 this line stands 1 space too far to the left;"
                " move it 1 space to the right, in line with the dashes"
            ),
        ),
        (
            (
                "schema_version: 1\npeople:\n  minister:\n    sources:\n      - a\n"
                "        b: c\n       - b\n"
            ),
            (
                "6:9 this line is not aligned with the fields of its record;"
                " align it with the fields above"
            ),
        ),
        (
            "schema_version:\u00a01\nregistry: {title: x}\n",
            "1:16 no-break space after the colon; replace it with an ordinary space",
        ),
        (
            "-\u00a0b\nc: 1\nd: 2\n",
            "1:2 no-break space in place of an ordinary space; replace it with an ordinary space",
        ),
    ],
)
def test_text_that_is_not_yaml_is_explained(text: str, message: str) -> None:
    assert said(text) == [message]


@pytest.mark.parametrize(("lines", "blamed"), [(1, True), (2, True), (3, False), (9, False)])
def test_a_no_break_space_far_above_the_mistake_is_not_blamed(lines: int, blamed: bool) -> None:
    harmless = "a: b\n \u00a0c\n"
    [message] = said(harmless + "".join(f"key-{n}: 1\n" for n in range(lines)) + "  x: y\n")
    assert ("no-break" in message) == blamed


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("2025/13/13", ""),
        ("31.02.2025", ""),
        ("2025-7-1", "2025-07-01"),
        ("13.7.2025", "2025-07-13"),
        ("Q5 2025", ""),
    ],
)
def test_only_what_is_a_date_is_offered_for_a_wrong_one(written: str, offered: str) -> None:
    [message] = said(plan(f"{{date: {written}, status: announced}}"))
    assert f"'{written}'" in message
    assert ("did you mean" in message) == bool(offered)
    assert f"'{offered}'" in message or not offered


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ("{date: TEXT, status: announced}", "is not a date"),
        (
            "{date: 2025, status: announced}\n    figures: [{metric: jobs, value: TEXT}]",
            "is not a value",
        ),
    ],
)
def test_a_wrong_text_is_repeated_up_to_forty_characters(item: str, kept: str) -> None:
    just, over = "x" * 40, "x" * 41
    assert f"'{just}' {kept}" in said(plan(item.replace("TEXT", just)))[0]
    assert f"'{'x' * 39}…' {kept}" in said(plan(item.replace("TEXT", over)))[0]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\n\n# nothing"])
def test_a_file_without_a_word_is_empty_from_its_first_column(text: str) -> None:
    assert said(text)[0].startswith("1:1 the file is empty; ")
