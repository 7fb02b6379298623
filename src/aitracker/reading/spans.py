"""Where a value stands in a YAML text, from its first character to its last, and its contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.reading.libyaml import (
    CParser,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

if TYPE_CHECKING:
    from aitracker.model.errors import KeyPath


class Span(NamedTuple):
    """The first offset, the one after the last character, and whether the value is in brackets."""

    start: int
    end: int
    flow: bool


class Found(NamedTuple):
    """The span of a value, and those of the values directly in it."""

    span: Span
    items: list[Span]


def find(text: str, path: KeyPath) -> Found | None:
    """What is written for a path in a text that `parse` accepts; None where nothing is.

    A mapping or list without brackets ends with the last thing in it: comments and empty lines
    below it are outside.
    """
    parser: Any = CParser(text)
    # For each open mapping its waiting key or None, for each open list its next position.
    here: list[Any] = []
    opened: list[Span] = []
    items: list[Span] = []
    last = 0
    event: Any
    while (event := parser.get_event()) is not None:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent):
            last = _trimmed(text, end) if event.style in ("|", ">") else end
            if here and isinstance(here[-1], dict) and here[-1]["key"] is None:
                here[-1]["key"] = event.value
                continue
            done = Span(start, last, flow=False)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            opened.append(Span(start, 0, bool(event.flow_style)))
            here.append({"key": None} if isinstance(event, MappingStartEvent) else [0])
            continue
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            here.pop()
            began = opened.pop()
            last = end if began.flow else last
            done = began._replace(end=last)
        else:
            continue
        at = tuple(step["key"] if isinstance(step, dict) else step[0] for step in here)
        if at == path:
            return Found(done, items)
        if at[:-1] == path and at:
            items.append(done)
        _advance(here)
    return None


def _advance(here: list[Any]) -> None:
    """Past a value: a mapping waits for its next key, a list for its next item."""
    if here and isinstance(here[-1], dict):
        here[-1]["key"] = None
    elif here:
        here[-1][0] += 1


def _trimmed(text: str, end: int) -> int:
    """A block text ends with its last line, though the parser's mark is on the line after it."""
    return len(text[:end].rstrip("\r\n"))
