"""`aitracker stats`: counts with stats_text."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.commands.list_ import COLLECTIONS, collection_named
from aitracker.cli.filter_options import filters
from aitracker.cli.options import Choosing
from aitracker.cli.session import Rows, Session

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


def command(
    asked: Choosing,
    collection: Annotated[
        str | None,
        typer.Argument(
            help="Count only these; initiatives, partnerships and events by default.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        list[By] | None, typer.Option("--by", help="Count by this. Repeatable.", show_default=False)
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="How much is sourced, corroborated and translated.")
    ] = False,
) -> int:
    """How many records there are of each kind, status, organization, publisher, year, evidence or tag.

    An agreement made alike with each of several counts as many times. A year is that of a record's first step.
    """
    from aitracker.catalog.counts import StatRow
    from aitracker.catalog.rows import keys

    session = Session(asked)
    rows = _counted(session, filters(asked, session.catalog), collection, by, coverage=coverage)
    return session.print_rows(asked, Rows(rows, keys(StatRow), "count", page=_page))


def _page(rows: list[StatRow], screen: Screen) -> str:
    from aitracker.display.formats import stats_text

    return stats_text.text(rows, screen)


def _counted(
    session: Session,
    chosen: Filters,
    collection: str | None,
    by: list[By] | None,
    *,
    coverage: bool,
) -> Iterator[StatRow]:
    from aitracker.catalog import counts
    from aitracker.catalog.filters import EVERYTHING
    from aitracker.model.errors import UsageError

    if coverage:
        if collection or by or chosen != EVERYTHING:
            raise UsageError(
                "--coverage is of the whole registry",
                "leave out the collection, --by and the filters",
            )
        return counts.coverage(session.catalog)
    what = collection_named(collection) if collection else None
    if what == "signatories":
        raise UsageError("signatories are not counted", "count people, or use sql")
    collections = tuple(COLLECTIONS) if what == "all" else (what,) if what else _DATED
    return (
        row
        for field in by or _USUAL
        for row in counts.stats(session.catalog, field, collections, chosen)
    )
