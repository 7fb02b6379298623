"""What we send a terminal besides text: styles, links and marks of direction, nothing else."""

from __future__ import annotations

import re

from aitracker.model.languages import RIGHT_TO_LEFT

STYLES = {
    "title": "1",
    "heading": "1;36",
    "label": "2",
    "good": "32",
    "doubt": "33",
    "bad": "31",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
}
"""Select Graphic Rendition codes; every styled word also says in words what its colour says."""

LRI, RLI, PDI, LRM, RLM = map(chr, range(0xE0002, 0xE0007))
"""What stands for a mark of direction of ours until it is written.

No text from elsewhere has them: `cells.escape` turns them, as all tags, into their codes. So what
is ours needs no recognizing. They take no column, as the marks themselves.
"""

MARKS = {LRI: "\u2066", RLI: "\u2067", PDI: "\u2069", LRM: "\u200e", RLM: "\u200f"}
"""The marks that are written for them."""

STYLE = rf"\x1b\[(?:0|{'|'.join(sorted(set(STYLES.values())))})m"
"""A pattern for a style of ours, or the end of one."""

LINK = r"\x1b\]8;;(?:https?://[!-~]+)?\x1b\\"
"""A pattern for the beginning, with its address, or the end of a link of ours (OSC 8)."""

NUMBER = r"(?<![^ («])(?=[0-9][0-9.,:~?]*[-/– ][0-9]|[-/~.]+[A-Za-z])"
"""A pattern for the place before a date, a span, a number in groups, an option or a path."""

_LATIN = "[A-Za-zÀ-ɏ]"
_LATIN_FIRST, _LATIN_LAST = rf"[0-9 .,]*{_LATIN}", rf"{_LATIN}[0-9 .,]*"

_SIGNS = r"(?:[^\w\s]|_)"
_QUOTED = rf"^{_SIGNS}+(?={RIGHT_TO_LEFT})"
_CUT = rf"(?<={RIGHT_TO_LEFT}){_SIGNS}+(?=\s*$)"

_ARABIC_FIRST = rf"^(?!{MARKS[LRM]})(?=(?:{STYLE}|{LINK}|[^A-Za-zÀ-ɏ\n])*?{RIGHT_TO_LEFT})"


def styled(text: str, style: str) -> str:
    """The text in a style."""
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


def linked(text: str, url: str) -> str:
    """The text as a link that a terminal opens; others leave the address out."""
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"


def with_marks(text: str) -> str:
    """The text with the marks themselves, as it is written on a screen that has them."""
    return text.translate(str.maketrans("".join(MARKS), "".join(MARKS.values())))


def isolated(text: str, *, right_to_left: bool) -> str:
    """The text, a column wider, in an isolate, so that it cannot reorder what stands beside it.

    The closing mark follows a space: kitty would break the shape of a letter that bears it. At the
    end of a line that space stands at the right, by Unicode's rule L1; elsewhere, and where a mark
    follows, at the end of the text, which is its left if that runs right to left. Before the end of
    one that runs left to right a mark holds the space: VTE takes it to lie between Arabic here and
    Arabic in the next isolate.
    """
    text = _mark_numbers(text)
    return f"{RLI}{text} {PDI}" if right_to_left else f"{LRI}{text} {LRM}{PDI}"


def isolated_before_space(text: str) -> str:
    """A right-to-left text that ends in no letter, in an isolate, and a space behind it."""
    return f"{RLI}{_mark_numbers(text)}{PDI}{LRM} "


def filled(text: str, space: str) -> str:
    """A text of Latin letters, and at its left the space that fills a column in Arabic."""
    return f"{RLI}{LRM}{text}{LRM}{space}{PDI}{LRM}"


def marked(text: str) -> str:
    """The text, a column wider, with a mark behind it that holds what follows left to right.

    Another mark holds what is no letter (a quote, an ellipsis) at its end of Arabic.
    """
    text = re.sub(_QUOTED, rf"{RLM}\g<0>", _mark_numbers(text))
    text = re.sub(_CUT, rf"\g<0>{RLM}", text)
    return f"{text} {LRM}"


def line_end_marks(before: str, line: str, following: str) -> tuple[str, str]:
    """The marks for the two ends of a line whose Latin words went on from another, or go on.

    Without them a comma at its end, or a year at its start, would stand on the other side.
    """
    goes_on = re.search(rf"{_LATIN_LAST}[^\w\s]$", line) and re.match(_LATIN_FIRST, following)
    has_begun = re.match("[0-9]", line) and re.match(_LATIN_FIRST, line)
    went_on = has_begun and re.search(rf"{_LATIN_LAST}[^\w\s]?$", before)
    return LRM if went_on else "", LRM if goes_on else ""


def hold_lines(text: str) -> str:
    """The text with a mark before each line whose first letter is Arabic.

    mlterm would turn the whole line round. It takes a column for the mark, and shows none.
    """
    return re.sub(_ARABIC_FIRST, MARKS[LRM], text, flags=re.MULTILINE)


def _mark_numbers(text: str) -> str:
    """The text with a mark before each number or option that Arabic before it would turn round.

    By Unicode's rule W2, `2026-01-12` after an Arabic word is shown as 12-01-2026, and by N2
    `--all` as all--.
    """
    return re.sub(NUMBER, LRM, text)
