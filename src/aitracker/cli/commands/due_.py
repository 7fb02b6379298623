"""`aitracker due`: what was promised, for when, and what became of it."""

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
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="SPAN",
            help="Only what falls due so soon: 90d, 12w, 6m, 1y.",
            show_default=False,
        ),
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only what is overdue, or may be.")
    ] = False,
    exit_code: ExitCodeOption = False,
) -> int:
    """Milestones and aims: what is owed, the nearest first, then what was met, measured or ended.

    With --exit-code it ends with 1 if anything is overdue or near; with --within or --overdue, if anything is listed.
    """
    from aitracker.catalog.due import NEAR, DueRow, due
    from aitracker.catalog.rows import keys

    session = Session(asked)
    until = None if within is None else shifted("--within", session.day, within)
    rows = list(
        due(session.catalog, filters(asked, session.catalog), within=until, overdue=overdue)
    )
    code = session.print_rows(asked, Rows(rows, keys(DueRow), "promise", _layout))
    found = any(within is not None or overdue or row.state in NEAR for row in rows)
    return code or (Exit.NO if exit_code and found else Exit.DONE)


def _layout() -> list[Column]:
    from aitracker.display.formats.table import Column

    return [
        Column("id", 20),
        Column("due", 21),
        Column("state", 9),
        Column("days", 5, 3),
        Column("text", 18, name="promise", fold=True),
        Column("lead", 8, 1),
        Column("late", 9, 2, "days late"),
    ]
