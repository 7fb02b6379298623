"""What a field of a record is: its meaning and short form, its links, where it is shown.

The description stands in the type of the field, beside what is checked there (see `model/records`).
Whatever needs the fields of a record asks here: the short forms, the links, the index, search, the
schema, the docs.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from aitracker.model.languages import check_text
from aitracker.model.scalars import Checked, Refers, Term, check_line, check_name, check_slug
from aitracker.model.values import Value

_TEXTS = (check_line, check_name, check_slug, check_text, Value.parse)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The description of a field, as a marker in its annotation."""

    meaning: str
    """In one line; the schema and the docs say it in these words."""
    label: str = ""
    """What stands before it in `show`; without one, the key in words."""
    short: str = ""
    """The key that a string stands for, where an item may be written as a string."""
    alone: bool = False
    """Whether one item may stand without a list around it."""
    link: str | None = ""
    """The role of the links to what is named here; without one, the key.

    None where naming is no link.
    """
    search: str | None = ""
    """The column of `words` that holds its texts; without one, `summary`.

    None where it is not searched.
    """
    vouched: bool = True
    """Whether somebody has to say so: false for what only helps to find or to read a record."""
    order: int = 50
    """Its place among the fields of a record, lower first; fields of one place stay as written."""
    written: int | None = None
    """Its place in the text of a registry, where that is another; see `writing_order`."""


class Field(NamedTuple):
    """A field of a record or an item; `type` is its type without `About` and without `| None`.

    Worked out once for each class, since every item of a registry is looked at through its fields.
    """

    name: str
    key: str
    type: Any
    about: About
    required: bool
    item: type | None
    """The class of the items it holds, alone, in a list or by role; None for a plain value."""
    refers: Refers | None
    """The marker of a field that holds ids."""
    term: Term | None
    """The marker of a field that holds a word of a vocabulary, or has such words for keys."""
    is_list: bool
    """Whether it holds several, in an order."""
    by_key: bool
    """Whether it holds values under keys of their own: people by role, identifiers by scheme."""
    is_text: bool
    """Whether it holds words to look for, in one or several languages."""

    @property
    def label(self) -> str:
        """What stands before the field in `show`."""
        return self.about.label or self.key.replace("_", " ").capitalize()

    def of_type(self, inner: Any) -> Field:
        """The same field as if it had this type, such as that of the values it holds by key."""
        return _field(self.name, self.key, inner, self.about, required=self.required)


_fields: dict[type, tuple[Field, ...]] = {}


def fields(kind: type) -> tuple[Field, ...]:
    """The fields of a class of records or items, in the order in which people read them."""
    if kind not in _fields:
        _fields[kind] = tuple(_fields_of(kind))
    return _fields[kind]


def writing_order(kind: type, *, as_listed: bool) -> list[str]:
    """The keys of a class in the order in which house style writes them.

    With `as_listed` the own fields of an item stand as the class lists them, and what is common to
    all items comes after them.
    """
    names = {field.name: n for n, field in enumerate(dataclasses.fields(kind))}

    def place(field: Field) -> tuple[int, int]:
        position = field.about.order if field.about.written is None else field.about.written
        return max(position, _COMMON) if as_listed else position, names[field.name]

    return [field.key for field in sorted(fields(kind), key=place)]


_COMMON = 86
"""From this place on stands what all items have in common: sources, rivals, note."""


def _fields_of(kind: type) -> list[Field]:
    hints = typing.get_type_hints(kind, include_extras=True)
    result = [_field_of(field, hints[field.name]) for field in dataclasses.fields(kind)]
    return sorted(result, key=lambda field: field.about.order)


def _field_of(field: dataclasses.Field[Any], hint: Any) -> Field:
    marks = getattr(hint, "__metadata__", ())
    about = next((mark for mark in marks if isinstance(mark, About)), None)
    if about is None:
        raise TypeError(f"{field.name} has no description")
    required = dataclasses.MISSING is field.default is field.default_factory
    key = field.metadata.get("alias", field.name)
    return _field(field.name, key, _bare(hint), about, required=required)


def _field(name: str, key: str, hint: Any, about: About, *, required: bool) -> Field:
    inside = list(parts(hint))
    return Field(
        name=name,
        key=key,
        type=hint,
        about=about,
        required=required,
        item=next((p for p in inside if isinstance(p, type) and dataclasses.is_dataclass(p)), None),
        refers=next((part for part in inside if isinstance(part, Refers)), None),
        term=next((part for part in inside if isinstance(part, Term)), None),
        is_list=typing.get_origin(hint) is tuple,
        by_key=typing.get_origin(hint) in (Mapping, dict),
        is_text=any(isinstance(part, Checked) and part.check in _TEXTS for part in inside),
    )


def _bare(hint: Any) -> Any:
    """A type without its description and without `| None`."""
    if typing.get_origin(hint) is typing.Annotated:
        marks = [mark for mark in hint.__metadata__ if not isinstance(mark, About)]
        inside = hint.__origin__
        return typing.Annotated[(inside, *marks)] if marks else _bare(inside)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def parts(hint: Any) -> Iterator[Any]:
    """A type and all it is made of, the markers of its annotations among them."""
    yield hint
    for part in typing.get_args(hint):
        yield from parts(part)


def classes(kind: type) -> Iterator[type]:
    """A class and those of all items and rival accounts inside it."""
    yield kind
    for field in fields(kind):
        if field.item is not None:
            yield from classes(field.item)
