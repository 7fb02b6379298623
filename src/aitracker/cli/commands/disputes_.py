"""`aitracker disputes`: where sources disagree."""

from __future__ import annotations

from typing import Annotated

import typer

from aitracker.cli.choice import filters
from aitracker.cli.options import Choosing, Format, chosen_format
from aitracker.cli.session import Rows, Session, count


def command(
    asked: Choosing,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Only these records; - reads ids.", show_default=False)] = None,
) -> int:
    """Where sources disagree: what the registry goes by, and each rival account, with who says so; the undecided first."""
    from aitracker.catalog.facts import DisputeRow, disputes
    from aitracker.catalog.phrases import Phrases
    from aitracker.catalog.rows import keys

    session = Session(asked)
    catalog = session.catalog
    laid_out = not asked.fields and chosen_format(asked, terminal=session.screen.terminal) is Format.table
    catalog.marks = laid_out
    found: list[DisputeRow] = []
    contested = catalog.contested(filters(asked, catalog))
    named = set(session.resolved(asked, ids)) if ids else set(contested)
    for key in (key for key in contested if key in named):
        view = catalog.view(key)
        found += disputes(view, Phrases(session.languages, view.names, marks=laid_out))
    rows = sorted(found, key=lambda row: not row.undecided)
    listed = Rows(rows, keys(DisputeRow), tuple, "dispute")
    if not laid_out:
        return session.print_rows(asked, listed)
    from aitracker.display.formats import accounts

    shown = session.chosen(asked, listed)
    session.write([accounts.disputes(shown, session.screen)])
    return session.end(f"{count(len(shown), 'dispute')}, {sum(row.undecided for row in shown) or 'none'} undecided")
