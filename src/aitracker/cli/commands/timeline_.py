"""`aitracker timeline`: what happened, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.filter_options import filters
from aitracker.cli.options import Choosing
from aitracker.cli.session import Rows, Session

if TYPE_CHECKING:
    from aitracker.display.streams import Screen


def command(
    asked: Choosing,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help="Only these records, what is part of them, and where they took part; - reads ids.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """What happened, in order, by year and month."""
    from aitracker.catalog.lists import timeline
    from aitracker.catalog.rows import TimelineRow, keys

    session = Session(asked)
    chosen = session.resolved(asked, ids) if ids else None
    rows = timeline(session.catalog, chosen, filters(asked, session.catalog))

    def page(taken: list[TimelineRow], screen: Screen) -> str:
        from aitracker.display.formats import timeline_text

        return timeline_text.text(taken, screen, session.language)

    return session.print_rows(asked, Rows(rows, keys(TimelineRow), "step", page=page))
