"""The JSON Schema (2020-12) of what people write, short forms included, for editors; made from the records.

It is looser than `check`, which knows dates, references and rules: an editor helps to type, the check decides.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any

from aitracker.model import scalars, vocabulary
from aitracker.model.languages import TAG
from aitracker.model.meanings import MEANINGS, meaning
from aitracker.model.records import RECORD_TYPES, Header, Item, Mention, Party, Record, Rival
from aitracker.model.scalars import SLUG, Checked, Refers, Term
from aitracker.reading.expand import MAIN_KEYS

_WORD: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""One text. YAML readers of editors take `2030` and `yes` for other things than text, so those pass too."""

_SLUG = {"type": "string", "pattern": f"^{SLUG.pattern}$"}
_POINT = "[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?~?"
_SCALARS: dict[Any, dict[str, Any]] = {
    scalars.check_line: _WORD,
    scalars.check_name: _WORD,
    scalars.check_slug: _SLUG,
    scalars.check_address: {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"},
    scalars.check_language: {"type": "string", "pattern": f"^{TAG.pattern}$"},
    scalars.check_country: {"type": "string", "pattern": "^[A-Z]{2}$"},
    scalars.check_flag: {"type": "boolean"},
}


def schema() -> dict[str, Any]:
    """The schema of a registry file."""
    definitions: dict[str, Any] = {
        "date": {
            "description": "2026, 2026-01 or 2026-01-12; ~ for about; 2025-07-01/2025-07-02, 2024-10/.. or ../2025-11 for a span",
            "type": ["string", "integer"],
            "pattern": rf"^({_POINT}(/({_POINT}|\.\.))?|\.\./{_POINT})$",
        },
        "value": {
            "description": "digits with a point, then + or ~, then k, m, bn or tn, then a unit: 1.4 bn MAD",
            **_WORD,
        },
        "text": {
            "description": "one text for all languages, or one for each",
            "anyOf": [
                _WORD,
                {
                    "type": "object",
                    "patternProperties": {f"^{TAG.pattern}$": _WORD},
                    "additionalProperties": False,
                },
            ],
        },
    }
    collections = {
        name: {
            "description": MEANINGS[name],
            "type": ["object", "null"],
            "propertyNames": _SLUG,
            "additionalProperties": _use(kind, definitions),
        }
        for name, kind in RECORD_TYPES.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Registry of aitracker",
        "type": "object",
        "properties": {
            "schema_version": {"description": MEANINGS["schema_version"], "enum": [1, "1"]},
            "registry": {"description": MEANINGS["registry"], **_use(Header, definitions)},
            **collections,
        },
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _use(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to the definition of a class, which is made when it is first used."""
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind, include_extras=True)
    common = {field.name for field in dataclasses.fields(Item)}
    properties, required = {}, []
    for field in sorted(dataclasses.fields(kind), key=lambda field: field.name in common):
        key = field.metadata.get("alias", field.name)
        value = _value(key, hints[field.name], definitions)
        said = [meaning(kind.__name__, key), value.get("description", "")]
        properties[key] = {**value, "description": "; ".join(part for part in said if part)}
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            required.append(key)
    if issubclass(kind, Record):
        required.append("sources")
    if issubclass(kind, Rival):
        required.append("sources")
    found = {
        "description": (kind.__doc__ or "").split("\n")[0],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return found | (
        {"required": sorted(set(required), key=list(properties).index)} if required else {}
    )


def _value(key: str, hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """What may be written for a key with this type."""
    hint = _bare(hint)
    if typing.get_origin(hint) is typing.Annotated:
        return _scalar(hint.__metadata__[0])
    if typing.get_origin(hint) is tuple:
        item = _item(key, typing.get_args(hint)[0], definitions)
        listed = {"type": "array", "items": item}
        return {"anyOf": [item, listed]} if key == "lead" else listed
    if typing.get_origin(hint) in (Mapping, dict):
        name, inner = typing.get_args(hint)
        marker = name.__metadata__[0] if typing.get_origin(name) is typing.Annotated else None
        if isinstance(marker, Term):
            listed = _value("people", inner, definitions)
            words = {
                word: {**listed, "description": vocabulary.definition(marker.vocabulary, word)}
                for word in vocabulary.words(marker.vocabulary)
            }
            return {"type": "object", "properties": words, "additionalProperties": False}
        return {"type": "object", "additionalProperties": _value(key, inner, definitions)}
    if hint in (Party, Mention):
        return {"anyOf": [_WORD, _use(hint, definitions)]}
    return _use(hint, definitions)


def _item(key: str, hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """What may be written for an item of a list: some may be a string."""
    inner = _value(key, hint, definitions)
    short = key == "people" or key in MAIN_KEYS
    return {"anyOf": [_WORD, inner]} if short and "$ref" in inner else inner


def _scalar(marker: Checked) -> dict[str, Any]:
    if isinstance(marker, Term):
        known = vocabulary.words(marker.vocabulary)
        return {
            "description": "; ".join(
                f"{word}: {vocabulary.definition(marker.vocabulary, word)}" for word in known
            ),
            "enum": list(known),
        }
    if isinstance(marker, Refers):
        # Where an organization or a person is asked for, a plain name may stand as well.
        return _WORD if marker.collections in (("organizations",), ("people",)) else _SLUG
    if marker.check in _SCALARS:
        return _SCALARS[marker.check]
    name = {"Date": "date", "Value": "value"}.get(
        getattr(marker.check, "__self__", type(None)).__name__, "text"
    )
    return {"$ref": f"#/$defs/{name}"}


def _bare(hint: Any) -> Any:
    """A type without its `| None`."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint
