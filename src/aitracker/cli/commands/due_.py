"""`aitracker due`: what was promised, for when, and what became of it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

from aitracker.cli.exits import Exit
from aitracker.cli.filter_options import filters, without_context
from aitracker.cli.options import ContextOption, ExitCodeOption, ListOptions, RecordIds, option
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session, shift_day
from aitracker.display.labels import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aitracker.catalog.due import DueRow
    from aitracker.display.formats.table import Column

DATE = "deadline (column due)"

EXAMPLES = (
    "aitracker due --overdue",
    "aitracker due --within 6m --status launched",
    "aitracker due --until 2026 --format csv",
)


_WithinOption = Annotated[
    str | None,
    option("--within", metavar="SPAN", help="Only promises due within SPAN (90d, 12w, 6m, 1y)."),
]
_OverdueOption = Annotated[
    bool, option("--overdue", help="Only promises that are overdue, or may be.")
]
_SlippedOption = Annotated[
    bool,
    option("--slipped", help="Only promises that were put off, the longest delay first."),
]


def command(
    options: ListOptions,
    ids: RecordIds = None,
    within: _WithinOption = None,
    overdue: _OverdueOption = False,
    slipped: _SlippedOption = False,
    context: ContextOption = False,
    exit_code: ExitCodeOption = False,
) -> int:
    """List promises (milestones and aims): open ones first, by deadline, then met or ended ones.

    Dates from which something applies are listed too, and are never overdue. Of deadlines after
    the newest source of the registry (the horizon) nothing is known. Records tagged context are
    left out unless --context, their tag or an id asks for them. A star marks a deadline with a
    note: see aitracker why. --exit-code counts promises that are overdue or due soon; with
    --within, --overdue or --slipped, all that are listed.
    """
    from aitracker.catalog.due import NEAR, DueRow, due
    from aitracker.catalog.rows import row_keys

    session = Session(options)
    until = None if within is None else shift_day("--within", session.day, within)
    selection = filters(options, session.catalog)._replace(ids=session.chosen_ids(ids))
    query = partial(
        due,
        session.catalog,
        within=until,
        overdue=overdue,
        slipped=slipped,
        horizon=session.horizon,
    )
    rows, left_out = without_context(query, selection, context=bool(context or ids))
    footer = partial(_footer, left_out=left_out, session=session)
    code = session.print_rows(
        options, Rows(rows, row_keys(DueRow), "promise", _layout, footer=footer)
    )
    counts_all = within is not None or overdue or slipped
    is_owed = any(counts_all or row.state in NEAR for row in rows)
    return code or (Exit.NO if exit_code and is_owed else Exit.DONE)


def _footer(rows: Sequence[DueRow], left_out: Callable[[], int], session: Session) -> str:
    """How many promises, and how many of the late ones fell due when nothing was read any more."""
    from aitracker.catalog.due import LATE
    from aitracker.display.wording import context_note, read_until
    from aitracker.model.labels import clauses, say

    language, horizon = session.language, session.horizon

    unread = (date.fromisoformat(horizon) - date.fromisoformat(session.day)).days
    after = sum(row.state in LATE and (row.days or 0) > unread for row in rows)
    promises = count(len(rows), "promise", language)
    if after:
        promises += f" ({say('overdue unread', language, count=after)})"
    note = context_note(left_out(), language)
    line = clauses((f"{promises}{note}", read_until(horizon, session.day, language)), language)
    has_notes = any(row.due and row.note for row in rows)
    return f"{line}\n{say('with a note', language)}" if has_notes else line


def _layout() -> list[Column]:
    from aitracker.display.formats.table import WHOLE, Column

    return [
        Column("id", WHOLE),
        Column("due", 21),
        Column("state", 15),
        Column("days", 5, 3),
        Column("text", 18, fold=True),
        Column("lead", 10, fold=True),
        Column("late", 4, 2),
        Column("slipped", 7, 2),
        Column("first", 10, 2),
        Column("result", 8, 2),
    ]
