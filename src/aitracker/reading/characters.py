"""Characters that nobody sees, where they change what a text is compared with.

Within prose they may be meant: a no-break space before a French colon, a mark that keeps an Arabic
sentence in order. At the edge of a text, or in a name, they only hide that two names are one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aitracker.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.model.errors import KeyPath
    from aitracker.reading.source import Data

_SPACES = "\u00a0\u2007\u2009\u202f"
_MARKS = "\u200e\u200f\u061c"
_SUSPECT = re.compile(f"[{_SPACES}{_MARKS}]")
_SUSPECT_BYTES = re.compile(b"|".join(each.encode() for each in _SPACES + _MARKS))
_AT_AN_EDGE = re.compile(f"^ *[{_SPACES}{_MARKS}]|[{_SPACES}{_MARKS}](?= *$)")
# French puts a no-break space before these signs, and inside its quotes, in a name too.
_IN_A_NAME = re.compile(f"[{_MARKS}]|(?<!«)[{_SPACES}](?![:;!?»%])")

_PROSE = frozenset({"summary", "note", "says", "text", "objectives", "title", "does", "condition"})
"""Fields whose texts are read, not compared."""


def has_hidden(raw: bytes) -> bool:
    """Whether a file has such characters anywhere."""
    return _SUSPECT_BYTES.search(raw) is not None


def hidden_characters(value: Data, path: KeyPath = ()) -> Iterator[Problem]:
    """Each text in data with a character that should not be there, at its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if match := _SUSPECT.search(key):
                yield _problem(match, (*path, key))._replace(at_key=True)
            yield from hidden_characters(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from hidden_characters(inner, (*path, position))
    elif value is not None and _SUSPECT.search(value):
        match = _AT_AN_EDGE.search(value)
        if match is None and not _PROSE.intersection(path):
            match = _IN_A_NAME.search(value)
        if match is not None:
            yield _problem(match, path)


def _problem(match: re.Match[str], path: KeyPath) -> Problem:
    character, offset = match[0][-1], match.end() - 1
    if character in _SPACES:
        return Problem(
            "no-break space in place of an ordinary space",
            "replace it with an ordinary space",
            "no-break-space",
            path,
            offset=offset,
        )
    return Problem(
        f"invisible direction mark U+{ord(character):04X} in this text",
        "delete the invisible character",
        "invisible-character",
        path,
        offset=offset,
    )
