"""Counts: records by what they share, and how much is sourced, corroborated, translated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import BEGUN, EVERYTHING, STEP, TAKEN, Columns, Filters
from aitracker.model.languages import PROSE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.catalog.catalog import Catalog

_VALUES = {
    "collection": "r.collection",
    "kind": "r.kind",
    "status": "s.status",
    "organization": "o.party",
    "publisher": "p.publisher",
    "year": "substr({year}, 1, 4)",
    "evidence": "r.evidence",
    "tag": "t.name",
}
_JOINS = {
    "organization": """join (
        select distinct record, party from parties where not unnamed
        ) o on o.record = r.id""",
    "tag": "join link t on t.record = r.id and t.role = 'tag'",
    "publisher": """join (
        select distinct l.record, json_extract(page.data, '$.publisher') as publisher
        from link l join record page on page.id = l.target where l.role = 'cites'
        ) p on p.record = r.id""",
}
AGREEMENTS = """iif(r.collection = 'partnerships', (
    select max(1, count(*)) from link where record = r.id and role = 'each-with' and part is null
    ), null)"""
"""How many agreements record `r` stands for; null where it is none."""

_OWN_AGREEMENTS = f"""iif(exists (
    select 1 from link
    where record = r.id and role = 'each-with' and coalesce(target, name) = o.party
), 1, {AGREEMENTS})"""
"""The same for one organization: of those made with each of several, each of these has one."""

_FIRST_STEP = "(select first from entry where record = r.id and n >= 0 order by first limit 1)"
_FIRST_HAD = f"""(
    select min(max(e.first, step.first)) from {TAKEN} where e.record = r.id
)"""

BY = tuple(_VALUES)
"""What records can be counted by."""


class StatRow(NamedTuple):
    """A count: of records whose `by` is `value`, with their share in per cent.

    `agreements` are those the records stand for; None where none of them is an agreement.
    """

    by: str
    value: str
    # The contract names it so; nobody asks a row how often it holds something.
    count: int  # type: ignore[assignment]
    share: float | None
    agreements: int | None


class Total(NamedTuple):
    """The records that were counted, the agreements among them, and those without any value."""

    records: int
    agreements: int | None
    without: int


def stats(
    catalog: Catalog, by: str, collections: Sequence[str], filters: Filters = EVERYTHING
) -> Iterator[StatRow]:
    """How many records there are of each value on the day, the most first (years in order).

    `share` is in per cent of all. A record with several values counts at each. A record that is an
    agreement made alike with each of several is as many agreements, but one for each of these.
    """
    source, values = _source(by, collections, filters)
    whole = total(catalog, by, collections, filters).records
    own = _OWN_AGREEMENTS if by == "organization" else AGREEMENTS
    order = "value" if by == "year" else "count desc, value"
    rows = catalog.connection.execute(
        f"""select {_value(by, filters)} as value, count(*) as count, sum({own}) as agreements
        {source} and value is not null group by value order by {order}""",
        values,
    )
    for value, count, agreements in rows:
        yield StatRow(by, value, count, _share(count, whole), agreements)


def total(
    catalog: Catalog, by: str, collections: Sequence[str], filters: Filters = EVERYTHING
) -> Total:
    """What was counted in all."""
    source, values = _source("", collections, filters)
    records, agreements = catalog.connection.execute(
        f"select count(*), sum({AGREEMENTS}) {source}", values
    ).fetchone()
    source, values = _source(by, collections, filters)
    with_value = catalog.connection.execute(
        f"select count(distinct r.id) {source} and {_value(by, filters)} is not null", values
    ).fetchone()[0]
    return Total(records, agreements, records - with_value)


def year_of(filters: Filters) -> str:
    """Which year `year` is: that of the step the filters ask for."""
    if filters.had:
        return "had"
    return "since" if filters.since or filters.until else "first"


_YEARS = {
    "first": _FIRST_STEP,
    "had": _FIRST_HAD,
    "since": "s.first",
}


def _value(by: str, filters: Filters) -> str:
    """What records are counted by; a step that may be of an earlier year is of the one asked."""
    year = _YEARS[year_of(filters)]
    if filters.since and not filters.had:
        year = f"max({year}, :since)"
    return _VALUES[by].format(year=year)


def _source(by: str, collections: Sequence[str], filters: Filters) -> tuple[str, dict[str, str]]:
    """The records to count, each as often as it has a value, and the values this names."""
    where, values = filters.where(Columns())
    source = f"""from record r cross join clock c {STEP} {_JOINS.get(by, "")}
        where r.collection in (select value from json_each(:collections)) and {BEGUN} and {where}"""
    return source, {"collections": json.dumps(collections), **values}


def coverage(catalog: Catalog) -> Iterator[StatRow]:
    """How much of the registry is sourced, corroborated and translated, whatever the day.

    `share` is in per cent of its group.
    """
    execute = catalog.connection.execute
    facts, sourced, rivals, undecided = execute(
        "select sum(facts), sum(sourced), sum(rivals), sum(undecided) from record"
    ).fetchone()
    yield from _group("facts", facts or 0, [("sourced", sourced or 0)])
    records = execute("select count(*) from record where collection <> 'sources'").fetchone()[0]
    words = execute(
        """select evidence, count(*) from record where evidence is not null
        group by evidence order by 2 desc"""
    ).fetchall()
    official = execute("select count(*) from record where official").fetchone()[0]
    yield from _group("records", records, [*words, ("official source", official)])
    yield from _group(
        "rival accounts",
        rivals or 0,
        [("decided", (rivals or 0) - (undecided or 0)), ("undecided", undecided or 0)],
    )
    names = execute(
        """select tag.value, count(*)
        from registry join json_each(registry.languages) tag join record r
        where r.collection <> 'sources' and (
            json_type(r.name) = 'text'
            or json_extract(r.name, '$."' || tag.value || '"') is not null
        )
        group by tag.key order by tag.key"""
    ).fetchall()
    yield from _group("names", records, names)
    yield from _prose(catalog, "summaries", _SUMMARIES)
    yield from _prose(catalog, "other texts", f"not ({_SUMMARIES})")
    sources = execute("select count(*) from record where collection = 'sources'").fetchone()[0]
    with_date, with_title, with_archive = execute(
        """select count(newest), sum(json_extract(data, '$.title') is not null),
            sum(json_extract(data, '$.archived') is not null)
        from record where collection = 'sources'"""
    ).fetchone()
    yield from _group(
        "sources",
        sources,
        [("dated", with_date), ("titled", with_title or 0), ("archived", with_archive or 0)],
    )


_SUMMARIES = """text.path = '$' and text.key = 'summary'
    and r.collection in ('initiatives', 'partnerships', 'events')"""
"""The texts that tell what a record is; what is left are those of steps, promises, parties."""


def _prose(catalog: Catalog, by: str, test: str) -> Iterator[StatRow]:
    """How many texts there are, and how many in each language; a plain one is in its own.

    Where the header does not say which that is, it is meant for all.
    """
    texts = f"""from record r join json_tree(r.data) text join registry
        where text.key in (select value from json_each(:keys)) and text.type in ('text', 'object')
        and r.collection <> 'sources' and text.path not like '$.aliases%'
        and text.path not like '$.links%' and {test}"""
    keys = {"keys": json.dumps(sorted(PROSE))}
    execute = catalog.connection.execute
    whole = execute(f"select count(*) {texts}", keys).fetchone()[0]
    in_each = execute(
        f"""with said as (select text.type, text.value, registry.text_language as plain {texts})
        select tag.value, (
            select count(*) from said where iif(
                said.type = 'text',
                coalesce(said.plain, tag.value) = tag.value,
                json_extract(said.value, '$."' || tag.value || '"') is not null
            )
        )
        from registry join json_each(registry.languages) tag order by tag.key""",
        keys,
    ).fetchall()
    yield from _group(by, whole, in_each)


def _group(by: str, whole: int, parts: Sequence[tuple[str, int]]) -> Iterator[StatRow]:
    yield StatRow(by, "all", whole, 100.0 if whole else None, None)
    for value, count in parts:
        yield StatRow(by, value, count, _share(count, whole), None)


def _share(count: int, whole: int | None) -> float | None:
    return round(100 * count / whole, 1) if whole else None
