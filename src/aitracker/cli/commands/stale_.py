"""`aitracker stale`: open records with no recent news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.filter_options import filters
from aitracker.cli.options import ExitCodeOption, ListOptions
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session, shifted

if TYPE_CHECKING:
    from aitracker.display.formats.table import Column

DATE = "newest step or source (column newest)"

EXAMPLES = ("aitracker stale", "aitracker stale --after 1y --kind mou")


def command(
    options: ListOptions,
    after: Annotated[
        str,
        typer.Option(
            "--after", metavar="SPAN", help="Silent for SPAN or longer (90d, 12w, 6m, 1y)."
        ),
    ] = "180d",
    exit_code: ExitCodeOption = False,
) -> int:
    """List open records with no recent news, the longest silence first, with what came of them.

    A record is open while its status lets one expect more of it.
    """
    from aitracker.catalog.rows import keys
    from aitracker.catalog.stale import StaleRow, stale

    session = Session(options)
    rows = list(
        stale(
            session.catalog,
            shifted("--after", session.day, after, back=True),
            filters(options, session.catalog),
        )
    )
    code = session.print_rows(options, Rows(rows, keys(StaleRow), "stale record", _layout))
    return code or (Exit.NO if exit_code and rows else Exit.DONE)


def _layout() -> list[Column]:
    from aitracker.display.formats.table import WHOLE, Column

    return [
        Column("id", WHOLE),
        Column("status", 9, 2),
        Column("newest", 21),
        Column("days", 4),
        Column("name", 18, fold=True),
        Column("delivered", 12, 1),
    ]
