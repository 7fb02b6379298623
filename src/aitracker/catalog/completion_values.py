"""What a registry has names for, to be offered while somebody types: ids and tags."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aitracker.catalog.catalog import Catalog


def ids(
    catalog: Catalog,
    start: str,
    collection: str | None = None,
    kinds: Collection[str] | None = None,
) -> Iterator[tuple[str, str]]:
    """Ids that begin so, with the names of their records, in the order of the registry.

    They are those of one collection, or of some kinds of it.
    """
    found = catalog.connection.execute(
        """select id, name from record where substr(id, 1, length(:start)) = :start
            and collection = coalesce(:collection, collection)
            and (:kinds is null or kind in (select value from json_each(:kinds))) order by n""",
        {
            "start": start,
            "collection": collection,
            "kinds": None if kinds is None else json.dumps(sorted(kinds)),
        },
    )
    return ((key, catalog.text(name) or "") for key, name in found)


def tags(catalog: Catalog) -> Iterator[tuple[str, int]]:
    """The tags, with how many records bear them."""
    return iter(
        catalog.connection.execute(
            "select name, count(*) from link where role = 'tag' group by name order by name"
        )
    )
