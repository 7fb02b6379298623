"""`aitracker stale`: what is still open and has gone quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.filter_options import filters
from aitracker.cli.options import Choosing, ExitCodeOption
from aitracker.cli.session import Rows, Session, shifted

if TYPE_CHECKING:
    from aitracker.display.formats.table import Column


def command(
    asked: Choosing,
    after: Annotated[
        str,
        typer.Option("--after", metavar="SPAN", help="After how long a silence: 90d, 12w, 6m, 1y."),
    ] = "180d",
    exit_code: ExitCodeOption = False,
) -> int:
    """Records of which more is expected and nothing new is known, the longest silence first, with what came of them.

    With --exit-code it ends with 1 if there are any.
    """
    from aitracker.catalog.rows import keys
    from aitracker.catalog.stale import StaleRow, stale

    session = Session(asked)
    rows = list(
        stale(
            session.catalog,
            shifted("--after", session.day, after, back=True),
            filters(asked, session.catalog),
        )
    )
    code = session.print_rows(asked, Rows(rows, keys(StaleRow), "quiet record", _layout))
    return code or (Exit.NO if exit_code and rows else Exit.DONE)


def _layout() -> list[Column]:
    from aitracker.display.formats.table import Column

    return [
        Column("id", 18),
        Column("status", 9, 2),
        Column("newest", 21, 1),
        Column("days", 4),
        Column("name", 18, fold=True),
        Column("delivered", 12, 3),
    ]
