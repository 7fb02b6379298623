"""What a YAML parser objects to, in the words of somebody who edits the file."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, NoReturn

_NO_BREAK_SPACE = re.compile("^ *(?:- +)?(?:[A-Za-z_]+:|-)?[\u00a0\u202f]", re.MULTILINE)
_ARABIC_COMMA = re.compile("،(?= *[a-z_]+ *\\Z)")
_IN_QUOTES = 'put the text in quotes: "one: two"'
_ONLY_A_KEY = re.compile(" *[A-Za-z_]+ *")


class RefusedError(Exception):
    """Text that is not read: the offset at which, the problem's code, a sentence, a remedy."""

    def __init__(self, offset: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.offset = offset
        self.code = code
        self.message = message
        self.hint = hint


class _Error(NamedTuple):
    """What is known of a parser's error: its two sentences, where it arose, and where what it was reading began."""

    text: str
    problem: str
    context: str
    offset: int
    began: int | None


def explain(error: Exception, text: str, quoted: Any, still_open: list[int]) -> NoReturn:
    """Says a parser's error in the words of somebody who edits the file.

    `quoted` is the last quoted text that was read, `still_open` the offsets of the mappings and lists not yet ended.
    """
    began = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or began
    problem, context = (str(getattr(error, name, "") or "") for name in ("problem", "context"))
    met = _Error(
        text,
        problem or str(error),
        context,
        min(mark.index if mark else 0, len(text)),
        began.index if began else None,
    )
    _explain_quote(met, quoted)
    _explain_spaces(met)
    _explain_brackets(met, still_open)
    _explain_keys(met)
    for words, code, message, hint in _SYNTAX:
        if words in met.problem:
            raise RefusedError(met.offset, code, message, hint) from None
    if "cannot start any token" in met.problem:
        _explain_character(text, met.offset)
    raise RefusedError(met.offset, "yaml-syntax", f"this is not YAML: {met.problem}") from None


def _explain_quote(met: _Error, quoted: Any) -> None:
    """Blames a quote that is never closed, or only by one meant to open, or before its text ends (`'l'intérieur'`)."""
    if "escape" in met.problem:
        message = "a backslash in double quotes begins an escape, and this is none"
        raise RefusedError(
            met.offset, "yaml-syntax", message, "double the backslash, or use single quotes"
        ) from None
    if "quoted scalar" in met.context and met.began is not None:
        raise RefusedError(
            met.began,
            "unclosed-quote",
            "the quote that opens here is not closed",
            "close it at the end of the text",
        ) from None
    if quoted is None or "\n" in met.text[quoted.end_mark.index : met.offset]:
        return
    rest = met.text[quoted.end_mark.index :].split("\n", 1)[0].strip()
    if not rest or rest[0] in ",]}:#'\"":
        return
    if quoted.start_mark.line < quoted.end_mark.line:
        line = quoted.end_mark.line + 1
        message, hint = (
            f"the quote that opens here seems to be closed only on line {line}, by one meant to open",
            "close it on its line",
        )
    else:
        message = "the quote that opens here closes before the text ends"
        hint = "double the quote inside ('l''intérieur'), or put the whole text in the other kind"
    raise RefusedError(quoted.start_mark.index, "unclosed-quote", message, hint) from None


def _explain_spaces(met: _Error) -> None:
    """Blames a no-break space where an ordinary one is meant, on the line of the error or the few above it."""
    end = met.text.find("\n", met.offset)
    before = met.text[: end if end >= 0 else len(met.text)]
    start = len(before)
    for _ in range(4):
        start = max(before.rfind("\n", 0, max(start - 1, 0)), 0)
    if found := _NO_BREAK_SPACE.search(before, start):
        message = "a no-break space stands where only ordinary ones may"
        raise RefusedError(
            found.end() - 1, "no-break-space", message, "type an ordinary space in its place"
        ) from None


def _explain_brackets(met: _Error, still_open: list[int]) -> None:
    """Blames a bracket that is not closed, or what ends the text inside it too early."""
    at = met.text[met.offset : met.offset + 1]
    opened = next((offset for offset in still_open[-1:] if met.text[offset] in "[{"), None)
    if opened is not None and ("flow" in met.context or "expected" in met.problem):
        if at == ":" and "\n" not in met.text[opened : met.offset]:
            _explain_comma(met, opened)
            raise RefusedError(
                met.offset,
                "colon-in-text",
                "a colon and a space inside a text make a key of it",
                _IN_QUOTES,
            ) from None
        what, end = ("list", "]") if met.text[opened] == "[" else ("mapping", "}")
        message = f"the {what} that opens here is not closed, or lacks a comma"
        hint = f"end it with {end}; quote texts that hold a comma or a bracket"
        raise RefusedError(opened, "unclosed-bracket", message, hint) from None
    if at in ("]", "}"):
        raise RefusedError(
            met.offset, "yaml-syntax", "this bracket closes nothing", "delete it"
        ) from None


def _explain_comma(met: _Error, opened: int) -> None:
    """Blames an Arabic comma between two entries, in front of what looks like a key."""
    if found := _ARABIC_COMMA.search(met.text, opened, met.offset):
        message = "an Arabic comma joins two entries into one text"
        raise RefusedError(
            found.start(), "arabic-comma", message, "write an ordinary comma"
        ) from None


def _explain_keys(met: _Error) -> None:
    """Blames a line whose key, colon or indent is not as it should be."""
    began = met.offset if met.began is None else met.began
    if "alias" in met.context or "anchor" in met.context:
        message = f"a text cannot begin with {met.text[began]}, which means an alias or an anchor; both are refused"
        raise RefusedError(
            began,
            "anchor" if "anchor" in met.context else "alias",
            message,
            "put the text in quotes",
        ) from None
    if "could not find expected ':'" in met.problem:
        raise RefusedError(
            began,
            "no-colon",
            "this line has no colon after its key",
            "write key: value, with a space after the colon",
        ) from None
    if "expected key" in met.problem and met.text[met.offset : met.offset + 1] == ":":
        raise RefusedError(
            met.offset, "key-not-text", "a key is missing before the colon", "write key: value"
        ) from None
    if "expected key" in met.problem and met.text[met.offset : met.offset + 2] == "- ":
        message = "this dash is not in line with the list it belongs to"
        raise RefusedError(
            met.offset, "indentation", message, "line it up with the dashes above"
        ) from None
    line = met.text[
        max(met.text.rfind("\n", 0, met.offset), met.text.rfind("\r", 0, met.offset))
        + 1 : met.offset
    ]
    if "mapping values are not allowed" in met.problem and _ONLY_A_KEY.fullmatch(line):
        start = met.offset - len(line.lstrip(" "))
        message = "this line is not indented like the ones it belongs to"
        raise RefusedError(
            start, "indentation", message, "line it up with the keys above"
        ) from None


def _explain_character(text: str, offset: int) -> NoReturn:
    if "\t" in text[offset : offset + 1]:
        raise RefusedError(
            offset, "tab", "a tab stands where only spaces may", "indent with two spaces"
        ) from None
    character = text[offset : offset + 1]
    raise RefusedError(
        offset, "yaml-syntax", f"a text cannot begin with {character}", "put the text in quotes"
    ) from None


MAX_DEPTH = 32
TOO_DEEP = (
    "too-deep",
    f"more than {MAX_DEPTH} brackets or indents inside each other",
    "delete the needless ones, or close what is open",
)

_SYNTAX = (
    (
        "nesting depth",
        *TOO_DEEP,
    ),  # libyaml counts too, from 0.2.6 on, and may come first because it reads ahead
    (
        "comment or line break",
        "yaml-syntax",
        "a text cannot begin with > or |, which mean a text of several lines",
        "put the text in quotes",
    ),
    (
        "mapping keys are not allowed",
        "key-not-text",
        "a question mark and a space mean a key of several parts",
        "write key: value",
    ),
    (
        "directive",
        "yaml-syntax",
        "a line cannot begin with %",
        "put the text in quotes, or delete the line",
    ),
    (
        "mapping values are not allowed",
        "colon-in-text",
        "a colon and a space inside a text look like a second key",
        _IN_QUOTES,
    ),
    ("tab character", "tab", "a tab stands where only spaces may", "indent with two spaces"),
    (
        "did not find expected key",
        "indentation",
        "this line is not indented like the ones it belongs to",
        "line it up with the keys above",
    ),
    (
        "did not find expected '-'",
        "indentation",
        "this line is not indented like the list it stands in",
        "line it up with the dashes above",
    ),
    (
        "did not find expected <document start>",
        "indentation",
        "this line belongs to nothing above it",
        "line it up with the keys above",
    ),
    (
        "block sequence entries are not allowed",
        "indentation",
        "a dash cannot begin a list here",
        "put the list on the next line",
    ),
    (
        "block mapping",
        "indentation",
        "this line is not indented like the ones it belongs to",
        "line it up with the keys above",
    ),
)
