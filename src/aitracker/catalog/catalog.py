"""An index as seen on one day, in one order of languages: what all queries start from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from aitracker.catalog.filters import CURRENT, IS_PARTY, LINKED
from aitracker.model.languages import PROSE, Texts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from aitracker.model.normal_form import SourceData

RowT = TypeVar("RowT", bound="tuple[Any, ...]")

_VIEWS = Path(__file__).with_name("views.sql")

_scan = json.JSONDecoder().raw_decode


def decode(text: str) -> Any:
    """What a column of JSON holds.

    It takes half the time of `json.loads`, which looks for spaces around each text; an answer may
    have tens of thousands.
    """
    return _scan(text)[0]


class Header(NamedTuple):
    """What the registry says of itself, and what is wrong in it.

    `problem` is the first of its `errors`.
    """

    title: str | None
    jurisdiction: str | None
    languages: list[str]
    license: str | None
    broken: list[str]
    unread: int
    problem: str | None
    errors: int
    horizon: str | None
    text_language: str | None


class Catalog:
    """An index as seen on one day (ISO).

    `texts` chooses the languages, those asked for before the registry's own.
    """

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
        connection.executescript(views())
        connection.execute("insert into clock values (?)", (day,))
        # An index in memory is as closed as one in a file.
        connection.execute("pragma query_only = on")
        row = connection.execute("select * from registry").fetchone()
        header = Header(*row)
        self.header = header._replace(
            languages=json.loads(row[Header._fields.index("languages")]),
            broken=json.loads(row[Header._fields.index("broken")]),
        )
        order = [*languages, *(tag for tag in self.header.languages if tag not in languages)]
        self.texts = Texts(order, marks=marks, plain=self.header.text_language)

    def rows(
        self,
        row: type[RowT],
        query: str,
        values: Mapping[str, Any],
        *,
        texts: Sequence[str] = (),
        plain: Sequence[str] = (),
        lists: Sequence[str] = (),
        flags: Sequence[str] = (),
    ) -> Iterator[RowT]:
        """The rows of a query as named tuples, whose fields are its columns.

        Columns that are JSON `texts` or `lists`, or `flags`, are decoded, and `plain` texts marked
        where they are in another language; null stays None. Raises TypeError where the columns are
        not the fields, in their order.
        """
        cursor = self.connection.execute(query, values)
        names = tuple(column[0] for column in cursor.description)
        if names != row._fields:  # type: ignore[attr-defined] # every row is a named tuple
            raise TypeError(f"{row.__name__} has other fields than {names}")
        kinds: dict[str, Callable[[Any], Any]] = {
            **{name: self.prose if name in PROSE else self.text for name in texts},
            **dict.fromkeys(plain, self.texts.prose),
            **dict.fromkeys(lists, decode),
            **dict.fromkeys(flags, bool),
        }
        decoders = [kinds.get(name) for name in names]
        for columns in cursor:
            yield tuple.__new__(
                row,
                [
                    value if decode is None or value is None else decode(value)
                    for decode, value in zip(decoders, columns, strict=True)
                ],
            )

    def text(self, words: str | None) -> str | None:
        """A name as JSON in the language shown."""
        return None if words is None else self.texts.choose(decode(words))

    def prose(self, words: str | None) -> str | None:
        """A text as JSON in the language shown."""
        return None if words is None else self.texts.prose(decode(words))


def views() -> str:
    """The views of what depends on the day, as SQL with comments."""
    text = _VIEWS.read_text("utf-8")
    for name, test in (("current", CURRENT), ("linked", LINKED), ("party", IS_PARTY)):
        text = text.replace(f"{{{name}}}", test)
    return text


class Names(dict[str, str]):
    """The shown names of records by id, looked up when they are first asked for.

    "" for an id that names nothing.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def __missing__(self, key: str) -> str:
        row = self._catalog.connection.execute(
            "select name from record where id = ?", (key,)
        ).fetchone()
        self[key] = (self._catalog.text(row[0]) or key) if row else ""
        return self[key]

    def load(self) -> None:
        """Looks up the names of all records but sources at once."""
        rows = self._catalog.connection.execute(
            "select id, name from record where collection <> 'sources'"
        )
        self.update((key, self._catalog.text(name) or key) for key, name in rows)


def pages(catalog: Catalog, keys: Iterable[str]) -> Iterator[tuple[str, SourceData]]:
    """The sources with these ids in the order of the registry.

    Those left out for an error of their own are not among them.
    """
    rows = catalog.connection.execute(
        """select id, data from record where collection = 'sources'
        and id in (select value from json_each(?)) order by n""",
        (json.dumps(list(keys)),),
    )
    return ((key, decode(data)) for key, data in rows)
