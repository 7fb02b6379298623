"""Records, signatories and steps, a row each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aitracker.catalog.filters import BEGUN, EVERYTHING, STEP, Columns, Filters
from aitracker.catalog.rows import ListRow, SignatoryRow, TimelineRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aitracker.catalog.catalog import Catalog

SIGNATORY_ROLES = ("signed", "oversaw", "presided")

_FAMILY = """with recursive named(id) as (select value from json_each(:ids)),
    family(id) as (
        select id from named
        union select l.record from link l join family f on l.target = f.id where l.role = 'part_of'
    ),
    chosen(id) as (
        select id from family
        union
        select l.record from link l join record r on r.id = l.target join family f on r.id = f.id
        where r.collection in ('organizations', 'people')
        and l.role not in ('cites', 'see', 'formerly')
    )"""
"""The records named by `:ids`, and what belongs to them.

That is all that is part of them, and all that names a body or a person there.
"""


def counts(catalog: Catalog) -> dict[str, int]:
    """How many records each collection has."""
    return dict(
        catalog.connection.execute(
            "select collection, count(*) from record group by collection order by min(n)"
        ).fetchall()
    )


def collections_of(catalog: Catalog, keys: Iterable[str]) -> dict[str, str]:
    """The collection of each of these records."""
    found = catalog.connection.execute(
        "select id, collection from record where id in (select value from json_each(?))",
        (json.dumps(list(keys)),),
    )
    return dict(found.fetchall())


def records(
    catalog: Catalog, collections: Sequence[str], filters: Filters = EVERYTHING
) -> Iterator[ListRow]:
    """The records of these collections that exist on the day, in the order of the registry."""
    where, values = filters.where(Columns())
    # One collection is read from its index, already in order, so that a limit ends it early.
    chosen = (
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
            r.evidence, r.publishers, r.official, r.sources, r.newest
        from record r cross join clock c {STEP}
        where {chosen} and {BEGUN} and {where} order by r.n""",
        {"collection": collections[0], "collections": json.dumps(collections), **values},
        texts=("name",),
        lists=("organizations", "sources"),
        flags=("certain", "official"),
    )


def signatories(
    catalog: Catalog, roles: Sequence[str] = SIGNATORY_ROLES, filters: Filters = EVERYTHING
) -> Iterator[SignatoryRow]:
    """Who signed, oversaw or presided what (or played another part on a day), by date."""
    where, values = filters.where(Columns("h.status_then", "h.first", "h.last", person="l.target"))
    return catalog.rows(
        SignatoryRow,
        f"""select l.target as person,
            coalesce(p.name, json_quote(coalesce(l.name, l.target))) as name, l.title,
            coalesce(l.body, l.body_name) as for_, l.role, r.id as record, r.collection,
            h.date, h.at
        from happened h
        join link l on l.record = h.record and l.entry = h.n
        join record r on r.id = l.record join clock c
        left join record p on p.id = l.target
        where l.role in (select value from json_each(:roles)) and {where}
        order by h.first, h.grain, h.record_n, h.n, l.rowid""",
        {"roles": json.dumps(roles), **values},
        texts=("name", "title"),
    )


def timeline(
    catalog: Catalog, ids: Sequence[str] | None = None, filters: Filters = EVERYTHING
) -> Iterator[TimelineRow]:
    """What had happened by the day, in order.

    When ids are given: of these records and all that is part of them, and of all in which an
    organization or a person among them takes part, or that happened at an event among them.
    """
    where, values = filters.where(Columns("h.status_then", "h.first", "h.last", "h.sources"))
    family = ""
    if ids is not None:
        family = _FAMILY
        where = f"(h.record in chosen or h.at in chosen) and {where}"
        values["ids"] = json.dumps(ids)
    return catalog.rows(
        TimelineRow,
        f"""{family} select h.date, h.collection, h.record as id, h.name, h.status_then as status,
            h.certain, h.summary, h.at, h.sources, h.change
        from happened h join clock c join record r on r.id = h.record
        where {where} order by h.first, h.grain, h.record_n, h.n""",
        values,
        texts=("name", "summary"),
        lists=("sources",),
        flags=("certain",),
    )
