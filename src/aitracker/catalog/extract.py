"""A record in its normal form to what it says, piece by piece.

It is the one walk over a record, taken while the index is built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.model.fields import Field, fields
from aitracker.model.records import ITEM_TYPES, RECORD_TYPES, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aitracker.model.dates import Days

_BESIDE = frozenset({"sources", "others_say", "undecided", "note"})
"""The keys of an item that tell who says so, not what is said."""


class Piece(NamedTuple):
    """What a record says in one place: a row of the table `fact` before its values are JSON.

    `role` is what the record is to whom it names there; None where naming somebody there is no
    link. `days` are None where it is so for as long as the record is there.
    """

    path: str
    key: str
    item: str | None
    value: Any
    sources: list[str] | None
    rivals: list[dict[str, Any]] | None
    undecided: bool
    note: Any
    role: str | None
    search: str | None
    days: Days | None


class FieldRow(NamedTuple):
    """A row of the table `field`."""

    collection: str
    key: str
    label: str
    meaning: str
    reads: str | None


def extract(collection: str, data: Mapping[str, Any], days: Mapping[str, Days]) -> list[Piece]:
    """What a record in its normal form says.

    `days` has, by path, from when what is said there may be so. What stands inside something begins
    with it.
    """
    kind = RECORD_TYPES[collection]
    sources = data.get("sources", []) if issubclass(kind, Item) else None
    name = data.get("name") or data.get("title") or data["publisher"]
    walk = _Walk(days)
    walk.add("", "", _WHOLE, name, data, sources, None)
    others_say = data.get("others_say", ())
    for part in _plan(kind).parts:
        fact_sources = sources if part.vouched else None
        key = part.key
        if part.kind is not None:
            if key in data:
                walk.items(part, key, data[key], fact_sources, None)
        elif others_say:
            walk.contested(part, data, fact_sources)
        elif key in data:
            walk.add(key, key, part, data[key], {}, fact_sources, None)
    return walk.pieces


class _Part(NamedTuple):
    """A field that says something, with all about it that is the same in every record."""

    key: str
    kind: type | None
    item: str | None
    role: str | None
    search: str | None
    vouched: bool
    is_list: bool
    by_key: bool


_WHOLE = _Part("", None, None, None, None, vouched=True, is_list=False, by_key=False)
"""A record as a whole."""


class _Plan(NamedTuple):
    """How the records or items of a class are walked; worked out once for each.

    `inside` are the parts that hold items. What is under the keys that stand `apart` is no part of
    the value of an item.
    """

    parts: list[_Part]
    inside: list[_Part]
    apart: frozenset[str]


_plans: dict[type, _Plan] = {}


def _plan(kind: type) -> _Plan:
    if kind not in _plans:
        parts = [_part(field) for field in fields(kind) if field.key not in _BESIDE]
        inside = [part for part in parts if part.kind is not None]
        item_keys = {part.key for part in inside if part.is_list or part.by_key}
        _plans[kind] = _Plan(parts, inside, _BESIDE | item_keys)
    return _plans[kind]


def _part(field: Field) -> _Part:
    about = field.about
    return _Part(
        field.key,
        field.item,
        field.item.__name__.lower() if field.item else None,
        None if about.link is None else about.link or field.key,
        None if about.search is None else about.search or "summary",
        about.vouched,
        field.is_list,
        field.by_key,
    )


class _Walk:
    """Collects the pieces of a record."""

    def __init__(self, days: Mapping[str, Days]) -> None:
        self.days = days
        self.pieces: list[Piece] = []

    def add(
        self,
        path: str,
        key: str,
        part: _Part,
        value: Any,
        beside: Mapping[str, Any],
        sources: list[str] | None,
        days: Days | None,
        role: str | None = None,
    ) -> None:
        """One piece; `beside` has who says otherwise, and the note."""
        rivals = beside.get("others_say") or None
        self.pieces.append(
            Piece(
                path,
                key,
                part.item,
                value,
                sources,
                rivals,
                bool(rivals and beside.get("undecided")),
                beside.get("note"),
                role or part.role,
                part.search,
                days,
            )
        )

    def contested(self, part: _Part, data: Mapping[str, Any], sources: list[str] | None) -> None:
        """A plain value of a record, with the accounts of the record's rivals that are about it."""
        key = part.key
        rivals = [
            {name: rival[name] for name in (key, "note", "sources") if name in rival}
            for rival in data["others_say"]
            if key in rival
        ]
        if key not in data:
            if not rivals:
                return
            sources = None if sources is None else []
        beside = {**data, "others_say": rivals} if rivals else {}
        self.add(key, key, part, data.get(key), beside, sources, None)

    def items(
        self, part: _Part, path: str, value: Any, sources: list[str] | None, days: Days | None
    ) -> None:
        """The items of a field: alone, in a list, or by role."""
        days = self.days.get(path, days)
        if part.by_key:
            for role, items in value.items():
                for position, item in enumerate(items):
                    self.item(part, f"{path}.{role}.{position}", item, sources, days, role)
        elif part.is_list:
            for position, item in enumerate(value):
                self.item(part, f"{path}.{position}", item, sources, days)
        else:
            self.item(part, path, value, sources, days)

    def item(
        self,
        part: _Part,
        path: str,
        item: dict[str, Any],
        inherited: list[str] | None,
        days: Days | None,
        role: str | None = None,
    ) -> None:
        """An item, then what is said of the organization inside it, then the items it holds."""
        assert part.kind is not None
        plan = _plan(part.kind)
        days = self.days.get(path, days)
        value = {key: each for key, each in item.items() if key not in plan.apart}
        sources = None if inherited is None else item.get("sources", inherited)
        self.add(path, path.partition(".")[0], part, value, item, sources, days, role)
        for inner in plan.inside:
            if inner.key not in item:
                continue
            within = item[inner.key]
            if inner.key in plan.apart:
                self.items(inner, f"{path}.{inner.key}", within, sources, days)
            elif not _BESIDE.isdisjoint(within):
                self.item(inner, f"{path}.{inner.key}", within, sources, days)


def field_rows() -> Iterator[FieldRow]:
    """The fields of all records and items."""
    owners = {kind: collection for collection, kind in RECORD_TYPES.items()}
    for kind in ITEM_TYPES:
        for field in fields(kind):
            yield FieldRow(
                owners.get(kind, ""), field.key, field.label, field.about.meaning, _reads(field)
            )


def _reads(field: Field) -> str | None:
    if field.item is not None or field.about.search is None:
        return None
    if field.term is not None and field.key in ("kind", "status"):
        return "label"
    if field.refers is not None:
        return "id" if field.refers.collections in (("organizations",), ("people",)) else None
    return "text" if field.is_text else None
