"""`search` for people: each record found, with the words where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.display.cells import width
from aitracker.display.labels import cell, singular, status_style
from aitracker.display.layout import TextLayout
from aitracker.model.labels import field, series, with_colon, with_doubt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aitracker.catalog.search import SearchRow
    from aitracker.display.streams import Screen


def text(
    rows: Sequence[SearchRow],
    spans: Callable[[str], list[tuple[int, int]]],
    language: str,
    screen: Screen,
) -> str:
    """A record a paragraph.

    `spans` tells where in a line the words looked for stand, which are printed bold.
    """
    layout = TextLayout(screen, language)
    for row in rows:
        collection = singular(row.collection, language)
        word = cell("status", row.status, language) if row.status else ""
        status = [with_doubt(word, language) if row.certain is False else word] if word else []
        about = series([collection, *status], language)
        layout.id_line(row.id, about, status_style(row.status) or "dim")
        layout.row("", row.name, indent=2, mark=spans)
        if row.excerpt != row.name:
            label = with_colon(field(row.field, language, row.field), language)
            layout.row(label, row.excerpt, indent=2, hang=width(label) + 1, mark=spans)
    return layout.text()
