"""What a YAML parser objects to, in the words of somebody who edits the file."""

from __future__ import annotations

from typing import Any, NoReturn


class Refused(Exception):
    """Text that is not read: the offset at which, the problem's code, a sentence, a remedy."""

    def __init__(self, offset: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.offset = offset
        self.code = code
        self.message = message
        self.hint = hint


def explain(error: Exception, text: str, quoted: Any, still_open: list[int]) -> NoReturn:
    """Says a parser's error in the words of somebody who edits the file.

    `quoted` is the last quoted text that was read, `still_open` the offsets of the mappings and lists not yet ended.
    """
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None)
    offset = min(mark.index if mark else 0, len(text))
    if "quoted scalar" in context and opened is not None:
        raise Refused(
            opened.index, "unclosed-quote", "the quote that opens here is not closed", "close it, or double it inside the text"
        ) from None
    if quoted is not None and quoted.start_mark.line < quoted.end_mark.line == (mark.line if mark else -1):
        line = quoted.end_mark.line + 1
        message = f"the quote that opens here seems to be closed only on line {line}, by one meant to open"
        raise Refused(quoted.start_mark.index, "unclosed-quote", message, "close it on its line") from None
    bracket = next((text[at] for at in still_open[-1:] if text[at : at + 1] in ("[", "{")), "")
    if bracket and ("flow" in context or "expected" in problem):
        what, end = ("list", "]") if bracket == "[" else ("mapping", "}")
        message = f"the {what} that opens here is not closed, or lacks a comma"
        hint = f"end it with {end}; quote texts that hold a comma or a bracket"
        raise Refused(still_open[-1], "unclosed-bracket", message, hint) from None
    for words, code, message, hint in _SYNTAX:
        if words in problem:
            raise Refused(offset, code, message, hint) from None
    if "cannot start any token" in problem:
        _explain_character(text, offset)
    raise Refused(offset, "yaml-syntax", f"this is not YAML: {problem or error}", "") from None


def _explain_character(text: str, offset: int) -> NoReturn:
    if "\t" in text[offset : offset + 1]:
        raise Refused(offset, "tab", "a tab stands where only spaces may", "indent with two spaces") from None
    character = text[offset : offset + 1]
    raise Refused(offset, "yaml-syntax", f"a text cannot begin with {character}", "put the text in quotes") from None


_SYNTAX = (
    (
        "mapping values are not allowed",
        "colon-in-text",
        "a colon and a space inside a text look like a second key",
        'put the text in quotes: "one: two"',
    ),
    ("could not find expected ':'", "no-colon", "this line has no colon after its key", "write key: value, with a space after the colon"),
    ("did not find expected key", "indentation", "this line is not indented like the ones it belongs to", "line it up with the keys above"),
    (
        "did not find expected '-'",
        "indentation",
        "this line is not indented like the list it stands in",
        "line it up with the dashes above",
    ),
    ("did not find expected <document start>", "indentation", "this line belongs to nothing above it", "line it up with the keys above"),
    ("block sequence entries are not allowed", "indentation", "a dash cannot begin a list here", "put the list on the next line"),
    ("block mapping", "indentation", "this line is not indented like the ones it belongs to", "line it up with the keys above"),
)
