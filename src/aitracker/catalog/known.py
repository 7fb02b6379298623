"""What a registry has names for, to be offered while somebody types: ids, tags, fields of a record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aitracker.catalog.queries import Catalog


def ids(
    catalog: Catalog,
    start: str,
    collection: str | None = None,
    kinds: Collection[str] | None = None,
) -> Iterator[tuple[str, str]]:
    """Ids that begin so, with the names of their records, in the order of the registry; of one collection, or of some kinds of it."""
    found = catalog.connection.execute(
        """select id, name from record where substr(id, 1, length(:start)) = :start and collection = coalesce(:collection, collection)
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


def fields(catalog: Catalog, key: str, depth: int) -> Iterator[tuple[str, str]]:
    """The fields of a record that `why` answers for, to a depth, with what they say or how many facts are in them; then roles."""
    from aitracker.catalog.facts import facts

    said: dict[str, str] = {}
    below: dict[str, int] = {}
    roles: dict[str, str] = {}
    for fact in facts(*catalog.told(key)):
        parts = fact.field.split(".")
        for size in range(1, min(len(parts), depth) + 1):
            path = ".".join(parts[:size])
            below[path] = below.get(path, 0) + 1
        said[fact.field] = fact.value
        roles.update((part, "") for part in parts[1:] if not part.isdecimal())
    for path, number in below.items():
        if path:
            yield path, said.get(path) or f"{number} {'fact' if number == 1 else 'facts'}"
    yield from roles.items()
