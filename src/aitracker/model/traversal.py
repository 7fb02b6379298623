"""Every item inside a record, and every id it names, with their paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.model.fields import Field, fields
from aitracker.model.scalars import SLUG

if TYPE_CHECKING:
    from aitracker.model.errors import KeyPath


class Reference(NamedTuple):
    """An id where it is named: its path below the record, and its collections (none: any)."""

    path: KeyPath
    id: str
    collections: tuple[str, ...]


def items(node: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """The record itself and every item inside it, depth first."""
    yield path, node
    for field in _holding_items(type(node)):
        if value := getattr(node, field.name):
            yield from _inside(value, (*path, field.key))


def references(where: KeyPath, item: Any) -> Iterator[Reference]:
    """The ids an item itself names; those of the items inside it are theirs."""
    for field, collections in _holding_ids(type(item)):
        value = getattr(item, field.name)
        if not value:
            continue
        if isinstance(value, str):
            yield Reference((*where, field.key), value, collections)
        else:
            for position, each in enumerate(value):
                yield Reference((*where, field.key, position), each, collections)


def references_in_data(data: Any, kind: type, path: KeyPath = ()) -> Iterator[Reference]:
    """The ids named in plain data that should be a record or an item of this class, in normal form.

    What has the wrong form names none: an unknown key, a text in the place of a list, an id that is
    not one.
    """
    for field in _naming(kind) if isinstance(data, dict) else ():
        if (content := data.get(field.key)) is None:
            continue
        for where, value in _values(content, field, (*path, field.key)):
            if field.item is not None:
                yield from references_in_data(value, field.item, where)
            elif field.refers and isinstance(value, str) and SLUG.fullmatch(value):
                yield Reference(where, value, field.refers.collections)


def _values(value: Any, field: Field, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """What is written for a field, one by one: alone, in a list, or in lists by key."""
    if field.by_key:
        for key, inside in value.items() if isinstance(value, dict) else ():
            for position, each in enumerate(inside if isinstance(inside, list) else ()):
                yield (*path, key, position), each
    elif field.is_list:
        for position, each in enumerate(value if isinstance(value, list) else ()):
            yield (*path, position), each
    else:
        yield path, value


def _inside(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from items(item, (*path, position))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _inside(inner, (*path, key))
    else:
        yield from items(value, path)


_items: dict[type, list[Field]] = {}
_ids: dict[type, list[tuple[Field, tuple[str, ...]]]] = {}
_referring: dict[type, list[Field]] = {}


def _holding_items(kind: type) -> list[Field]:
    """The fields of a class that hold items; worked out once, as every item of a registry asks."""
    if kind not in _items:
        _items[kind] = [field for field in fields(kind) if field.item is not None]
    return _items[kind]


def _naming(kind: type) -> list[Field]:
    """The fields of a class in which an id may be named: those of ids, and those of items."""
    if kind not in _referring:
        _referring[kind] = [field for field in fields(kind) if field.item or field.refers]
    return _referring[kind]


def _holding_ids(kind: type) -> list[tuple[Field, tuple[str, ...]]]:
    """The fields of a class that hold ids, with the collections these may be of."""
    if kind not in _ids:
        _ids[kind] = [(field, each.collections) for field in fields(kind) if (each := field.refers)]
    return _ids[kind]
