from __future__ import annotations

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitracker.display.cells import escape, isolate, one_line, truncate, width, wrap
from aitracker.display.streams import columns_to_draw

ANY = st.text(
    st.characters(codec="utf-8") | st.sampled_from("عربيé😀\u200d\ufe0f\u0301\x1b\n\t [/]"),
    max_size=60,
)
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@given(ANY)
def test_nothing_that_steers_a_terminal_survives(text: str) -> None:
    assert not FORBIDDEN.search(escape(text))
    assert not FORBIDDEN.search(one_line(text))


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x1b]8;;http://x\x07y", "\\x1b]8;;http://x\\x07y"),
        ("a\u202eb", "a\\u202eb"),
        ("a\nb", "a\\nb"),
        ("\x9b2J", "\\x9b2J"),
        ("[bold]x[/]", "[bold]x[/]"),
    ],
)
def test_escapes_are_shown_as_what_they_are(hostile: str, shown: str) -> None:
    assert escape(hostile) == shown


@given(ANY.map(one_line), st.integers(1, 30))
def test_a_cut_text_fits_and_is_a_beginning(text: str, columns: int) -> None:
    cut = truncate(text, columns)
    assert width(cut) <= columns
    assert text.startswith(cut.removesuffix("…").rstrip()) or cut == text


@given(ANY.map(one_line), st.integers(4, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_no_break_space_holds() -> None:
    assert wrap("le mot «\u00a0numérique\u00a0» ici", 14) == [
        "le mot",
        "«\u00a0numérique\u00a0»",
        "ici",
    ]


def test_a_cut_never_splits_what_is_seen_as_one_character() -> None:
    assert truncate("ab👨‍👩‍👧‍👦cd", 4) == "ab…"
    assert truncate("e\u0301e\u0301e\u0301", 2) == "e\u0301…"


@pytest.mark.parametrize(
    ("text", "columns"),
    [("مختبر", 5), ("مَرَّاكُش", 5), ("日本", 4), ("😀", 2), ("é", 1), ("e\u0301", 1)],
)
def test_width_counts_columns_not_characters(text: str, columns: int) -> None:
    assert width(text) == columns


@given(ANY.map(one_line), st.integers(1, 30))
def test_isolates_are_always_paired_on_every_line(text: str, columns: int) -> None:
    for line in [
        isolate(truncate(text, columns)),
        *(isolate(line) for line in wrap(text, columns)),
    ]:
        assert line.count("\u2068") == line.count("\u2069") <= 1
        assert line.endswith("\u2069\u200e") or "\u2068" not in line


def test_only_right_to_left_text_is_isolated() -> None:
    assert isolate("Mistral AI") == "Mistral AI"
    assert isolate("مختبر Mistral") == "\u2068مختبر Mistral\u2069\u200e"


def test_no_columns_are_as_one_and_an_ellipsis_needs_one() -> None:
    assert wrap("ab c", 0) == wrap("ab c", 1) == ["a", "b", "c"]
    assert [truncate("abc", columns) for columns in (-1, 0, 1, 2, 3)] == ["", "", "…", "a…", "abc"]


def test_a_bar_on_a_terminal_of_unknown_width_stays_within_eighty_columns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(_: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", unknown)
    assert columns_to_draw() == 79
