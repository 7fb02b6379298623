"""Plain data in the normal form to records, one by one, by Pydantic; and records back to data."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from pydantic import ValidationError, create_model

from aitracker.model import vocabulary
from aitracker.model.errors import InvalidValueError, KeyPath
from aitracker.model.fields import fields
from aitracker.model.problems import Problem
from aitracker.model.records import (
    RECORD_TYPES,
    AnyRecord,
    Header,
    Link,
    Mention,
    Party,
    Phrase,
    Source,
)
from aitracker.model.scalars import Refers, kind_of
from aitracker.reading.placement import advice, role_hint

if TYPE_CHECKING:
    from pydantic import BaseModel

_PARTS: dict[str, Any] = {"registry": Header, **RECORD_TYPES}
"""What stands below each key at the top of a registry: its header, or a record of a collection."""


def record(collection: str, data: Any) -> AnyRecord | list[Problem]:
    """The record of a collection in this data, or everything that is wrong with its form."""
    return cast("AnyRecord | list[Problem]", _validate(collection, data))


def fits(collection: str, data: Any) -> bool:
    """Whether this data is a record of a collection."""
    try:
        _model().model_validate({collection: data})
    except ValidationError:
        return False
    return True


def header(data: Any) -> Header | list[Problem]:
    """What the registry says of itself, or everything that is wrong with that."""
    return cast("Header | list[Problem]", _validate("registry", data))


def normal_form(item: AnyRecord) -> dict[str, Any]:
    """The record as plain data, keys as in the registry, what is absent left out."""
    part: dict[str, Any] = {item.collection: item}
    whole = _model().model_construct(**part)
    dump = whole.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data: dict[str, Any] = dump[item.collection]
    if isinstance(item, Source):
        # What nothing is written for is press; that is worth saying.
        data["kind"] = item.kind
    return data


@cache
def _model() -> type[BaseModel]:
    """One model for all parts, of which one is given at a time.

    They have most items in common, so this takes half the time of a model for each.
    """
    parts: dict[str, Any] = {key: (kind, None) for key, kind in _PARTS.items()}
    return create_model("Parts", **parts)


def _validate(key: str, data: Any) -> object:
    try:
        return getattr(_model().model_validate({key: data}), key)
    except ValidationError as error:
        return [_problem(_PARTS[key], dict(each)) for each in error.errors(include_url=False)]


def _problem(kind: type, detail: dict[str, Any]) -> Problem:
    """What one error of Pydantic means, at its path below a record."""
    path: KeyPath = detail["loc"][1:]
    at_key = path[-1:] == ("[key]",)
    path = path[:-1] if at_key else path
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, InvalidValueError):
        own = error.problem
        if own.code == "unknown-term" and at_key and not own.hint.startswith("did you mean"):
            own = own._replace(hint=role_hint(str(path[-1])) or own.hint)
        return own._replace(path=path + own.path, at_key=at_key or own.at_key)
    value = detail["input"]
    match detail["type"]:
        case "missing":
            message, hint = f"missing field '{path[-1]}'", f"add {path[-1]}:"
            return Problem(message, hint, "missing-key", path, at_key=True)
        case "unexpected_keyword_argument":
            return _unknown_key(kind, path, value)
        case "tuple_type":
            message = f"expected a list, got {kind_of(value)}"
            return Problem(message, _as_list(value, _at(kind, path)), "wrong-type", path)
        case "dict_type" | "mapping_type":
            message = f"expected key: value pairs, got {kind_of(value)}"
            return Problem(message, _by_key(kind, path, value), "wrong-type", path)
        case "dataclass_type":
            return _not_an_item(_at(kind, path) or kind, path, value)
        case other:
            return Problem(f"unexpected {kind_of(value)} ({other})", "", "wrong-type", path)


def _unknown_key(kind: type, path: KeyPath, value: Any) -> Problem:
    name = str(path[-1])
    hint = _stray(name) if value is None else ""
    hint = hint or advice(kind, path, _at(kind, path[:-1]) or kind, value)
    return Problem(f"unknown field '{name}'", hint, "unknown-key", path, at_key=True)


def _not_an_item(owner: type, path: KeyPath, value: Any) -> Problem:
    expected, hint = "key: value pairs", f"write {_example(owner)}"
    if owner in (Party, Mention):
        expected = "an id, a name, or key: value pairs"
    if owner in (Phrase, Link):
        expected, hint = "text", "write one text, without brackets or dashes"
    message = f"expected {expected}, got {kind_of(value)}"
    return Problem(message, hint, "wrong-type", path)


def _by_key(kind: type, path: KeyPath, value: Any) -> str:
    """A remedy for what is written where values stand under keys of their own."""
    owner = _at(kind, path[:-1])
    field = next((each for each in fields(owner or kind) if each.key == str(path[-1])), None)
    if field is None or field.term is None:
        return "write key: value"
    words = vocabulary.words(field.term.vocabulary)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return f"say in which {field.term.vocabulary}: write {{{words[0]}: [{', '.join(value)}]}}"
    return f"say in which {field.term.vocabulary}: {', '.join(words)}"


def _example(owner: type) -> str:
    """The fields an item needs, or its first one, as they are written."""
    keys = [field.key for field in fields(owner) if field.required] or _keys(owner)[:1]
    return f"{{{', '.join(f'{key}: ...' for key in keys)}}}"


def _as_list(value: Any, items: type | None) -> str:
    """A remedy for what is written where a list is asked for."""
    if not isinstance(value, str):
        return "start each item with a dash"
    if value.startswith("-"):
        return "put a space after the dash"
    allows_text = items in (None, Party, Mention, Phrase, Link)
    return f"write [{value}]" if allows_text else "start each item with a dash, then key: value"


def _stray(name: str) -> str:
    """A remedy for what became a key without a value only because a comma stood before it."""
    if re.match(r"[0-9]{3}(?![0-9])", name):
        return "delete the comma if it groups thousands; write a point if decimals follow it"
    if name[:1].isdigit():
        return "write decimals with a point, as in 1.4"
    return (
        "if the comma before it is part of the text, put the text in quotes" if " " in name else ""
    )


def _keys(owner: type | None) -> list[str]:
    return [] if owner is None else [field.key for field in fields(owner)]


def collections_at(collection: str, path: KeyPath) -> tuple[str, ...] | None:
    """The collections of which the id at a path below a record may be; none is any.

    None where no id of a record is asked for.
    """
    owner = RECORD_TYPES[collection]
    reference: Refers | None = None
    for step in path:
        field = next((each for each in fields(owner) if each.key == str(step)), None)
        if field is not None:
            owner, reference = field.item or owner, field.refers
    return reference.collections if reference else None


def _at(kind: type, path: KeyPath) -> type | None:
    """The dataclass that stands at a path below a record."""
    owner: type | None = kind
    for step in path:
        if owner is None:
            return None
        # A position in a list, or the role of a person, leads no further: the items' class is known
        # already.
        match = next((field for field in fields(owner) if field.key == str(step)), None)
        owner = owner if match is None else match.item
    return owner
