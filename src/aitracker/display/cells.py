"""Text from a registry made safe for a screen: escaped, measured, wrapped, cut, isolated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aitracker.display.markup import LRM, filled, isolated, isolated_before_space, marked
from aitracker.model.languages import INVISIBLE, RIGHT_TO_LEFT, is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.display.streams import Screen

ELLIPSIS = "…"

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Controls but for tab and newline, as they stand in a class of a pattern."""

UNSEEN = f"{INVISIBLE}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
"""What is not seen, or moves what stands around it, and lone surrogates; for such a class."""

# Patterns are compiled when first used, and kept by re: a pipe needs neither of these two.
_UNSAFE = f"[\t\n{CONTROLS}{UNSEEN}]"
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def escape(text: str) -> str:
    r"""The text with everything that could steer a terminal made visible (`\x1b`, `\n`)."""
    # What is all printable has none of these, and the pattern takes long to make.
    return text if text.isprintable() else re.sub(_UNSAFE, lambda match: code(match[0]), text)


def code(character: str) -> str:
    r"""A character by its code, as `\x1b`, `\u200b` or `\U000e0041`.

    `\n`, `\t` and `\r` are shown by their names.
    """
    if character in _NAMED:
        return _NAMED[character]
    point = ord(character)
    return (
        f"\\x{point:02x}"
        if point < 0x100
        else f"\\u{point:04x}"
        if point < 0x10000
        else f"\\U{point:08x}"
    )


def one_line(text: str) -> str:
    """The text escaped, with each run of spaces and newlines as one space."""
    return escape(re.sub(r"[ \t\r\n]+", " ", text).strip())


def bare(text: str) -> str:
    """The text reduced to letters and digits of any script, single spaces and `.,-()`.

    That is nothing that a shell could act on.
    """
    from unicodedata import category, normalize

    letters = (sign for sign in normalize("NFC", text) if not category(sign).startswith("M"))
    words = "".join(sign if _is_bare(sign) else " " for sign in letters).split()
    return re.sub(r" (?=[,.)])", "", " ".join(words))


def _is_bare(sign: str) -> bool:
    return sign.isalpha() or sign.isdecimal() or sign in ".,-()"


def width(text: str) -> int:
    """How many columns a terminal gives the text."""
    from rich.cells import cell_len

    return cell_len(text)


_LANGUAGE = r" \[[a-z]{2,3}(?:-[A-Za-z0-9]+)*\]$"
"""The mark of a text in another language than the one asked for, as `languages.Texts` has it."""

_LEGIBLE = 6
"""With fewer columns beside its mark, a text is cut with it."""


def truncate(text: str, columns: int) -> str:
    """The text cut to so many columns between grapheme clusters, an ellipsis for what went.

    A number that would be cut goes as a whole: 1900… of 190000 reads as another number. The mark of
    another language stays.
    """
    if width(text) <= columns:
        return text
    if columns <= 0:
        return ""
    mark = re.search(_LANGUAGE, text)
    if mark and columns - len(mark[0]) >= _LEGIBLE:
        return truncate(text[: mark.start()], columns - len(mark[0])) + mark[0]
    head, rest = _head(text, columns - 1)
    if re.search(r"[0-9][.,]?$", head) and re.match(r"[.,]?[0-9]", rest):
        head = re.sub(r"[0-9.,]+$", "", head)
    return head.rstrip() + ELLIPSIS


_BREAK = r" (?!\[[a-z]{2,3}\]$)(?![:;!?](?: |$))"  # an id as [ocp-mistral] may stand alone


def wrap(text: str, columns: int) -> list[str]:
    """The lines of a text, broken at ordinary spaces.

    A longer word is broken between grapheme clusters. No-break spaces hold: « guillemets » stay
    with their words; so does, in French, what stands after a space of its own (` : `), and so does
    the mark of another language at the end.
    """
    columns = max(columns, 1)
    lines: list[str] = []
    line, column = "", 0
    for whole in re.split(_BREAK, text):
        word, length = whole, width(whole)
        if line and column + 1 + length <= columns:
            line, column = f"{line} {word}", column + 1 + length
            continue
        if line:
            lines.append(line)
        while length > columns:
            head, word = _head(word, columns, least=1)
            lines.append(head)
            length = width(word)
        line, column = word, length
    return [*lines, line] if line or not lines else lines


def in_place(line: str, screen: Screen, *, right_to_left: bool | None = None) -> str:
    """The end of a finished line, which keeps its place where text is reordered.

    It runs in the direction given, that of its paragraph, or else in that of its first letter.
    Marks are added only where there is text that runs right to left, and after wrapping and
    cutting; with them the line takes one column more.
    """
    if screen.bidi == "none" or not (right_to_left or has_right_to_left(line)):
        return line
    if screen.bidi == "mark":
        return marked(line)
    return isolated(
        line, right_to_left=runs_right_to_left(line) if right_to_left is None else right_to_left
    )


def at_start(text: str, screen: Screen) -> str:
    """A text before others on a line, at the left of its columns, of which it may take one more."""
    cell = in_place(text, screen)
    if cell == text or screen.bidi == "mark":
        return cell
    if not runs_right_to_left(text) or re.fullmatch(f"(?:{RIGHT_TO_LEFT}| )+", text):
        # Of one direction: its letters do the rest, and the space goes to the right.
        return isolated(text, right_to_left=False) + LRM
    return cell + LRM if re.match(RIGHT_TO_LEFT, text[-1]) else isolated_before_space(text)


def padded(text: str, columns: int, screen: Screen, *, at_end: bool) -> str:
    """A text in its place, filled up to so many columns: one more than its width, or more.

    With `at_end` it is of a column in Arabic: it is filled up inside an isolate, and so stands at
    the right where the terminal turns Arabic round, and at the left elsewhere.
    """
    missing = " " * (columns - width(text))
    if not at_end:
        cell = at_start(text, screen)
        return cell + (missing if cell == text else missing[1:])
    if has_right_to_left(text):
        cell = in_place(text + missing[1:], screen)
        return cell + {"isolate": LRM, "mark": "", "none": missing[:1]}[screen.bidi]
    return filled(text, missing) if text and screen.bidi == "isolate" else text + missing


def mostly_right_to_left(texts: Sequence[str]) -> bool:
    """Whether most of the texts of a column have some that runs right to left."""
    filled_in = [text for text in texts if text]
    return 2 * sum(map(has_right_to_left, filled_in)) > len(filled_in)


_CODED = "(?:%[89A-Fa-f][0-9A-Fa-f])+"
"""What stands in a web address for letters beyond ASCII."""


def readable(address: str) -> str:
    """A web address with the letters that its codes stand for: it leads to the same page.

    What is no letter or figure stays as it is coded, and so does what is cut off in the middle.
    """
    return re.sub(_CODED, lambda match: _decode(match[0]), address)


def _decode(code_run: str) -> str:
    raw = bytes.fromhex(code_run.replace("%", ""))
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        if not error.start:
            return code_run
        return _decode(code_run[: error.start * 3]) + code_run[error.start * 3 :]
    return text if all(map(str.isalnum, text)) else code_run


def has_right_to_left(text: str) -> bool:
    """Whether there is text in it that runs right to left."""
    return not text.isascii() and re.search(RIGHT_TO_LEFT, text) is not None


def direction_of(paragraph: str, language: str) -> bool:
    """Whether the lines of a paragraph run right to left, for a reader of a language.

    Whatever has Arabic in it does so for who reads Arabic: it may begin with the words of another
    language, and stands among others that do not.
    """
    return has_right_to_left(paragraph) and (
        is_right_to_left(language) or runs_right_to_left(paragraph)
    )


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter of a text does, as Unicode's rules P2 and P3 have it."""
    if not has_right_to_left(text):
        return False
    from unicodedata import bidirectional

    strong = (bidirectional(sign) for sign in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def _head(text: str, columns: int, least: int = 0) -> tuple[str, str]:
    """As many leading grapheme clusters as fit (at least so many), and the rest."""
    from rich.cells import split_graphemes

    column, end = 0, 0
    for number, (_, stop, length) in enumerate(split_graphemes(text)[0]):
        if number >= least and column + length > columns:
            break
        column, end = column + length, stop
    return text[:end], text[end:]
