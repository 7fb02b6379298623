"""Records of which more is expected, and nothing new is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import EVERYTHING, Columns, Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog


class StaleRow(NamedTuple):
    """An open record, the date of the newest step or page about it, the days since, the outcome.

    The days are counted until `horizon`.
    """

    id: str
    collection: str
    name: str
    status: str
    newest: str
    days: int
    certain: bool
    delivered: list[str]
    horizon: str


def stale(
    catalog: Catalog, since: str, filters: Filters = EVERYTHING, *, until: str | None = None
) -> Iterator[StaleRow]:
    """Records in an open status without news since an ISO day, the longest silence first.

    Their days are counted until another one, by default that of the catalog.
    """
    where, filter_values = filters.where(Columns("s.status", "n.day", "n.day"))
    values = {**filter_values, "news_since": since, "news_until": until}
    return catalog.rows(
        StaleRow,
        f"""select r.id, r.collection, r.name, s.status, n.date as newest,
            cast(julianday(coalesce(:news_until, c.day)) - julianday(n.day) as integer) as days,
            s.certain,
            coalesce(d.delivered, '[]') as delivered,
            coalesce(:news_until, c.day) as horizon
        from state s join record r on r.id = s.id join news n on n.record = r.id join clock c
        left join (
            select record, json_group_array(what || iif(certain, '', '?')) as delivered
            from (select * from delivered order by record, n, what) group by record
        ) d on d.record = r.id
        where s.open and n.day < :news_since and {where} order by n.day, r.n""",
        values,
        texts=("name",),
        lists=("delivered",),
        flags=("certain",),
    )
