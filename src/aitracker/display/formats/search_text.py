"""`search` for people: each record found, with the words where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.display.labels import status_style
from aitracker.display.layout import TextLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aitracker.catalog.search import SearchRow
    from aitracker.display.streams import Screen


def text(
    rows: Sequence[SearchRow], spans: Callable[[str], list[tuple[int, int]]], screen: Screen
) -> str:
    """A record a paragraph.

    `spans` tells where in a line the words looked for stand, which are printed bold.
    """
    layout = TextLayout(screen)
    for row in rows:
        doubt = "?" if row.certain is False else ""
        status = f", {row.status}{doubt}" if row.status else ""
        layout.row(
            "", f"{row.id} ({row.collection}{status})", style=status_style(row.status) or "dim"
        )
        layout.row("", row.name, indent=2, mark=spans)
        if row.excerpt != row.name:
            layout.row(f"{row.field}:", row.excerpt, indent=2, hang=len(row.field) + 2, mark=spans)
    return layout.text()
