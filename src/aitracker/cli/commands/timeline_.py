"""`aitracker timeline`: what happened, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.filter_options import filters
from aitracker.cli.options import ListOptions
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from aitracker.display.streams import Screen

DATE = "date"

EXAMPLES = (
    "aitracker timeline",
    "aitracker timeline ID",
    "aitracker timeline --since 2026 --status signed",
)


def command(
    options: ListOptions,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help="Only these records, their parts, and steps they took part in; - reads ids.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Show what happened, in order, by year and month."""
    from aitracker.catalog.rows import row_keys
    from aitracker.catalog.timeline import TimelineRow, timeline

    session = Session(options)
    records = session.resolve_ids(ids) if ids else None
    rows = timeline(session.catalog, records, filters(options, session.catalog))

    def page(steps: list[TimelineRow], screen: Screen) -> str:
        from aitracker.display.formats import timeline_text

        return timeline_text.text(steps, screen, session.language)

    def markdown(steps: list[TimelineRow]) -> str:
        from aitracker.catalog.catalog import pages
        from aitracker.display.formats.page_markdown import chronology

        sources = dict(pages(session.catalog, {key for row in steps for key in row.sources}))
        return chronology(steps, sources, session.language)

    listing = Rows(rows, row_keys(TimelineRow), "step", page=page, markdown=markdown)
    return session.print_rows(options, listing)
