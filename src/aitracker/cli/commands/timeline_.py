"""`aitracker timeline`: what happened, in order."""

from __future__ import annotations

from typing import Annotated

import typer

from aitracker.cli.choice import filters
from aitracker.cli.options import Choosing, Format, chosen_format
from aitracker.cli.session import Rows, Session, count


def command(
    asked: Choosing,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...", help="Only these records, what is part of them, and where they took part; - reads ids.", show_default=False
        ),
    ] = None,
) -> int:
    """What happened, in order, by year and month."""
    from aitracker.catalog.rows import TimelineRow, keys

    session = Session(asked)
    chosen = session.resolved(asked, ids) if ids else None
    found = Rows(session.catalog.timeline(chosen, filters(asked, session.catalog)), keys(TimelineRow), tuple, "step")
    if asked.fields or chosen_format(asked, terminal=session.screen.terminal) is not Format.table:
        return session.print_rows(asked, found)
    session.catalog.marks = True
    from aitracker.display.formats import chronicle

    taken = session.chosen(asked, found)
    session.write([chronicle.text(taken, session.screen, session.languages[0] if session.languages else "en")])
    return session.end(count(len(taken), "step"))
