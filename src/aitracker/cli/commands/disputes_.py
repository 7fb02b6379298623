"""`aitracker disputes`: where sources disagree."""

from __future__ import annotations

from typing import Annotated

import typer

from aitracker.cli.options import Format, Reading, chosen_format
from aitracker.cli.session import Session, count


def command(
    asked: Reading,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Only these records.", show_default=False)] = None,
) -> int:
    """Where sources disagree: what the registry goes by, and each rival account, with who says so; the undecided first."""
    from aitracker.catalog.facts import disputes
    from aitracker.catalog.phrases import Phrases
    from aitracker.catalog.rows import DisputeRow, keys

    session = Session(asked)
    catalog = session.catalog
    found: list[DisputeRow] = []
    for key in [catalog.resolve(name) for name in ids] if ids else catalog.contested():
        view = catalog.view(key)
        found += disputes(view, Phrases(session.languages, view.names, marks=False))
    rows = sorted(found, key=lambda row: not row.undecided)
    style = chosen_format(asked, terminal=session.screen.terminal)
    if style is not Format.table:
        return session.print_rows(rows, keys(DisputeRow), tuple, style, "dispute")
    from aitracker.display.formats import accounts
    from aitracker.display.streams import write

    write([accounts.disputes(rows, session.screen)])
    return session.end(f"{count(len(rows), 'dispute')}, {sum(row.undecided for row in rows) or 'none'} undecided")
