"""`aitracker stale`: what is still open and has gone quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import ExitCodeOption, Reading, chosen_format
from aitracker.cli.session import Session, shifted

if TYPE_CHECKING:
    from aitracker.display.formats.table import Column


def command(
    asked: Reading,
    after: Annotated[str, typer.Option("--after", metavar="SPAN", help="After how long a silence: 90d, 12w, 6m, 1y.")] = "180d",
    exit_code: ExitCodeOption = False,
) -> int:
    """Records of which more is expected and nothing new is known, the longest silence first, with what came of them.

    With --exit-code it ends with 1 if there are any.
    """
    from aitracker.catalog.outcomes import stale
    from aitracker.catalog.rows import StaleRow, keys

    session = Session(asked)
    rows = list(stale(session.catalog, shifted("--after", session.day, after, back=True)))
    style = chosen_format(asked, terminal=session.screen.terminal)
    code = session.print_rows(rows, keys(StaleRow), _layout, style, "quiet record")
    return code or (Exit.NO if exit_code and rows else Exit.DONE)


def _layout() -> list[tuple[str, Column]]:
    from aitracker.display.formats.table import Column

    return [
        ("id", Column("id", 12)),
        ("status", Column("status", 9, 3)),
        ("newest", Column("newest", 10, 2)),
        ("days", Column("days", 4)),
        ("name", Column("name", 16)),
        ("delivered", Column("delivered", 12, 1)),
    ]
