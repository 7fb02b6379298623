"""Paths inside a record as people write them (`figures.4.value`), and the fields they lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.model.errors import NotFoundError, UsageError
from aitracker.model.fields import Field, fields
from aitracker.model.nearest import did_you_mean
from aitracker.model.scalars import SLUG

if TYPE_CHECKING:
    from aitracker.model.errors import KeyPath

_POSITION = re.compile("[0-9]{1,9}")


class FieldPlace(NamedTuple):
    """What a path below a record leads to: a field, or one item of it.

    `owner` is the class of what holds the field; `item` whether one of several is meant, and
    `below` the keys inside a plain value, such as a language.
    """

    owner: type
    field: Field
    item: bool
    below: tuple[str, ...]


def parse_path(path: str) -> KeyPath:
    """The steps of a written path; a number is a position."""
    return tuple(int(step) if _POSITION.fullmatch(step) else step for step in path.split("."))


def format_path(path: KeyPath) -> str:
    """Steps as people write them."""
    return ".".join(map(str, path))


def place_at(kind: type, path: KeyPath) -> FieldPlace:
    """What a path leads to below a record or an item; UsageError where no field is there."""
    key, *rest = path
    field = field_of(kind, str(key))
    if field.by_key and field.item is not None and rest:
        rest = rest[1:]  # the role
    item = False
    if rest and isinstance(rest[0], int):
        if not field.is_list and not field.by_key:
            raise UsageError(f"'{key}' is not a list", f"leave out the .{rest[0]}")
        item, rest = True, rest[1:]
    if field.item is not None and rest:
        return place_at(field.item, tuple(rest))
    return FieldPlace(kind, field, item, tuple(map(str, rest)))


def field_of(kind: type, key: str) -> Field:
    """The field with this key; UsageError, with the nearest, where there is none."""
    by_key = {field.key: field for field in fields(kind)}
    if key not in by_key:
        raise UsageError(f"unknown field '{key}'", did_you_mean(key, list(by_key)))
    return by_key[key]


def in_text(data: Any, kind: type, path: KeyPath) -> KeyPath:
    """The path in the written data of what stands at a path in normal form.

    The only item of a list may be written without the list, and an item as a string, which is its
    main key. NotFoundError for a position that is not there.
    """
    steps: list[str | int] = []
    for n, step in enumerate(path):
        if isinstance(data, list):
            if not isinstance(step, int) or step >= len(data):
                there = len(data)
                raise NotFoundError(
                    f"there is no '{format_path(path[: n + 1])}'",
                    f"it has {there}, from {format_path(path[:n])}.0 to {there - 1}",
                )
            data = data[step]
        elif isinstance(step, int):
            if data is None or step:
                raise NotFoundError(f"there is no '{format_path(path[: n + 1])}'")
            continue  # the only item, written without its list
        elif isinstance(data, dict) or data is None:
            data = data.get(step) if data else None
        elif step == main_key(place_at(kind, path[:n]), data):
            continue
        else:
            return (*steps, step)
        steps.append(step)
    return tuple(steps)


def main_key(where: FieldPlace, text: str) -> str:
    """The key that a string stands for, in the place of an item; "" where it stands for none."""
    short = where.field.about.short
    is_name = short in ("organization", "person") and not SLUG.fullmatch(text)
    return "name" if is_name else short
