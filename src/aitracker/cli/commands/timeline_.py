"""`aitracker timeline`: what happened, in order."""

from __future__ import annotations

from typing import Annotated

import typer

from aitracker.cli.options import Format, Reading, chosen_format
from aitracker.cli.session import Session, count


def command(
    asked: Reading,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Only these records, what is part of them, and where they took part.", show_default=False),
    ] = None,
) -> int:
    """What happened, in order, by year and month."""
    from aitracker.catalog.rows import TimelineRow, keys

    session = Session(asked)
    rows = session.catalog.timeline([session.catalog.resolve(name) for name in ids or ()])
    style = chosen_format(asked, terminal=session.screen.terminal)
    if style is not Format.table:
        return session.print_rows(rows, keys(TimelineRow), tuple, style, "step")
    session.catalog.marks = True
    from aitracker.display.formats import chronicle
    from aitracker.display.streams import write

    taken = list(rows)
    write([chronicle.text(taken, session.screen, session.languages[0] if session.languages else "en")])
    return session.end(count(len(taken), "step"))
