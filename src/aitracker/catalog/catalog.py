"""An index as seen on one day, in one order of languages: what all queries start from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.model.languages import Texts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

VIEWS = Path(__file__).with_name("views.sql")


class Header(NamedTuple):
    """What the registry says of itself, and what is wrong in it: `problem` is the first of its `errors`."""

    title: str | None
    jurisdiction: str | None
    languages: list[str]
    license: str | None
    broken: list[str]
    unread: int
    problem: str | None
    errors: int


class Catalog:
    """An index as seen on one day (ISO). `texts` chooses the languages, those asked for before the registry's own."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        day: str,
        languages: Sequence[str] = (),
        *,
        marks: bool = False,
    ) -> None:
        self.connection = connection
        self.day = day
        connection.executescript(VIEWS.read_text("utf-8"))
        connection.execute("insert into clock values (?)", (day,))
        # An index in memory is as closed as one in a file.
        connection.execute("pragma query_only = on")
        header = Header(*connection.execute("select * from registry").fetchone())
        self.header = header._replace(
            languages=json.loads(header.languages), broken=json.loads(header.broken)
        )
        order = [*languages, *(tag for tag in self.header.languages if tag not in languages)]
        self.texts = Texts(order, marks=marks)

    def text(self, words: str | None) -> str | None:
        """A JSON text in the language shown."""
        return None if words is None else self.texts.choose(json.loads(words))


class Names(dict[str, str]):
    """The shown names of records by id, looked up when they are first asked for; "" for an id that names nothing."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def __missing__(self, key: str) -> str:
        found = self._catalog.connection.execute(
            "select name from record where id = ?", (key,)
        ).fetchone()
        self[key] = (self._catalog.text(found[0]) or key) if found else ""
        return self[key]

    def load(self) -> None:
        """Looks up the names of all records but sources at once."""
        found = self._catalog.connection.execute(
            "select id, name from record where collection <> 'sources'"
        )
        self.update((key, self._catalog.text(name) or key) for key, name in found)


class Page(dict[str, Any]):
    """A source in its normal form."""


def pages(catalog: Catalog, keys: Iterable[str]) -> Iterator[tuple[str, Page]]:
    """The sources with these ids in the order of the registry; those left out for an error of their own are not among them."""
    found = catalog.connection.execute(
        """select id, data from record where collection = 'sources'
        and id in (select value from json_each(?)) order by n""",
        (json.dumps(list(keys)),),
    )
    return ((key, Page(json.loads(data))) for key, data in found)
