"""A tree for people: branches, each record with its relation, kind and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.display.cells import direction_of, has_right_to_left, in_place, one_line, wrap
from aitracker.display.labels import part_label, standing, status_style
from aitracker.display.markup import styled
from aitracker.model.labels import name_and_value, say, series
from aitracker.model.vocabulary import kind_vocabulary, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.catalog.tree import TreeRow
    from aitracker.display.streams import Screen

_LEAST = 24
"""However deep it stands, a record has so many columns."""


def text(rows: Sequence[TreeRow], screen: Screen, language: str) -> str:
    """The records in their places."""
    lines = (
        line
        for row, (first, rest) in zip(rows, _branches(rows), strict=True)
        for line in _lines(row, first, rest, screen, language)
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _lines(row: TreeRow, first: str, rest: str, screen: Screen, language: str) -> Iterator[str]:
    """A record behind its branch, and what goes on below it."""
    words = one_line(_line(row, language))
    margin = screen.bidi != "none" and has_right_to_left(words)
    # VTE heeds no mark in the first column.
    lead, below = (branch or " " * margin for branch in (first, rest))
    space = max(screen.width - len(below) - margin, _LEAST) if screen.width else 0
    direction, style = direction_of(words, language), status_style(row.status)
    for line in wrap(words, space) if space else [words]:
        placed = in_place(line, screen, right_to_left=direction)
        yield lead + (styled(placed, style) if screen.color and style else placed)
        lead = below


def _line(row: TreeRow, language: str) -> str:
    """A record: what it is to the one above it, its name, kind and status."""
    relation = series((part_label(each, language) for each in row.relation), language)
    vocabulary = kind_vocabulary(row.collection)
    kind = label(vocabulary, row.kind, language) if vocabulary and row.kind else ""
    facts = [kind, standing(row.status, row.since, row.certain, language)]
    if row.repeated:
        facts.append(say("see above", language))
    elif row.below:
        facts.append(say("records below", language, count=row.below))
    details = series(filter(None, facts), language)
    line = name_and_value(f"{row.name} [{row.id}]", details, language)
    return name_and_value(relation, line, language) if relation else line


def _branches(rows: Sequence[TreeRow]) -> Iterator[tuple[str, str]]:
    """What stands before the first line of each record, and before its other lines."""
    last = _last(rows)
    open_levels: list[bool] = []
    for row, ends in zip(rows, last, strict=True):
        del open_levels[max(row.depth - 1, 0) :]
        before = "".join("│  " if is_open else "   " for is_open in open_levels)
        if not row.depth:
            yield "", "  "
            continue
        yield before + ("└─ " if ends else "├─ "), before + ("   " if ends else "│  ")
        open_levels.append(not ends)


def _last(rows: Sequence[TreeRow]) -> list[bool]:
    """Whether each record is the last below the one above it."""
    result: list[bool] = []
    depths: set[int] = set()
    for row in reversed(rows):
        depths = {depth for depth in depths if depth <= row.depth}
        result.append(row.depth not in depths)
        depths.add(row.depth)
    return result[::-1]
