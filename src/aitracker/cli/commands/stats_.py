"""`aitracker stats`: counts with bars."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.choice import filters
from aitracker.cli.commands.list_ import COLLECTIONS, collection_named
from aitracker.cli.options import Choosing, Format, chosen_format
from aitracker.cli.session import Rows, Session, count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.counts import StatRow

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


def command(
    asked: Choosing,
    collection: Annotated[
        str | None,
        typer.Argument(help="Count only these; initiatives, partnerships and events by default.", show_default=False),
    ] = None,
    by: Annotated[list[By] | None, typer.Option("--by", help="Count by this. Repeatable.", show_default=False)] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="How much is sourced, corroborated and translated.")] = False,
) -> int:
    """How many records there are of each kind, status, organization, publisher, year, evidence or tag.

    An agreement made alike with each of several counts as many times. A year is that of a record's first step.
    """
    from aitracker.catalog.counts import StatRow
    from aitracker.catalog.rows import keys

    _check(asked, collection, by, coverage=coverage)
    session = Session(asked)
    found = Rows(_counted(session, asked, collection, by, coverage=coverage), keys(StatRow), tuple, "count")
    if asked.fields or chosen_format(asked, terminal=session.screen.terminal) is not Format.table:
        return session.print_rows(asked, found)
    from aitracker.display.formats import bars

    rows = session.chosen(asked, found)
    session.write([bars.text(rows, session.screen)])
    return session.end(count(len(rows), "count"))


def _check(asked: Choosing, collection: str | None, by: list[By] | None, *, coverage: bool) -> None:
    from aitracker.model.failures import Misuse

    chosen = (asked.kind, asked.status, asked.org, asked.person, asked.tag, asked.source, asked.evidence, asked.since, asked.until)
    if coverage and (collection or by or any(chosen)):
        raise Misuse("--coverage is of the whole registry", "leave out the collection, --by and the filters")
    if collection and collection_named(collection) == "signatories":
        raise Misuse("signatories are not counted", "count people, or use sql")
    if asked.format is Format.ids:
        raise Misuse("counts have no ids", "use another format, or list")


def _counted(session: Session, asked: Choosing, collection: str | None, by: list[By] | None, *, coverage: bool) -> Iterator[StatRow]:
    from aitracker.catalog import counts

    chosen = filters(asked, session.catalog)
    if coverage:
        yield from counts.coverage(session.catalog)
        return
    what = collection_named(collection) if collection else None
    collections = tuple(COLLECTIONS) if what == "all" else (what,) if what else _DATED
    for field in by or (By.collection, By.status, By.evidence):
        yield from counts.stats(session.catalog, field, collections, chosen)
