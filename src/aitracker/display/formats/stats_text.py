"""Counts for people: a group a heading, a bar a count."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from aitracker.display.cells import escape, padded, truncate, width
from aitracker.display.layout import TextLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.counts import StatRow
    from aitracker.display.streams import Screen

_WIDEST_VALUE = 40
_LONGEST_BAR = 40
_EIGHTHS = " ▏▎▍▌▋▊▉"


def text(rows: Sequence[StatRow], screen: Screen) -> str:
    """The counts under what they are by, each with its share and a bar."""
    layout = TextLayout(screen)
    for by, alike in groupby(rows, lambda row: row.by):
        group = list(alike)
        layout.heading(by)
        column = min(
            max(width(escape(row.value)) for row in group),
            _WIDEST_VALUE,
            max(screen.width - 24, 12) if screen.width else 999,
        )
        digits = max(len(str(row.count)) for row in group)
        most = max(row.count for row in group) or 1
        room = (
            min(_LONGEST_BAR, screen.width - column - digits - 15) if screen.width else _LONGEST_BAR
        )
        for row in group:
            value = truncate(escape(row.value), column)
            share = f"{row.share:5.1f} %" if row.share is not None else " " * 7
            bar = _bar(row.count / most, room)
            cell = padded(value, column + 2, screen)
            layout.line(f"  {cell}{row.count:>{digits}}  {share}  {bar}")
    return layout.text()


def _bar(part: float, room: int) -> str:
    """A bar of so many columns at most, exact to an eighth of one.

    It is at least a sliver for what is not nothing.
    """
    eighths = max(round(part * max(room, 0) * 8), 1 if part and room > 0 else 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
