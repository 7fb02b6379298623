"""Names to ids: which record a name means, and what records are called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aitracker.catalog.filters import PARTIES
from aitracker.catalog.texts import in_each_language
from aitracker.model.errors import FatalError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.model.languages import LocalizedText


def resolve(catalog: Catalog, name: str, collections: Sequence[str] = ()) -> str:
    """The id of the record with this id, former id, name or alias, of these collections if any.

    Raises NotFoundError, with the nearest ids, where no record or more than one matches, and
    FatalError where the record has errors or some file could not be read.
    """
    for key in (name, name.lower()):
        if catalog.connection.execute("select 1 from record where id = ?", (key,)).fetchone():
            return key
    if name in catalog.header.broken:
        raise FatalError(f"'{name}' has errors", "run: aitracker check")
    former = catalog.connection.execute(
        "select record from link where role = 'formerly' and target in (?, ?)",
        (name, name.lower()),
    ).fetchone()
    if former is not None:
        return str(former[0])
    matches = _of_name(catalog, name, collections)
    if len(matches) == 1:
        return matches[0][0]
    if matches:
        several = ", ".join(f"{key} ({shown})" for key, shown in matches)
        raise NotFoundError(f"'{name}' matches {len(matches)} records: {several}", "use an id")
    if catalog.header.unread:
        raise FatalError(
            f"no record matches '{name}' in the files that could be read",
            str(catalog.header.problem),
        )
    raise NotFoundError(f"no record matches '{name}'", _near(catalog, name, collections))


def plain_names(catalog: Catalog, name: str, collections: Sequence[str]) -> list[str]:
    """The plain names, as written, that fold to the same as this one.

    They are those of people, or else of organizations, that have no record.
    """
    from aitracker.model.folding import fold

    wanted = fold(name).strip()
    people = "people" in collections
    found = catalog.connection.execute(
        """select distinct name from link
        where name is not null and role not in ('tag', 'formerly', 'holds')
            and (role in (select value from json_each(:parts))) <> :people
        union select body_name from link where body_name is not null and not :people""",
        {"parts": json.dumps(PARTIES), "people": people},
    )
    return [plain for (plain,) in found if fold(plain).strip() == wanted]


def names_of(catalog: Catalog, keys: Iterable[str]) -> dict[str, list[LocalizedText]]:
    """The name and the aliases of each of these records.

    Of a source its title, else its publisher.
    """
    found = catalog.connection.execute(
        """select record, item, value from fact
        where record in (select value from json_each(?)) and (path = '' or key = 'aliases')
        order by record, n""",
        (json.dumps(list(keys)),),
    )
    names: dict[str, list[LocalizedText]] = {}
    for record, item, value in found:
        said = json.loads(value)
        names.setdefault(record, []).append(said["text"] if item else said)
    return names


def _of_name(catalog: Catalog, name: str, collections: Sequence[str]) -> list[tuple[str, str]]:
    """The records of which this is a name or an alias, in any spelling that folds to the same."""
    from aitracker.model.folding import fold, tokens

    wanted = fold(name).strip()
    phrase = " ".join(f'"{token}"' for token in tokens(name))
    if not phrase:
        return []
    rows = catalog.connection.execute(
        """select r.id, r.collection, r.name from words w join record r on r.n = w.rowid
        where words match ? order by r.n""",
        (f"{{name aliases}}: ({phrase})",),
    )
    shown = {
        key: catalog.text(words) or key
        for key, collection, words in rows
        if not collections or collection in collections
    }
    names = names_of(catalog, shown)
    return [
        (key, title)
        for key, title in shown.items()
        if wanted in (fold(text) for words in names[key] for text in in_each_language(words))
    ]


def _near(catalog: Catalog, name: str, collections: Sequence[str]) -> str:
    from difflib import get_close_matches

    from aitracker.model.folding import tokens

    known = catalog.connection.execute("select id, collection from record order by n")
    ids = [key for key, collection in known if not collections or collection in collections]
    slug = "-".join(tokens(name)) or name
    near = (
        get_close_matches(slug, ids, n=3, cutoff=0.6)
        or [key for key in ids if slug and slug in key][:3]
    )
    if not near:
        return "list every id: aitracker list all"
    quoted = [f"'{key}'" for key in near]
    return f"did you mean {' or '.join(quoted)}?"
