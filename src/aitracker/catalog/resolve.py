"""Names to ids: which record a name means, and what records are called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aitracker.catalog.texts import in_each_language
from aitracker.model.errors import FatalError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.catalog.search_query import Query


_ALIKE = 0.8
"""How like a wrong id the right one is."""

_SHOWN = 20
"""So many records are listed from which somebody may choose."""


def resolve(
    catalog: Catalog, name: str, collections: Sequence[str] = (), *, plain: bool = False
) -> str:
    """The id of the record meant: by its id, a former id, a name, an alias, or a part of these.

    Of these collections, if any. With `plain`, names without a record are offered too. Raises
    NotFoundError where no record or more than one fits, and FatalError where the record has errors
    or some file could not be read.
    """
    records = matches(catalog, name, collections)
    if len(records) == 1:
        return records[0][0]
    if records:
        longest = max(len(key) for key, _ in records[:_SHOWN])
        lines = [f"{key:<{longest}}  {title}" for key, title in records[:_SHOWN]]
        more = [f"and {len(records) - _SHOWN} more"] if len(records) > _SHOWN else []
        raise NotFoundError(
            f"'{name}' matches {len(records)} records",
            "use one of these ids, or more of the name",
            [*lines, *more],
        )
    if catalog.header.unread:
        raise FatalError(
            f"no record matches '{name}' in the files that could be read",
            str(catalog.header.problem),
        )
    from aitracker.model.nearest import offered

    near = _near(catalog, name, collections) or (_near_plain(catalog, name) if plain else [])
    command = f"aitracker list {collections[0] if len(collections) == 1 else 'all'}"
    hint = offered(near, f"list every id: {command}")
    raise NotFoundError(f"no record matches '{name}'", hint)


def matches(catalog: Catalog, name: str, collections: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The records that somebody may mean, with their names, those most referred to first.

    The one with this id; else those with this name or alias; else those with all its words in one
    name or in the id; else those where words begin so. Sources only where nothing else fits.
    FatalError where the record with this id has errors.
    """
    key = _of_id(catalog, name)
    if key is not None:
        return [(key, "")]  # as most are asked for, and it needs no folding
    from aitracker.catalog.search_query import Query
    from aitracker.model.folding import fold

    query = Query.parse(name)
    candidates = _candidates(catalog, query, collections)
    names = _spoken_names(catalog, [key for key, _, _ in candidates])
    folded_name = fold(name).strip()
    ways: tuple[Callable[[str], bool], ...] = (
        lambda text: fold(text) == folded_name,
        query.closed.fits,
        query.fits,
    )
    for fits in ways:
        fitting = [row for row in candidates if any(map(fits, names[row[0]]))]
        best = [row for row in fitting if row[1] != "sources"] or fitting
        if best:
            return [(key, catalog.text(title) or key) for key, _, title in best]
    return []


def _of_id(catalog: Catalog, name: str) -> str | None:
    for key in (name, name.lower()):
        if catalog.connection.execute("select 1 from record where id = ?", (key,)).fetchone():
            return key
    if name in catalog.header.broken:
        raise FatalError(f"'{name}' has errors", "run: aitracker check")
    former = catalog.connection.execute(
        "select record from link where role = 'formerly' and target in (?, ?)",
        (name, name.lower()),
    ).fetchone()
    return None if former is None else str(former[0])


def plain_names(catalog: Catalog, name: str) -> list[str]:
    """The spellings of an organization or a person without a record, as the registry has them."""
    from aitracker.model.folding import fold

    folded_name = fold(name).strip()
    return [each for each in _all_plain_names(catalog) if fold(each).strip() == folded_name]


def _all_plain_names(catalog: Catalog) -> list[str]:
    rows = catalog.connection.execute(
        """select name from link where name is not null and role not in ('tag', 'holds')
        union select body_name from link where body_name is not null
        union select payer_name from figure where payer_name is not null order by 1"""
    )
    return [name for (name,) in rows]


def names_of(catalog: Catalog, keys: Iterable[str]) -> dict[str, list[str]]:
    """The name and the aliases of each of these records, in each language.

    Of a source its title, else its publisher.
    """
    rows = catalog.connection.execute(
        """select record, item, value from fact
        where record in (select value from json_each(?)) and (path = '' or key = 'aliases')
        order by record, n""",
        (json.dumps(list(keys)),),
    )
    names: dict[str, list[str]] = {}
    for record, item, value in rows:
        text = json.loads(value)
        names.setdefault(record, []).extend(in_each_language(text["text"] if item else text))
    return names


def _candidates(
    catalog: Catalog, query: Query, collections: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Id, collection and name of all with these words in their names, most referred to first."""
    if not query.clauses:
        return []
    rows = catalog.connection.execute(
        """select r.id, r.collection, r.name from words w join record r on r.n = w.rowid
        where words match ? order by (select count(*) from link where target = r.id) desc, r.n""",
        (f"{{name aliases}}: ({query.match})",),
    )
    return [row for row in rows if not collections or row[1] in collections]


def _spoken_names(catalog: Catalog, keys: Sequence[str]) -> dict[str, list[str]]:
    """All that each of these records is called, in any language, and its id as words."""
    names = names_of(catalog, keys)
    return {key: [key.replace("-", " "), *names.get(key, ())] for key in keys}


def _near(catalog: Catalog, name: str, collections: Sequence[str]) -> list[str]:
    """The records with the nearest names or ids."""
    from aitracker.catalog.spelling import correct
    from aitracker.model.folding import tokens
    from aitracker.model.nearest import several_near

    rows = catalog.connection.execute("select id, collection from record order by n")
    ids = [key for key, collection in rows if not collections or collection in collections]
    slug = "-".join(tokens(name)) or name
    other, is_other = correct(catalog, name)
    return (
        several_near(slug, ids, _ALIKE)
        or [key for key, _ in matches(catalog, other, collections) if is_other]
        or several_near(slug, ids)
    )


def _near_plain(catalog: Catalog, name: str) -> list[str]:
    """The names without a record that have this word in them, or are like it."""
    from aitracker.model.folding import fold
    from aitracker.model.nearest import several_near

    names = {fold(each).strip(): each for each in _all_plain_names(catalog)}
    return [names[each] for each in several_near(fold(name).strip(), list(names))]
