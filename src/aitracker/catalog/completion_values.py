"""What a registry has names for, to be offered while somebody types: ids and tags."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from aitracker.catalog.catalog import Catalog


_SHORTEST = 2
"""A part of a name has at least so many letters."""


def ids(
    catalog: Catalog, prefix: str, collections: Sequence[str] = (), bodies: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Ids that begin so, with the names of their records; else those with this in their names.

    They are those of these collections, of initiatives only those of the kinds of `bodies` if any.
    """
    from aitracker.catalog.resolve import matches

    rows = catalog.connection.execute(
        """select id from record where substr(id, 1, length(:typed)) = :typed order by n""",
        {"typed": prefix},
    )
    keys = [key for (key,) in rows]
    offers = _select(catalog, keys, collections, bodies)
    if offers or len(prefix.strip("-")) < _SHORTEST:
        return offers
    names = [key for key, _ in matches(catalog, prefix, collections)]
    return _select(catalog, names, collections, bodies)


def _select(
    catalog: Catalog, keys: Sequence[str], collections: Sequence[str], bodies: Collection[str]
) -> list[tuple[str, str]]:
    """Those of these ids that are wanted, with the names of their records."""
    rows = catalog.connection.execute(
        """select id, collection, kind, name from record
        where id in (select value from json_each(:keys))
        order by :bodies and collection = 'initiatives', n""",
        {"keys": json.dumps(keys), "bodies": bool(bodies)},
    )
    return [
        (key, catalog.text(name) or "")
        for key, collection, kind, name in rows
        if (not collections or collection in collections)
        and (not bodies or collection != "initiatives" or kind in bodies)
    ]


def tags(catalog: Catalog) -> Iterator[tuple[str, int]]:
    """The tags, with how many records bear them."""
    return iter(
        catalog.connection.execute(
            "select name, count(*) from link where role = 'tag' group by name order by name"
        )
    )
