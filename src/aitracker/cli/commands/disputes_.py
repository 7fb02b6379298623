"""`aitracker disputes`: where sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.cli.filter_options import filters
from aitracker.cli.options import ListOptions, RecordIds
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog
    from aitracker.catalog.filters import Filters
    from aitracker.display.formats.disputes import DisputeRow
    from aitracker.display.streams import Screen

DATE = "record's date (column since of list)"

EXAMPLES = ("aitracker disputes", "aitracker disputes --kind strategy")


def command(
    options: ListOptions,
    ids: RecordIds = None,
) -> int:
    """Show where sources disagree: what the registry says, and each rival account with its sources.

    Undecided disputes come first.
    """
    from aitracker.catalog.rows import row_keys
    from aitracker.display.formats import disputes

    session = Session(options)
    selection = filters(options, session.catalog)._replace(ids=session.chosen_ids(ids))
    rows = _rows(session.catalog, selection)

    def page(listing: list[DisputeRow], screen: Screen) -> str:
        return disputes.text(listing, session.language, screen)

    return session.print_rows(
        options, Rows(rows, row_keys(disputes.DisputeRow), "dispute", page=page)
    )


def _rows(catalog: Catalog, selection: Filters) -> Iterator[DisputeRow]:
    """The disputes of these records, the undecided first."""
    from aitracker.catalog.catalog import Names, pages
    from aitracker.catalog.facts import contested_facts
    from aitracker.catalog.lists import collections_of
    from aitracker.display.formats import disputes
    from aitracker.display.wording import Wording

    facts = list(contested_facts(catalog, selection))
    names = Names(catalog)
    names.load()
    sources = {key for fact in facts for key in fact.cited}
    rows = disputes.rows(
        facts,
        collections_of(catalog, {fact.record for fact in facts}),
        dict(pages(catalog, sources)),
        Wording(catalog.texts, names),
    )
    yield from sorted(rows, key=lambda row: not row.undecided)
