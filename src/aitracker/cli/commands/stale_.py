"""`aitracker stale`: open records with no recent news."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.filter_options import filters, without_context
from aitracker.cli.options import ContextOption, ExitCodeOption, ListOptions, RecordIds
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session, shift_day
from aitracker.display.labels import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aitracker.catalog.stale import StaleRow
    from aitracker.display.formats.table import Column

DATE = "newest step or source (column newest)"

EXAMPLES = (
    "aitracker stale",
    "aitracker stale --after 1y --kind mou",
    "aitracker stale --had signed:2024",
)


def command(
    options: ListOptions,
    ids: RecordIds = None,
    after: Annotated[
        str,
        typer.Option(
            "--after", metavar="SPAN", help="Silent for SPAN or longer (90d, 12w, 6m, 1y)."
        ),
    ] = "180d",
    context: ContextOption = False,
    exit_code: ExitCodeOption = False,
) -> int:
    """List open records with no recent news, the longest silence first, and their results so far.

    A record is open until its status is final. Silence is counted until the newest source of the
    registry (the horizon), or until the day of --as-of. Records tagged context are left out unless
    --context, their tag or an id asks for them.
    """
    from aitracker.catalog.rows import row_keys
    from aitracker.catalog.stale import StaleRow, stale

    session = Session(options)
    until = session.day if options.as_of else session.horizon
    since = shift_day("--after", until, after, back=True)
    selection = filters(options, session.catalog)._replace(ids=session.chosen_ids(ids))
    query = partial(stale, session.catalog, since, until=until)
    rows, left_out = without_context(query, selection, context=bool(context or ids))
    footer = partial(_footer, left_out=left_out, until=until, session=session)
    code = session.print_rows(
        options, Rows(rows, row_keys(StaleRow), "stale record", _layout, footer=footer)
    )
    return code or (Exit.NO if exit_code and rows else Exit.DONE)


def _footer(
    rows: Sequence[StaleRow], left_out: Callable[[], int], until: str, session: Session
) -> str:
    """How many are silent, until when that is counted, and how far the registry has read."""
    from aitracker.display.wording import context_note, read_until
    from aitracker.model.labels import clauses, say

    language = session.language
    total = count(len(rows), "stale record", language)
    silent = say("stale until", language, rows=total, day=until)
    note = context_note(left_out(), language)
    read = read_until(session.horizon, session.day, language)
    return clauses((f"{silent}{note}", read), language)


def _layout() -> list[Column]:
    from aitracker.display.formats.table import WHOLE, Column

    return [
        Column("id", WHOLE),
        Column("status", 15, 2),
        Column("newest", 21),
        Column("days", 4),
        Column("name", 18, fold=True),
        Column("delivered", 12, 1),
    ]
