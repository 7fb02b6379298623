"""Mistakes that look like nothing: what nobody sees, near names, and facts that contradict."""

from __future__ import annotations

import pytest

from aitracker.reading.load import load
from aitracker.reading.locate import File
from tests.conftest import BASE, loaded


def said(fields: str, *, history: str = "[{date: 2026-01-12, status: signed}]") -> list[str]:
    """The messages of a memorandum with these fields."""
    start = "partnerships:\n  memo:\n    kind: mou\n    sources: [press-page, official-page]\n"
    text = f"{BASE}{start}    history: {history}\n{fields}"
    return [
        f"{p.message}; {p.hint}" for p in loaded(text).problems if "missing in" not in p.message
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("    name: A\n    parties: [ministry,\u00a0Blue Door]\n", "no-break space"),
        ("    name: \u200fمذكرة\n", "invisible direction mark U+200F"),
        ("    name:\n      en: A\u200e Memo\n", "invisible direction mark U+200E"),
        ("    name: A\n    parties: [\u200eministry]\n", "invisible direction mark U+200E"),
        ("    name: A\u00a0\n", "no-break space"),
        ("    name: A\u00a0B\n", "no-break space"),
        ("    name: A\u202fB\n", "no-break space"),
    ],
)
def test_a_character_that_nobody_sees_is_told_once(fields: str, message: str) -> None:
    [told] = said(fields)
    assert told.startswith(message)


@pytest.mark.parametrize(
    "fields",
    [
        "    name: A\n    summary: La suite\u00a0\u202f!\u200f oui\n",
        "    name: A\u00a0! B\n",
        "    name: A «\u00a0B\u00a0» C\n",
        "    name: \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\n",
    ],
)
def test_a_character_that_prose_may_need_is_left_alone(fields: str) -> None:
    assert said(fields) == []


def test_the_remedy_for_an_unseen_character_names_its_column() -> None:
    text = BASE + "organizations:\n"
    text = BASE.replace("name: The Ministry,", "name: The Ministry\u200f,")
    [problem] = loaded(text).problems
    assert text.splitlines()[problem.line - 1][problem.column - 1] == "\u200f"


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("The Minstry", "ministry"),
        ("The Ministrry", "ministry"),
        ("the_ministry", "ministry"),
        ("The Ministry", "ministry"),
        ("Ministyr", "ministry"),
    ],
)
def test_a_name_one_letter_off_a_record_is_told(name: str, record: str) -> None:
    [told] = said(f"    name: A\n    parties: [{{name: {name}}}]\n")
    assert f"write {record}, or organization: {record}" in told


@pytest.mark.parametrize("name", ["The Ministries", "Two Ministry", "Mini"])
def test_another_name_is_another_name(name: str) -> None:
    assert said(f"    name: A\n    parties: [{{name: {name}}}]\n") == []


def test_numbers_tell_names_apart() -> None:
    text = (
        BASE
        + """\
partnerships:
  memo:
    kind: mou
    name: Memo
    parties: [Region 11 Council]
    sources: [press-page, official-page]
    history: [{date: 2026-01-12, status: signed}]
"""
    ).replace("name: The Ministry", "name: Region 12 Council")
    assert [p.code for p in loaded(text).problems] == []


def test_a_name_in_arabic_one_letter_off_is_told() -> None:
    text = BASE.replace(
        "name: A Minister", "name: {en: A Minister, fr: M, ar: أمال الفلاح الصغروشني}"
    )
    memo = """\
partnerships:
  memo:
    kind: mou
    name: Memo
    sources: [press-page, official-page]
    history:
      - date: 2026-01-12
        status: signed
        people:
          signed:
            - أمال الفلاح الصغروشيي
"""
    codes = [p.code for p in loaded(text + memo).problems]
    assert "almost-a-record" in codes


def test_who_signed_is_not_absent() -> None:
    step = "[{date: 2026-01-12, people: {signed: [minister], absent: [minister]}}]"
    [told] = said("    name: A\n", history=step)
    assert told.startswith("'minister' is absent, but also listed as signed")


def test_a_rival_that_repeats_is_none() -> None:
    step = "[{date: 2026-01-12, others_say: [{date: 2026-01-12, sources: [press-page]}]}]"
    _, told = said("    name: A\n", history=step)
    assert told.startswith("this rival account repeats")


def test_a_step_in_the_future_is_told_on_the_day_it_is_read() -> None:
    text = (
        BASE
        + """\
partnerships:
  memo:
    kind: mou
    name: Memo
    sources: [press-page, official-page]
    history: [{date: 2026-01-19, status: signed}]
"""
    )
    files = [File("1.yaml", text.encode())]
    assert [p.code for p in load(files, today="2026-01-18").problems] == ["in-the-future"]
    assert load(files, today="2026-01-19").problems == []


def test_an_empty_name_is_an_error() -> None:
    [told] = [each for each in said("    name: {fr: }\n") if "empty" in each]
    assert told == "this text is empty; write the text, or delete this field"


@pytest.mark.parametrize(
    ("day", "offered"),
    [
        ("10/11/2026", "did you mean '2026-11-10' or '2026-10-11'?"),
        ("13/11/2026", "did you mean '2026-11-13'?"),
        ("2026-1-2", "did you mean '2026-01-02'?"),
    ],
)
def test_a_day_that_may_be_two_is_offered_as_both(day: str, offered: str) -> None:
    [told] = said("    name: A\n", history=f"[{{date: {day}}}]")
    assert told.endswith(offered)


def test_a_page_under_two_ids_is_told() -> None:
    page = "  again:\n    url: http://www.press.example/1/\n    publisher: The Press\n"
    codes = [p.code for p in loaded(BASE + page).problems]
    assert codes == ["unused-source", "address-twice"]


def test_a_dash_that_goes_on_with_the_text_above_is_told() -> None:
    [told] = said("    name: A\n    objectives:\n     - One\n      - Two\n")
    assert told.startswith(
        "this line stands 1 space too far to the left; move it 1 space to the right"
    )
