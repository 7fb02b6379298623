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


def extract(collection: str, data: Mapping[str, Any], days: Mapping[str, Days]) -> Iterator[Piece]:
    """What a record in its normal form says.

    `days` has, by path, from when what is said there may be so. What stands inside something begins
    with it.
    """
    kind = RECORD_TYPES[collection]
    sources = data.get("sources", []) if issubclass(kind, Item) else None
    name = data.get("name") or data.get("title") or data["publisher"]
    yield _piece("", "", None, name, data, sources=sources)
    for field in _said_in(kind):
        vouching = sources if field.about.vouched else None
        key = field.key
        if field.item is not None:
            if key in data:
                yield from _items(field, key, data[key], vouching, days, None)
        elif key in data or any(key in rival for rival in data.get("others_say", ())):
            yield _plain(field, data, vouching)


def _plain(field: Field, data: Mapping[str, Any], sources: list[str] | None) -> Piece:
    """A plain value of a record, with the accounts of the record's rivals that are about it."""
    key = field.key
    rivals = [
        {name: rival[name] for name in (key, "note", "sources") if name in rival}
        for rival in data.get("others_say", ())
        if key in rival
    ]
    beside = {**data, "others_say": rivals} if rivals else {}
    if key not in data and sources is not None:
        sources = []
    return _piece(key, key, field, data.get(key), beside, sources=sources)


def _items(
    field: Field,
    path: str,
    value: Any,
    sources: list[str] | None,
    days: Mapping[str, Days],
    begun: Days | None,
) -> Iterator[Piece]:
    """The items of a field: alone, in a list, or by role."""
    begun = days.get(path, begun)
    if field.by_key:
        for role, mentions in value.items():
            for position, item in enumerate(mentions):
                yield from _item(
                    field, f"{path}.{role}.{position}", item, sources, days, begun, role
                )
    elif field.is_list:
        for position, item in enumerate(value):
            yield from _item(field, f"{path}.{position}", item, sources, days, begun)
    else:
        yield from _item(field, path, value, sources, days, begun)


def _item(
    field: Field,
    path: str,
    item: dict[str, Any],
    inherited: list[str] | None,
    days: Mapping[str, Days],
    begun: Days | None,
    role: str | None = None,
) -> Iterator[Piece]:
    """An item, then what is said of the organization inside it, then the items it holds."""
    assert field.item is not None
    begun = days.get(path, begun)
    inside = [inner for inner in _said_in(field.item) if inner.item and inner.key in item]
    inner_lists = [inner for inner in inside if inner.is_list or inner.by_key]
    apart = _BESIDE.union(inner.key for inner in inner_lists)
    value = {key: each for key, each in item.items() if key not in apart}
    sources = None if inherited is None else item.get("sources", inherited)
    key = path.partition(".")[0]
    yield _piece(path, key, field, value, item, sources=sources, days=begun, role=role)
    for inner in inside:
        if inner in inner_lists:
            yield from _items(inner, f"{path}.{inner.key}", item[inner.key], sources, days, begun)
        elif not _BESIDE.isdisjoint(item[inner.key]):
            yield from _item(inner, f"{path}.{inner.key}", item[inner.key], sources, days, begun)


def _piece(
    path: str,
    key: str,
    field: Field | None,
    value: Any,
    beside: Mapping[str, Any],
    *,
    sources: list[str] | None,
    days: Days | None = None,
    role: str | None = None,
) -> Piece:
    about = field.about if field else None
    search = None if about is None or about.search is None else about.search or "summary"
    if role is None and field is not None and field.about.link is not None:
        role = field.about.link or field.key
    return Piece(
        path,
        key,
        field.item.__name__.lower() if field and field.item else None,
        value,
        sources,
        beside.get("others_say") or None,
        bool(beside.get("undecided") and beside.get("others_say")),
        beside.get("note"),
        role,
        search,
        days,
    )


_said: dict[type, list[Field]] = {}


def _said_in(kind: type) -> list[Field]:
    """The fields of a class that say something."""
    if kind not in _said:
        _said[kind] = [field for field in fields(kind) if field.key not in _BESIDE]
    return _said[kind]


def described() -> Iterator[FieldRow]:
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
