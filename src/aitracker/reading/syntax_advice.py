"""What a YAML parser objects to, in the words of somebody who edits the file."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from aitracker.model.errors import InvalidValueError

_NO_BREAK_SPACE = re.compile("^ *(?:- +)?(?:[A-Za-z_]+:|-)?[\u00a0\u202f]", re.MULTILINE)
_ARABIC_COMMA = re.compile("،(?= *[a-z_]+ *\\Z)")
_IN_QUOTES = 'put the text in quotes: "one: two"'
_ONLY_A_KEY = re.compile(" *[A-Za-z_]+ *")


class _Error(NamedTuple):
    """A parser's error: its two sentences, where it arose, and where what it was reading began."""

    text: str
    problem: str
    context: str
    offset: int
    began: int | None

    @property
    def start(self) -> int:
        """Where what it was reading began, else where it arose."""
        return self.offset if self.began is None else self.began


def explain(
    error: Exception, text: str, last_quote: Any, still_open: list[int]
) -> InvalidValueError:
    """Says a parser's error in the words of somebody who edits the file.

    `last_quote` is the last quoted text that was read, `still_open` the offsets of the mappings and
    lists not yet ended.
    """
    began = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or began
    problem, context = (str(getattr(error, name, "") or "") for name in ("problem", "context"))
    details = _Error(
        text,
        problem or str(error),
        context,
        min(mark.index if mark else 0, len(text)),
        began.index if began else None,
    )
    return (
        _explain_quote(details, last_quote)
        or _explain_spaces(details)
        or _explain_brackets(details, still_open)
        or _explain_keys(details)
        or _explain_problem(details)
    )


def _explain_problem(error: _Error) -> InvalidValueError:
    """Blames the place the parser named, in our words where it is known what was meant."""
    for words, code, message, hint in _SYNTAX:
        if words in error.problem:
            return InvalidValueError(code, message, hint, offset=error.offset)
    if "cannot start any token" in error.problem:
        return _explain_character(error)
    return InvalidValueError("yaml-syntax", f"invalid YAML: {error.problem}", offset=error.offset)


def _explain_quote(error: _Error, last_quote: Any) -> InvalidValueError | None:
    """Blames a quote that is not closed, or closed too late or too early (`'l'intérieur'`)."""
    if "escape" in error.problem:
        message = "unknown escape after a backslash"
        return InvalidValueError(
            "yaml-syntax",
            message,
            "double the backslash, or use single quotes",
            offset=error.offset,
        )
    if "quoted scalar" in error.context and error.began is not None:
        return InvalidValueError(
            "unclosed-quote",
            "this quote is never closed",
            "add the same quote at the end of the text",
            offset=error.began,
        )
    if last_quote is None or "\n" in error.text[last_quote.end_mark.index : error.offset]:
        return None
    rest = error.text[last_quote.end_mark.index :].split("\n", 1)[0].strip()
    if not rest or rest[0] in ",]}:#'\"":
        return None
    if last_quote.start_mark.line < last_quote.end_mark.line:
        line = last_quote.end_mark.line + 1
        message, hint = (
            f"this quote is closed only on line {line}, by one that should open another text",
            "close it on its own line",
        )
    else:
        message = "this quote closes before the text ends"
        hint = "double the quote inside ('l''intérieur'), or use the other kind of quotes"
    return InvalidValueError("unclosed-quote", message, hint, offset=last_quote.start_mark.index)


def _explain_spaces(error: _Error) -> InvalidValueError | None:
    """Blames a no-break space in place of an ordinary one, on the line or just above."""
    end = error.text.find("\n", error.offset)
    before = error.text[: end if end >= 0 else len(error.text)]
    start = len(before)
    for _ in range(4):
        start = max(before.rfind("\n", 0, max(start - 1, 0)), 0)
    if match := _NO_BREAK_SPACE.search(before, start):
        message = "no-break space in place of an ordinary space"
        return InvalidValueError(
            "no-break-space", message, "replace it with an ordinary space", offset=match.end() - 1
        )
    return None


def _explain_brackets(error: _Error, still_open: list[int]) -> InvalidValueError | None:
    """Blames a bracket that is not closed, or what ends the text inside it too early."""
    at = error.text[error.offset : error.offset + 1]
    opening = next((offset for offset in still_open[-1:] if error.text[offset] in "[{"), None)
    if opening is not None and ("flow" in error.context or "expected" in error.problem):
        if at == ":" and "\n" not in error.text[opening : error.offset]:
            return _explain_comma(error, opening) or InvalidValueError(
                "colon-in-text",
                "colon and space in a text without quotes",
                _IN_QUOTES,
                offset=error.offset,
            )
        what, end = ("list", "]") if error.text[opening] == "[" else ("mapping", "}")
        message = f"this {what} is not closed, or a comma is missing"
        hint = f"close it with {end}; put texts with a comma or a bracket in quotes"
        return InvalidValueError("unclosed-bracket", message, hint, offset=opening)
    if at in ("]", "}"):
        return InvalidValueError(
            "yaml-syntax",
            "closing bracket without an opening one",
            "delete it",
            offset=error.offset,
        )
    return None


def _explain_comma(error: _Error, opening: int) -> InvalidValueError | None:
    """Blames an Arabic comma between two entries, in front of what looks like a key."""
    if match := _ARABIC_COMMA.search(error.text, opening, error.offset):
        message = "an Arabic comma (،) does not separate two entries"
        return InvalidValueError(
            "arabic-comma", message, "use an ordinary comma (,)", offset=match.start()
        )
    return None


def _explain_keys(error: _Error) -> InvalidValueError | None:
    """Blames a line whose key, colon or indent is not as it should be."""
    return _explain_anchor(error) or _explain_colon(error) or _explain_indent(error)


def _explain_anchor(error: _Error) -> InvalidValueError | None:
    """Blames a text that begins with & or *."""
    code = next((code for code in ("anchor", "alias") if code in error.context), None)
    if code is None:
        return None
    sign = error.text[error.start]
    message = f"text cannot start with {sign}, which YAML takes for an alias or anchor"
    return InvalidValueError(code, message, "put the text in quotes", offset=error.start)


def _explain_colon(error: _Error) -> InvalidValueError | None:
    """Blames a key without a colon, or a colon without a key."""
    if "could not find expected ':'" in error.problem:
        line = error.text[error.start :].split("\n", 1)[0].strip()
        bare = f"write: {line}:" if re.fullmatch(r"[\w-]+", line) else ""
        hint = bare or "write key: value, with a space after the colon"
        return InvalidValueError(
            "no-colon", "missing colon after the key", hint, offset=error.start
        )
    if "expected key" in error.problem and error.text.startswith(":", error.offset):
        message = "missing key before the colon"
        return InvalidValueError("key-not-text", message, "write key: value", offset=error.offset)
    return None


def _explain_indent(error: _Error) -> InvalidValueError | None:
    """Blames a dash or a key that stands too far left or right."""
    if "expected key" in error.problem and error.text.startswith("- ", error.offset):
        message = "this dash is not aligned with its list"
        return InvalidValueError(
            "indentation", message, "align it with the dashes above", offset=error.offset
        )
    above = max(error.text.rfind(sign, 0, error.offset) for sign in "\n\r")
    line = error.text[above + 1 : error.offset]
    if "mapping values are not allowed" in error.problem and _ONLY_A_KEY.fullmatch(line):
        margin = error.offset - len(line.lstrip(" "))
        message = "this line is not aligned with the fields of its record"
        return InvalidValueError(
            "indentation", message, "align it with the fields above", offset=margin
        )
    return None


def _explain_character(error: _Error) -> InvalidValueError:
    character = error.text[error.offset : error.offset + 1]
    if character == "\t":
        message, hint = "a tab cannot be used here", "indent with two spaces"
        return InvalidValueError("tab", message, hint, offset=error.offset)
    message = f"text cannot start with {character}"
    return InvalidValueError("yaml-syntax", message, "put the text in quotes", offset=error.offset)


MAX_DEPTH = 32
TOO_DEEP = (
    "too-deep",
    f"nested more than {MAX_DEPTH} levels deep",
    "delete the extra brackets, or close the open ones",
)

_SYNTAX = (
    (
        "nesting depth",
        *TOO_DEEP,
    ),  # libyaml counts too, from 0.2.6 on, and may come first because it reads ahead
    (
        "comment or line break",
        "yaml-syntax",
        "text cannot start with > or |, which YAML takes for a text of several lines",
        "put the text in quotes",
    ),
    (
        "mapping keys are not allowed",
        "key-not-text",
        "text cannot start with a question mark and a space",
        "write key: value",
    ),
    (
        "directive",
        "yaml-syntax",
        "a line cannot start with %",
        "put the text in quotes, or delete the line",
    ),
    (
        "mapping values are not allowed",
        "colon-in-text",
        "colon and space in a text without quotes",
        _IN_QUOTES,
    ),
    ("tab character", "tab", "a tab cannot be used here", "indent with two spaces"),
    (
        "did not find expected key",
        "indentation",
        "this line is not aligned with the fields of its record",
        "align it with the fields above",
    ),
    (
        "did not find expected '-'",
        "indentation",
        "this line is not aligned with its list",
        "align it with the dashes above",
    ),
    (
        "did not find expected <document start>",
        "indentation",
        "this line does not belong to anything above it",
        "align it with the fields above",
    ),
    (
        "block sequence entries are not allowed",
        "indentation",
        "a list cannot start on this line",
        "put the list on the next line",
    ),
    (
        "block mapping",
        "indentation",
        "this line is not aligned with the fields of its record",
        "align it with the fields above",
    ),
)
