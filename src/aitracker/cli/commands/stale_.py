"""`aitracker stale`: open records with no recent news."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.filter_options import filters
from aitracker.cli.options import ExitCodeOption, ListOptions
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session, shifted
from aitracker.display.labels import count

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help="Only these records; - reads ids from standard input.",
            show_default=False,
        ),
    ] = None,
    after: Annotated[
        str,
        typer.Option(
            "--after", metavar="SPAN", help="Silent for SPAN or longer (90d, 12w, 6m, 1y)."
        ),
    ] = "180d",
    exit_code: ExitCodeOption = False,
) -> int:
    """List open records with no recent news, the longest silence first, with what came of them.

    A record is open while its status lets one expect more of it. Silence is counted until the
    newest page that the registry has read (the horizon), or until the day of --as-of.
    """
    from aitracker.catalog.rows import keys
    from aitracker.catalog.stale import StaleRow, stale

    session = Session(options)
    until = session.day if options.as_of else session.horizon
    since = shifted("--after", until, after, back=True)
    selection = filters(options, session.catalog)._replace(ids=session.chosen(ids))
    rows = list(stale(session.catalog, since, selection, until=until))
    footer = partial(_footer, until=until, horizon=session.horizon, language=session.language)
    code = session.print_rows(
        options, Rows(rows, keys(StaleRow), "stale record", _layout, footer=footer)
    )
    return code or (Exit.NO if exit_code and rows else Exit.DONE)


def _footer(rows: Sequence[StaleRow], until: str, horizon: str, language: str) -> str:
    """How many are silent, until when that is counted, and how far the registry has read."""
    from aitracker.display.wording import read_until
    from aitracker.model.labels import say

    counted = count(len(rows), "stale record", language)
    silent = say("stale until", language, rows=counted, day=until)
    return f"{silent}; {read_until(horizon, language)}"


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
