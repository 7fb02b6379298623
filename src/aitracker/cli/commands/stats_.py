"""`aitracker stats`: counts with bars."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.commands.list_ import COLLECTIONS, collection_named
from aitracker.cli.filter_options import filters
from aitracker.cli.options import COUNT_FORMATS, FilterOptions, listed, option
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.counts import StatRow
    from aitracker.catalog.filters import Filters
    from aitracker.display.streams import Screen

_DATED = ("initiatives", "partnerships", "events")


class By(StrEnum):
    """What records are counted by."""

    collection = "collection"
    kind = "kind"
    status = "status"
    organization = "organization"
    publisher = "publisher"
    year = "year"
    evidence = "evidence"
    tag = "tag"


_USUAL = (By.collection, By.status, By.evidence)

FORMATS = COUNT_FORMATS

DATE = "record's date (column since of list)"

EXAMPLES = (
    "aitracker stats",
    "aitracker stats partnerships --by organization --by year",
    "aitracker stats --coverage",
)


def command(
    options: FilterOptions,
    collection: Annotated[
        str | None,
        typer.Argument(
            metavar="[COLLECTION]",
            help="Count only these; initiatives, partnerships and events by default.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        list[By] | None,
        option("--by", metavar="FIELD", help=f"Count by {listed(tuple(By))}. Repeatable."),
    ] = None,
    coverage: Annotated[
        bool, option("--coverage", help="Show how much is sourced, corroborated and translated.")
    ] = False,
) -> int:
    """Count records by kind, status, organization, publisher, year, evidence or tag.

    An agreement made alike with each of several counts as many times, and once for each of
    these several. A year is that of a
    record's first step.
    """
    from aitracker.catalog.counts import StatRow
    from aitracker.catalog.rows import keys

    session = Session(options)
    rows = _counted(session, filters(options, session.catalog), collection, by, coverage=coverage)
    return session.print_rows(options, Rows(rows, keys(StatRow), "count", page=_page))


def _page(rows: list[StatRow], screen: Screen) -> str:
    from aitracker.display.formats import stats_text

    return stats_text.text(rows, screen)


def _counted(
    session: Session,
    selection: Filters,
    collection: str | None,
    by: list[By] | None,
    *,
    coverage: bool,
) -> Iterator[StatRow]:
    from aitracker.catalog import counts
    from aitracker.catalog.filters import EVERYTHING
    from aitracker.model.errors import UsageError

    if coverage:
        if collection or by or selection != EVERYTHING:
            raise UsageError(
                "--coverage is about the whole registry",
                "leave out the collection, --by and the filters",
            )
        return counts.coverage(session.catalog)
    what = collection_named(collection) if collection else None
    if what == "signatories":
        raise UsageError("stats cannot count signatories", "count people, or use aitracker sql")
    collections = tuple(COLLECTIONS) if what == "all" else (what,) if what else _DATED
    return (
        row
        for field in by or _USUAL
        for row in counts.stats(session.catalog, field, collections, selection)
    )
