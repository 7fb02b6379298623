"""Arabic below a result keeps its dates and its order on a terminal."""

from __future__ import annotations

import pytest

from aitracker.display.streams import Screen, say

FOOTER = "الشراكات: 12، في 2026-11-24، من data/initiatives.yaml"
SCREEN = Screen(terminal=True, color=False, bidi="isolate", width=80, height=24)


def test_arabic_stands_in_an_isolate_behind_a_space(capfd: pytest.CaptureFixture[str]) -> None:
    say(FOOTER, SCREEN)
    told = capfd.readouterr().err
    assert told.startswith(" \u2067")
    assert "\u200e2026-11-24" in told
    assert told.endswith(" \u2069\n")


def test_a_terminal_that_turns_lines_round_turns_all_of_them(
    capfd: pytest.CaptureFixture[str],
) -> None:
    say(FOOTER, SCREEN._replace(bidi="mark", width=30))
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("\u200f ") for line in lines)


@pytest.mark.parametrize("screen", [None, SCREEN._replace(bidi="none")])
def test_elsewhere_it_bears_no_mark(
    screen: Screen | None, capfd: pytest.CaptureFixture[str]
) -> None:
    say(FOOTER, screen)
    assert capfd.readouterr().err.strip() == FOOTER


def test_it_is_wrapped_between_words(capfd: pytest.CaptureFixture[str]) -> None:
    say(FOOTER, SCREEN._replace(width=30))
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(" \u2067") for line in lines)


def test_a_line_in_any_language_is_wrapped_between_words(capfd: pytest.CaptureFixture[str]) -> None:
    say("  non additionnés : sans stade : 18, autres : 2", SCREEN._replace(width=30))
    assert capfd.readouterr().err == "  non additionnés : sans\n  stade : 18, autres : 2\n"
