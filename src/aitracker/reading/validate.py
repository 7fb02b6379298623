"""Plain data in the normal form to records, one by one, by Pydantic; and records back to JSON."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from aitracker.model.errors import InvalidValueError, KeyPath
from aitracker.model.fields import fields
from aitracker.model.nearest import did_you_mean
from aitracker.model.records import (
    RECORD_TYPES,
    AnyRecord,
    Dated,
    Header,
    Link,
    Mention,
    Party,
    Phrase,
    Source,
)
from aitracker.model.scalars import kind_of

_T = TypeVar("_T")


class Fault(NamedTuple):
    """A value with an error of form: its path, whether its key is what is wrong, code, sentence and remedy.

    `offset` counts the characters of a text before the mistake in it.
    """

    path: KeyPath
    at_key: bool
    code: str
    message: str
    hint: str = ""
    offset: int = 0


def record(collection: str, data: Any) -> AnyRecord | list[Fault]:
    """The record of a collection in this data, or everything that is wrong with its form."""
    return cast("AnyRecord | list[Fault]", _validate(RECORD_TYPES[collection], data))


def header(data: Any) -> Header | list[Fault]:
    """What the registry says of itself, or everything that is wrong with that."""
    return _validate(Header, data)


def as_json(item: AnyRecord) -> str:
    """The record as JSON, keys as in the registry, what is absent left out."""
    adapter = _adapter(type(item))
    if isinstance(item, Source):
        # What nothing is written for is press; that is worth saying.
        return json.dumps(
            {**adapter.dump_python(item, by_alias=True, exclude_defaults=True), "kind": item.kind},
            ensure_ascii=False,
        )
    return adapter.dump_json(item, by_alias=True, exclude_defaults=True).decode()


_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def _validate(kind: type[_T], data: Any) -> _T | list[Fault]:
    try:
        return cast("_T", _adapter(kind).validate_python(data))
    except ValidationError as error:
        return [_fault(kind, dict(detail)) for detail in error.errors(include_url=False)]


def _fault(kind: type, detail: dict[str, Any]) -> Fault:
    path: KeyPath = detail["loc"]
    at_key = path[-1:] == ("[key]",)
    path = path[:-1] if at_key else path
    misfit = detail.get("ctx", {}).get("error")
    if isinstance(misfit, InvalidValueError):
        return Fault(
            path + misfit.below,
            at_key or misfit.at_key,
            misfit.code,
            misfit.message,
            misfit.hint,
            misfit.offset,
        )
    given = detail["input"]
    name = path[-1] if path else ""
    owner = _at(kind, path[:-1] if detail["type"] == "unexpected_keyword_argument" else path)
    match detail["type"]:
        case "missing":
            return Fault(path, True, "missing-key", f"the key '{name}' is missing", f"add {name}:")
        case "unexpected_keyword_argument":
            hint = _stray(str(name)) if given is None else _elsewhere(kind, path)
            return Fault(
                path,
                True,
                "unknown-key",
                f"the key '{name}' is not known here",
                hint or did_you_mean(str(name), _keys(owner)),
            )
        case "tuple_type":
            return Fault(
                path,
                False,
                "wrong-type",
                f"a list is asked for here, not {kind_of(given)}",
                _as_list(given, _at(kind, path)),
            )
        case "dict_type" | "mapping_type" | "dataclass_type":
            asked = (
                "an id, a name, or key: value pairs are"
                if owner in (Party, Mention)
                else "key: value pairs are"
            )
            if owner in (Phrase, Link):
                asked = "a text is"
            found = "but nothing follows" if given is None else f"not {kind_of(given)}"
            return Fault(path, False, "wrong-type", f"{asked} asked for here, {found}")
        case other:
            return Fault(path, False, "wrong-type", f"{kind_of(given)} does not fit here ({other})")


def _as_list(given: Any, items: type | None) -> str:
    """A remedy for what is written where a list is asked for."""
    if not isinstance(given, str):
        return "begin each item with a dash"
    if given.startswith("-"):
        return "put a space after the dash"
    written_short = items in (None, Party, Mention, Phrase, Link)
    return f"write [{given}]" if written_short else "begin each item with a dash, then key: value"


def _elsewhere(kind: type, path: KeyPath) -> str:
    """A remedy for a key that other collections have."""
    if len(path) != 1:
        return ""
    if path[0] in ("status", "date", "at", "meets") and issubclass(kind, Dated):
        return "it belongs into a step of its history"
    owners = [
        name
        for name, other in RECORD_TYPES.items()
        if other is not kind and str(path[0]) in _keys(other)
    ]
    return f"it is a key of {' and '.join(owners)}" if owners else ""


def _stray(name: str) -> str:
    """A remedy for what became a key without a value only because a comma stood before it."""
    if name[:1].isdigit():
        return "decimals are written with a point, as in 1.4"
    return "put the text in quotes if the comma before this belongs to it" if " " in name else ""


def _keys(owner: type | None) -> list[str]:
    return [] if owner is None else [field.key for field in fields(owner)]


def _at(kind: type, path: KeyPath) -> type | None:
    """The dataclass that stands at a path below a record."""
    owner: type | None = kind
    for step in path:
        if owner is None:
            return None
        # A position in a list, or the role of a person, leads no further: the items' class is known already.
        found = next((field for field in fields(owner) if field.key == str(step)), None)
        owner = owner if found is None else found.item
    return owner
