"""`aitracker disputes`: where sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.filter_options import filters
from aitracker.cli.options import Choosing
from aitracker.cli.session import Rows, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog
    from aitracker.catalog.filters import Filters
    from aitracker.display.formats.disputes import DisputeRow


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
    from aitracker.catalog.rows import keys
    from aitracker.display.formats import disputes

    session = Session(asked)
    chosen = filters(asked, session.catalog)
    named = frozenset(session.resolved(asked, ids)) if ids else None
    rows = _rows(session.catalog, chosen, named)
    page = disputes.text
    return session.print_rows(asked, Rows(rows, keys(disputes.DisputeRow), "dispute", page=page))


def _rows(catalog: Catalog, chosen: Filters, named: frozenset[str] | None) -> Iterator[DisputeRow]:
    """The disputes of these records (of all, where none are named), those that are undecided first."""
    from aitracker.catalog.catalog import Names, pages
    from aitracker.catalog.facts import contested
    from aitracker.catalog.lists import collections_of
    from aitracker.display.formats import disputes
    from aitracker.display.wording import Wording

    found = [fact for fact in contested(catalog, chosen) if named is None or fact.record in named]
    names = Names(catalog)
    names.load()
    cited = {key for fact in found for key in fact.cited}
    rows = disputes.rows(
        found,
        collections_of(catalog, {fact.record for fact in found}),
        dict(pages(catalog, cited)),
        Wording(catalog.texts, names),
    )
    yield from sorted(rows, key=lambda row: not row.undecided)
