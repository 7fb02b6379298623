"""What a record says, piece by piece, with who says so and who says otherwise.

It is the table `fact` as known on the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.catalog import decode
from aitracker.catalog.filters import BEGUN, EVERYTHING, STEP, Columns, Filters
from aitracker.model.evidence import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aitracker.catalog.catalog import Catalog
    from aitracker.model.normal_form import SourceData

_COLUMNS = """f.record, f.path, f.key, f.item, f.value, f.sources, f.rivals, f.undecided,
    f.note, f.search, coalesce(f.last, '') <= c.day"""
KNOWN = "coalesce(f.first, '') <= c.day"
"""That fact `f` may be so by the day."""


class Account(NamedTuple):
    """An account against a fact: the key it contradicts (or "says"), its value, on whose word."""

    key: str
    value: Any
    sources: list[str]
    note: Any


class Fact(NamedTuple):
    """What a record says in one place.

    `path` is where it stands in the record ("" is the record as a whole), `value` what is said
    there. `sources` are None where nobody has to say so. `certain` is false while it may not be so
    yet.
    """

    record: str
    path: str
    key: str
    item: str | None
    value: Any
    sources: list[str] | None
    rivals: list[dict[str, Any]]
    undecided: bool
    note: Any
    search: str | None
    certain: bool

    @property
    def accounts(self) -> list[Account]:
        """What others say, key by key.

        What contradicts a plain value does so as a whole. Accounts of the record as a whole that
        are about one of its plain values stand at that value.
        """
        return [
            Account(
                "says" if self.item is None and key == self.path else key,
                value,
                rival.get("sources", []),
                rival.get("note"),
            )
            for rival in self.rivals
            for key, value in claims(rival)
            if self.path or key == "says"
        ]

    @property
    def is_open(self) -> bool:
        """Whether the registry leaves open who is right about it."""
        return self.undecided and bool(self.accounts)

    @property
    def cited(self) -> dict[str, None]:
        """The sources of the fact and of its rival accounts, each once."""
        sources = dict.fromkeys(self.sources or ())
        for rival in self.rivals:
            sources.update(dict.fromkeys(rival.get("sources", ())))
        return sources


def claims(rival: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The keys of a rival account that say something, with what they say."""
    return [(key, value) for key, value in rival.items() if key not in ("sources", "note")]


def facts(catalog: Catalog, key: str) -> list[Fact]:
    """All that a record says that may be so by the day, in the order in which people read it."""
    rows = catalog.connection.execute(
        f"select {_COLUMNS} from fact f join clock c where f.record = ? and {KNOWN} order by f.n",
        (key,),
    )
    return [_fact(row) for row in rows]


def facts_with_rivals(facts: Iterable[Fact]) -> list[Fact]:
    """Those of some facts that others contradict."""
    return [fact for fact in facts if fact.rivals]


def contested_facts(catalog: Catalog, filters: Filters = EVERYTHING) -> Iterator[Fact]:
    """The facts of all records that others contradict, in the order of the registry."""
    where, values = filters.where(Columns())
    rows = catalog.connection.execute(
        f"""select {_COLUMNS} from fact f join record r on r.id = f.record join clock c {STEP}
        where f.rivals is not null and {KNOWN} and {BEGUN} and {where} order by r.n, f.n""",
        values,
    )
    return map(_fact, rows)


def _fact(row: tuple[Any, ...]) -> Fact:
    record, path, key, item, value, sources, rivals, undecided, note, search, certain = row
    return Fact(
        record,
        path,
        key,
        item,
        None if value is None else decode(value),
        None if sources is None else decode(sources),
        [] if rivals is None else decode(rivals),
        bool(undecided),
        None if note is None else decode(note),
        search,
        bool(certain),
    )


def labels(catalog: Catalog, collection: str) -> dict[str, str]:
    """What stands before each field of a record of this collection."""
    rows = catalog.connection.execute(
        "select key, label from field where collection = ?", (collection,)
    )
    return dict(rows.fetchall())


def field_keys(catalog: Catalog) -> list[str]:
    """Every key that a record or an item may have."""
    rows = catalog.connection.execute("select distinct key from field order by key")
    return [key for (key,) in rows]


def below(facts: Iterable[Fact], path: str) -> list[Fact]:
    """The facts at or below a path, such as `figures`, `figures.2` or `status`.

    Else the one above it (`figures.2.value`), or those with such a part in their path (`signed`).
    """
    everything = list(facts)
    inside = [fact for fact in everything if fact.path == path or fact.path.startswith(f"{path}.")]
    above = [fact for fact in everything if fact.path and path.startswith(f"{fact.path}.")]
    matching = [fact for fact in everything if path in fact.path.split(".")]
    return inside or above[-1:] or matching


def evidence(fact: Fact, pages: Mapping[str, SourceData]) -> str:
    """The word of the vocabulary `evidence` for one fact; `pages` are the sources by id."""
    return word(len(publishers(fact.sources or (), pages)), contested=bool(fact.accounts))


def publishers(sources: Iterable[str], pages: Mapping[str, SourceData]) -> list[str]:
    """Who published these sources, each once.

    Those that are left out for an error of their own are passed over.
    """
    return list(dict.fromkeys(pages[key]["publisher"] for key in sources if key in pages))
