"""Names to ids: the record that somebody means, and what records are called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aitracker.catalog.texts import in_each_language
from aitracker.model.errors import FatalError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.model.languages import LocalizedText


def resolve(catalog: Catalog, asked: str, collections: Sequence[str] = ()) -> str:
    """The id meant by an id, a former id, or a name or alias that fits one record (of these collections, if any are given).

    NotFoundError names what is near; FatalError if it stands where the registry has an error.
    """
    for key in (asked, asked.lower()):
        if catalog.connection.execute("select 1 from record where id = ?", (key,)).fetchone():
            return key
    if asked in catalog.header.broken:
        raise FatalError(
            f"'{asked}' is left out because of an error in it", "aitracker check tells which"
        )
    former = catalog.connection.execute(
        "select record from link where role = 'formerly' and target in (?, ?)",
        (asked, asked.lower()),
    ).fetchone()
    if former is not None:
        return str(former[0])
    fitting = _of_name(catalog, asked, collections)
    if len(fitting) == 1:
        return fitting[0][0]
    if fitting:
        several = ", ".join(f"{key} ({name})" for key, name in fitting)
        raise NotFoundError(
            f"'{asked}' fits {len(fitting)} records: {several}", "name one by its id"
        )
    if catalog.header.unread:
        raise FatalError(
            f"'{asked}' is not in what could be read of this registry", str(catalog.header.problem)
        )
    raise NotFoundError(
        f"'{asked}' is no id, name or alias of this registry", _near(catalog, asked, collections)
    )


def names_of(catalog: Catalog, keys: Iterable[str]) -> dict[str, list[LocalizedText]]:
    """The name and the aliases of each of these records; of a source its title, else its publisher."""
    found = catalog.connection.execute(
        """select record, item, value from fact
        where record in (select value from json_each(?)) and (path = '' or key = 'aliases') order by record, n""",
        (json.dumps(list(keys)),),
    )
    names: dict[str, list[LocalizedText]] = {}
    for record, item, value in found:
        said = json.loads(value)
        names.setdefault(record, []).append(said["text"] if item else said)
    return names


def _of_name(catalog: Catalog, asked: str, collections: Sequence[str]) -> list[tuple[str, str]]:
    """The records of which this is a name or an alias, in any spelling that folds to the same."""
    from aitracker.model.folding import fold, tokens

    wanted = fold(asked).strip()
    phrase = " ".join(f'"{token}"' for token in tokens(asked))
    if not phrase:
        return []
    found = catalog.connection.execute(
        """select r.id, r.collection, r.name from words w join record r on r.n = w.rowid
        where words match ? order by r.n""",
        (f"{{name aliases}}: ({phrase})",),
    )
    shown = {
        key: catalog.text(name) or key
        for key, collection, name in found
        if not collections or collection in collections
    }
    names = names_of(catalog, shown)
    return [
        (key, name)
        for key, name in shown.items()
        if wanted in (fold(text) for words in names[key] for text in in_each_language(words))
    ]


def _near(catalog: Catalog, asked: str, collections: Sequence[str]) -> str:
    from difflib import get_close_matches

    from aitracker.model.folding import tokens

    known = catalog.connection.execute("select id, collection from record order by n")
    ids = [key for key, collection in known if not collections or collection in collections]
    slug = "-".join(tokens(asked)) or asked
    near = (
        get_close_matches(slug, ids, n=3, cutoff=0.6)
        or [key for key in ids if slug and slug in key][:3]
    )
    return f"did you mean {' or '.join(near)}?" if near else "aitracker list all shows every id"
