"""The records of a file as blocks of lines, found without reading the file as YAML.

So a mistake of YAML in one record leaves the others to be read, and a change is tried on a record
alone.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from aitracker.model.fields import fields
from aitracker.model.records import RECORD_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = "registry"
_TOPS = ("schema_version", HEADER, *RECORD_TYPES)
_TOP = re.compile(rf"({'|'.join(_TOPS)})\b(?!-)")
_RECORD = re.compile(r"(?P<indent> *)(?:- )?(?P<key>[a-zA-Z0-9_-]+)(?P<rest>:.*)?\s*$")


class Block(NamedTuple):
    """A record: its collection, its id, its first line from 0, and the line after its last.

    The header is a block of the collection `registry`, without an id.
    """

    collection: str
    id: str
    first: int
    end: int


def blocks(lines: Sequence[str]) -> list[Block]:
    """The records and the header in these lines of a file, in their order."""
    result: list[Block] = []
    collection, base = "", 0
    for number, line in enumerate(lines):
        if top := _TOP.match(line):
            _end(result, number)
            collection, base = top[1], 0
            if collection == HEADER:
                result.append(Block(HEADER, "", number, len(lines)))
        elif collection in RECORD_TYPES and (match := _RECORD.match(line)):
            base = base or len(match["indent"]) or 2
            if _begins_a_record(match, collection, base):
                _end(result, number)
                result.append(Block(collection, match["key"], number, len(lines)))
    return result


def _end(blocks: list[Block], number: int) -> None:
    if blocks and blocks[-1].end > number:
        blocks[-1] = blocks[-1]._replace(end=number)


def _begins_a_record(match: re.Match[str], collection: str, base: int) -> bool:
    """Whether a line is the id of a record, and no field of one that stands too far left."""
    indent, key, rest = len(match["indent"]), match["key"], (match["rest"] or "").strip()
    if indent > base + 1 or key in keys_of(collection):
        return False
    if indent == base and rest:
        return True
    # An id that stands where none should, or that lacks its colon, is known by what it looks like.
    if indent == 0 and rest == ":":
        return not get_close_matches(key, _TOPS, n=1, cutoff=0.75)
    return rest in (":", "") and "-" in key if indent <= base else rest == ":"


_keys: dict[str, frozenset[str]] = {}


def keys_of(collection: str) -> frozenset[str]:
    """The fields of the records of a collection."""
    if collection not in _keys:
        _keys[collection] = frozenset(field.key for field in fields(RECORD_TYPES[collection]))
    return _keys[collection]


def base_of(blocks: Sequence[Block], lines: Sequence[str], collection: str) -> int:
    """How many spaces most ids of a collection have before them."""
    indents = Counter(
        len(lines[each.first]) - len(lines[each.first].lstrip(" "))
        for each in blocks
        if each.collection == collection
    )
    del indents[0]
    return max(indents, key=lambda indent: (indents[indent], -abs(indent - 2)), default=2)
