"""`aitracker disputes`: where sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.choice import filters
from aitracker.cli.options import Choosing
from aitracker.cli.session import Rows, Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.catalog.facts import DisputeRow
    from aitracker.catalog.queries import Catalog
    from aitracker.display.streams import Screen


def command(
    asked: Choosing,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...", help="Only these records; - reads ids.", show_default=False
        ),
    ] = None,
) -> int:
    """Where sources disagree: what the registry goes by, and each rival account, with who says so; the undecided first."""
    from aitracker.catalog.facts import DisputeRow
    from aitracker.catalog.rows import keys

    session = Session(asked)
    contested = session.catalog.contested(filters(asked, session.catalog))
    named = set(session.resolved(asked, ids)) if ids else set(contested)
    rows = _rows(session.catalog, [key for key in contested if key in named])
    return session.print_rows(asked, Rows(rows, keys(DisputeRow), "dispute", page=_page))


def _rows(catalog: Catalog, keys: Sequence[str]) -> Iterator[DisputeRow]:
    from aitracker.catalog.facts import disputes

    found = (row for key in keys for row in disputes(*catalog.told(key)))
    yield from sorted(found, key=lambda row: not row.undecided)


def _page(rows: list[DisputeRow], screen: Screen) -> str:
    from aitracker.display.formats import accounts

    return accounts.disputes(rows, screen)
