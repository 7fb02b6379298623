"""Pages, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import EVERYTHING, STEP, Columns, Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog


class SourceRow(NamedTuple):
    """A page: who wrote it, when and where, and in how many records it is cited."""

    id: str
    publisher: str
    title: str | None
    published: str | None
    language: str | None
    kind: str | None
    url: str
    via: str | None
    archived: str | None
    accessed: str | None
    cited: int


def sources(catalog: Catalog, filters: Filters = EVERYTHING) -> Iterator[SourceRow]:
    """The pages, in the order of the registry; their own date is that of their publication."""
    where, values = filters.where(Columns())
    columns = {"published": "r.newest", "kind": "r.kind", "url": "r.url"} | {
        key: f"json_extract(r.data, '$.{key}')"
        for key in ("publisher", "title", "language", "via", "archived", "accessed")
    }
    columns_sql = ", ".join(
        f"{columns[key]} as {key}" for key in SourceRow._fields if key in columns
    )
    return catalog.rows(
        SourceRow,
        f"""select r.id, {columns_sql},
            (select count(*) from link where target = r.id and role = 'cites') as cited
        from record r cross join clock c {STEP}
        where r.collection = 'sources' and {where} order by r.n""",
        values,
    )
