"""Where a value stands in a YAML text, from its first character to its last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml._yaml import CParser

if TYPE_CHECKING:
    from aitracker.model.failures import Path


class Span(NamedTuple):
    """Where a value stands in a text: its first offset, the one after its last character, and whether it is in brackets."""

    start: int
    end: int
    flow: bool


def span(text: str, path: Path) -> Span | None:
    """The span of what is written for a path in a text that `parse` accepts; None where nothing is.

    A mapping or list without brackets ends with the last thing in it: comments and empty lines below it are outside.
    """
    parser: Any = CParser(text)
    here: list[Any] = []  # for each open mapping [its waiting key or None], for each open list [its next position]
    opened: list[tuple[bool, Span]] = []
    last = 0
    event: Any
    while (event := parser.get_event()) is not None:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            last = _trimmed(text, end) if event.style in ("|", ">") else end
            if here and isinstance(here[-1], dict) and here[-1]["key"] is None:
                here[-1]["key"] = event.value
                continue
            if _path(here) == path:
                return Span(start, last, flow=False)
            _advance(here)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            opened.append((_path(here) == path, Span(start, 0, bool(event.flow_style))))
            here.append({"key": None} if isinstance(event, yaml.MappingStartEvent) else [0])
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            here.pop()
            wanted, started = opened.pop()
            last = end if started.flow else last
            if wanted:
                return started._replace(end=last)
            _advance(here)
    return None


def _path(here: list[Any]) -> Path:
    return tuple(step["key"] if isinstance(step, dict) else step[0] for step in here)


def _advance(here: list[Any]) -> None:
    """Past a value: a mapping waits for its next key, a list for its next item."""
    if here and isinstance(here[-1], dict):
        here[-1]["key"] = None
    elif here:
        here[-1][0] += 1


def _trimmed(text: str, end: int) -> int:
    """A block text ends with its last line, though the parser's mark is on the line after it."""
    return len(text[:end].rstrip("\r\n"))
