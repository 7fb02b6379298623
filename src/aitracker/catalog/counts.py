"""Counts: records by what they share, and how much is sourced, corroborated, translated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import BEGUN, EVERYTHING, STEP, Columns, Filters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.catalog.catalog import Catalog

_VALUES = {
    "collection": "r.collection",
    "kind": "r.kind",
    "status": "s.status",
    "evidence": "r.evidence",
    "year": "(select substr(first, 1, 4) from entry where record = r.id order by first limit 1)",
    "organization": "o.value",
    "tag": "t.name",
    "publisher": "p.publisher",
}
_JOINS = {
    "organization": "join json_each(r.organizations) o",
    "tag": "join link t on t.record = r.id and t.role = 'tag'",
    "publisher": """join (
        select distinct l.record, json_extract(page.data, '$.publisher') as publisher
        from link l join record page on page.id = l.target where l.role = 'cites'
        ) p on p.record = r.id""",
}
_AGREEMENTS = """(
    select max(1, count(*)) from link where record = r.id and role = 'each-with' and part is null
)"""
"""How many agreements record `r` stands for."""

_OWN_WEIGHT = f"""sum(iif(exists (
    select 1 from link where record = r.id and role = 'each-with' and target = o.value
), 1, {_AGREEMENTS}))"""
"""The same for one organization: of those made with each of several, each of these has one."""

BY = tuple(_VALUES)
"""What records can be counted by."""


class StatRow(NamedTuple):
    """A count: of records whose `by` is `value`, with their share in per cent."""

    by: str
    value: str
    # The contract names it so; nobody asks a row how often it holds something.
    count: int  # type: ignore[assignment]
    share: float | None


def stats(
    catalog: Catalog, by: str, collections: Sequence[str], filters: Filters = EVERYTHING
) -> Iterator[StatRow]:
    """How many records there are of each value on the day, the most first (years in order).

    `share` is in per cent of all. An agreement made alike with each of several counts as
    many times, but once for each of these several. A record with several values counts at each.
    """
    where, values = filters.where(Columns())
    chosen = f"""from record r cross join clock c {STEP} {{join}}
        where r.collection in (select value from json_each(:collections)) and {BEGUN} and {where}"""
    weight = f"sum({_AGREEMENTS})"
    given = {"collections": json.dumps(collections), **values}
    whole = catalog.connection.execute(
        f"select {weight} {chosen.format(join='')}", given
    ).fetchone()[0]
    own = _OWN_WEIGHT if by == "organization" else weight
    order = "value" if by == "year" else "count desc, value"
    found = catalog.connection.execute(
        f"""select {_VALUES[by]} as value, {own} as count
        {chosen.format(join=_JOINS.get(by, ""))}
        and value is not null group by value order by {order}""",
        given,
    )
    for value, count in found:
        yield StatRow(by, value, count, _share(count, whole))


def coverage(catalog: Catalog) -> Iterator[StatRow]:
    """How much of the registry is sourced, corroborated and translated, whatever the day.

    `share` is in per cent of its group.
    """
    ask = catalog.connection.execute
    facts, sourced, rivals, undecided = ask(
        "select sum(facts), sum(sourced), sum(rivals), sum(undecided) from record"
    ).fetchone()
    yield from _group("facts", facts or 0, [("sourced", sourced or 0)])
    records = ask("select count(*) from record where collection <> 'sources'").fetchone()[0]
    words = ask(
        """select evidence, count(*) from record where evidence is not null
        group by evidence order by 2 desc"""
    ).fetchall()
    official = ask("select count(*) from record where official").fetchone()[0]
    yield from _group("records", records, [*words, ("official source", official)])
    yield from _group(
        "rival accounts",
        rivals or 0,
        [("decided", (rivals or 0) - (undecided or 0)), ("undecided", undecided or 0)],
    )
    named = ask(
        """select tag.value, count(*)
        from registry join json_each(registry.languages) tag join record r
        where r.collection <> 'sources' and (
            json_type(r.name) = 'text'
            or json_extract(r.name, '$."' || tag.value || '"') is not null
        )
        group by tag.key order by tag.key"""
    ).fetchall()
    yield from _group("names", records, named)
    sources = ask("select count(*) from record where collection = 'sources'").fetchone()[0]
    dated, titled, archived = ask(
        """select count(newest), sum(json_extract(data, '$.title') is not null),
            sum(json_extract(data, '$.archived') is not null)
        from record where collection = 'sources'"""
    ).fetchone()
    yield from _group(
        "sources", sources, [("dated", dated), ("titled", titled or 0), ("archived", archived or 0)]
    )


def _group(by: str, whole: int, parts: Sequence[tuple[str, int]]) -> Iterator[StatRow]:
    yield StatRow(by, "all", whole, 100.0 if whole else None)
    for value, count in parts:
        yield StatRow(by, value, count, _share(count, whole))


def _share(count: int, whole: int | None) -> float | None:
    return round(100 * count / whole, 1) if whole else None
