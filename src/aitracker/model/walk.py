"""Every item inside a record, and every id it names, with their paths."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from aitracker.model.scalars import Refers

if typing.TYPE_CHECKING:
    from aitracker.model.failures import Path


class Reference(NamedTuple):
    """An id where it is named: its path from the record down, and the collections it may be of (none: any)."""

    path: Path
    id: str
    collections: tuple[str, ...]


class _Field(NamedTuple):
    name: str
    key: str
    refers: Refers | None
    holds_items: bool


def items(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The record itself and every item inside it, depth first, in written order."""
    yield path, node
    for field in _fields(type(node)):
        if field.holds_items and (value := getattr(node, field.name)):
            yield from _inside(value, (*path, field.key))


def references(where: Path, item: Any) -> Iterator[Reference]:
    """The ids an item itself names; those of the items inside it are theirs."""
    for field in _fields(type(item)):
        if field.refers is None or not (value := getattr(item, field.name)):
            continue
        if isinstance(value, str):
            yield Reference((*where, field.key), value, field.refers.collections)
        else:
            for position, each in enumerate(value):
                yield Reference((*where, field.key, position), each, field.refers.collections)


def _inside(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from items(item, (*path, position))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _inside(inner, (*path, key))
    else:
        yield from items(value, path)


_plans: dict[type, tuple[_Field, ...]] = {}


def _fields(kind: type) -> tuple[_Field, ...]:
    """The fields of an item's class that hold ids or items; worked out once for each class."""
    if kind not in _plans:
        _plans[kind] = tuple(_plan(kind))
    return _plans[kind]


def _plan(kind: type) -> Iterator[_Field]:
    hints = typing.get_type_hints(kind, include_extras=True)
    for field in dataclasses.fields(kind):
        inside = list(_parts(hints[field.name]))
        refers = next((part for part in inside if isinstance(part, Refers)), None)
        holds_items = any(dataclasses.is_dataclass(part) for part in inside)
        if refers is not None or holds_items:
            yield _Field(field.name, field.metadata.get("alias", field.name), refers, holds_items)


def _parts(hint: Any) -> Iterator[Any]:
    """A type hint and all it is made of, the markers of Annotated among them."""
    yield hint
    for part in typing.get_args(hint):
        yield from _parts(part)
