"""Which parties have made agreements with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.counts import AGREEMENTS
from aitracker.catalog.filters import BEGUN, EVERYTHING, STEP, Columns, Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog


class PairRow(NamedTuple):
    """Two parties, ids or plain names, how many agreements they have made, and in which records."""

    organization: str
    name: str
    other: str
    other_name: str
    agreements: int
    records: list[str]


def pairs(catalog: Catalog, filters: Filters = EVERYTHING) -> Iterator[PairRow]:
    """Which parties have made agreements with each other by the day, the most first.

    Of an agreement made alike with each of several, each of these made one, and none with another
    of them. With `org`, only pairs with one of those.
    """
    where, values = filters.where(Columns())
    org_ids = "(select value from json_each(:org))"
    own = f"(a.party in {org_ids} or b.party in {org_ids})" if filters.org else "true"
    return catalog.rows(
        PairRow,
        f"""with member as materialized (
            select r.id as record, r.n, p.party, max(p.role = 'each-with') as alone,
                {AGREEMENTS} as agreements
            from record r cross join clock c {STEP} join parties p on p.record = r.id
            where r.collection = 'partnerships' and not p.unnamed and {BEGUN} and {where}
            group by r.id, p.party
        )
        select a.party as organization, coalesce(x.name, json_quote(a.party)) as name,
            b.party as other, coalesce(y.name, json_quote(b.party)) as other_name,
            sum(iif(a.alone or b.alone, 1, a.agreements)) as agreements,
            json_group_array(a.record) as records
        from (select * from member order by n) a
        join member b on b.record = a.record and b.party > a.party and not (a.alone and b.alone)
        left join record x on x.id = a.party left join record y on y.id = b.party
        where {own} group by a.party, b.party order by agreements desc, a.party, b.party""",
        values,
        texts=("name", "other_name"),
        lists=("records",),
    )
