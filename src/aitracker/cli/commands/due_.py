"""`aitracker due`: what was promised, for when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from aitracker.cli.exits import Exit
from aitracker.cli.filter_options import filters
from aitracker.cli.options import ExitCodeOption, ListOptions, option
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session, shifted

if TYPE_CHECKING:
    from aitracker.display.formats.table import Column

DATE = "deadline (column due)"

EXAMPLES = (
    "aitracker due --overdue",
    "aitracker due --within 6m --status launched",
    "aitracker due --until 2026 --format csv",
)


def command(
    options: ListOptions,
    within: Annotated[
        str | None,
        option(
            "--within",
            metavar="SPAN",
            help="Only promises due within SPAN (90d, 12w, 6m, 1y).",
        ),
    ] = None,
    overdue: Annotated[
        bool, option("--overdue", help="Only promises that are overdue, or may be.")
    ] = False,
    slipped: Annotated[
        bool, option("--slipped", help="Only promises that were put off, the longest first.")
    ] = False,
    exit_code: ExitCodeOption = False,
) -> int:
    """List promises (milestones and aims): first those still owed, the nearest deadline first.

    Then those met, measured or ended. What applies by itself from a date is listed too, and never
    overdue. --exit-code counts the promises that are overdue or due soon; with --within, --overdue
    or --slipped, all that are listed.
    """
    from aitracker.catalog.due import NEAR, DueRow, due
    from aitracker.catalog.rows import keys

    session = Session(options)
    until = None if within is None else shifted("--within", session.day, within)
    rows = list(
        due(
            session.catalog,
            filters(options, session.catalog),
            within=until,
            overdue=overdue,
            slipped=slipped,
        )
    )
    code = session.print_rows(options, Rows(rows, keys(DueRow), "promise", _layout))
    listed = within is not None or overdue or slipped
    owed = any(listed or row.state in NEAR for row in rows)
    return code or (Exit.NO if exit_code and owed else Exit.DONE)


def _layout() -> list[Column]:
    from aitracker.display.formats.table import WHOLE, Column

    return [
        Column("id", WHOLE),
        Column("due", 21),
        Column("state", 9),
        Column("days", 5, 3),
        Column("text", 18, fold=True),
        Column("lead", 10),
        Column("late", 4, 2),
        Column("slipped", 7, 2),
        Column("first", 10, 2),
        Column("result", 8, 2),
    ]
