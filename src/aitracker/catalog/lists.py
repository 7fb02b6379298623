"""Records, a row each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aitracker.catalog.filters import BEGUN, EVERYTHING, IS_PARTY, LINKED, STEP, Columns, Filters
from aitracker.catalog.rows import ListRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aitracker.catalog.catalog import Catalog


def record_counts(catalog: Catalog) -> dict[str, int]:
    """How many records each collection has."""
    return dict(
        catalog.connection.execute(
            "select collection, count(*) from record group by collection order by min(n)"
        ).fetchall()
    )


def collections_of(catalog: Catalog, keys: Iterable[str]) -> dict[str, str]:
    """The collection of each of these records."""
    rows = catalog.connection.execute(
        "select id, collection from record where id in (select value from json_each(?))",
        (json.dumps(list(keys)),),
    )
    return dict(rows.fetchall())


def records(
    catalog: Catalog, collections: Sequence[str], filters: Filters = EVERYTHING
) -> Iterator[ListRow]:
    """The records of these collections that exist on the day, in the order of the registry."""
    where, values = filters.where(Columns())
    # One collection is read from its index, already in order, so that a limit ends it early.
    collection_test = (
        "r.collection = :collection"
        if len(collections) == 1
        else "r.collection in (select value from json_each(:collections))"
    )
    return catalog.rows(
        ListRow,
        f"""select r.id, r.collection, r.kind, r.name, s.status,
            iif(s.status is null, null, s.status_last <= c.day) as certain,
            iif(s.status is null, null, s.date) as since,
            case when r.collection = 'people' then (select json_group_array(target) from
                (select distinct target from held where record = r.id and target is not null))
            else r.organizations end as organizations,
            r.evidence, r.publishers, r.official, r.sources, r.newest,
            {_together(IS_PARTY)} as parties, {_together("l.role = 'signed'")} as signatories,
            coalesce(s.place, r.place) as place, s.first, s.last, r.summary, r.url
        from record r cross join clock c {STEP}
        where {collection_test} and {BEGUN} and {where} order by r.n""",
        {"collection": collections[0], "collections": json.dumps(collections), **values},
        texts=("name", "place", "summary"),
        lists=("organizations", "sources", "parties", "signatories"),
        flags=("certain", "official"),
    )


def _together(test: str) -> str:
    """Those to whom record `r` is linked so, as a JSON array in their order, each once.

    The index is named, as SQLite would read all links for each record where one has most of them.
    """
    return f"""(select json_group_array(who) from (
        select coalesce(l.target, l.name) as who from link l indexed by link_record
        where l.record = r.id and {test} and {LINKED} group by who order by min(l.rowid)
    ))"""
