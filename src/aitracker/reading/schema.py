"""The JSON Schema (2020-12) of what people write, short forms included, for editors.

Made from the records.

It is looser than `check`, which knows dates, references and rules: an editor helps to type, the
check decides.
"""

from __future__ import annotations

import typing
from typing import Any

from aitracker.model import scalars, vocabulary
from aitracker.model.fields import Field, fields, parts
from aitracker.model.languages import LANGUAGE_TAG
from aitracker.model.records import RECORD_TYPES, Header, Record, Rival
from aitracker.model.scalars import SLUG, Checked, Refers, Term

_WORD: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""One text.

YAML readers of editors take `2030` and `yes` for other things than text, so those pass too.
"""

_SLUG = {"type": "string", "pattern": f"^{SLUG.pattern}$"}
_POINT = "[1-9][0-9]{3}(-(Q[1-4]|H[12]|[0-9]{2}(-[0-9]{2})?))?~?"
_SCALARS: dict[Any, dict[str, Any]] = {
    scalars.check_line: _WORD,
    scalars.check_name: _WORD,
    scalars.check_slug: _SLUG,
    scalars.check_address: {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"},
    scalars.check_language: {"type": "string", "pattern": f"^{LANGUAGE_TAG.pattern}$"},
    scalars.check_country: {"type": "string", "pattern": "^[A-Z]{2}$"},
    scalars.check_flag: {"type": "boolean"},
}


_VALUES: dict[str, Any] = {
    "date": {
        "description": "2026, 2026-Q1, 2026-H1, 2026-01 or 2026-01-12; ~ for about;"
        " 2025-07-01/2025-07-02, 2024-10/.. or ../2025-11 for a span",
        "type": ["string", "integer"],
        "pattern": rf"^({_POINT}(/({_POINT}|\.\.))?|\.\./{_POINT})$",
    },
    "value": {
        "description": "digits with a point, then + or ~, then k, m, bn or tn, then a unit:"
        " 1.4 bn USD, 3-5 m EUR",
        **_WORD,
    },
    "text": {
        "description": "one text for all languages, or one for each",
        "anyOf": [
            _WORD,
            {
                "type": "object",
                "patternProperties": {f"^{LANGUAGE_TAG.pattern}$": _WORD},
                "additionalProperties": False,
            },
        ],
    },
}
"""The values that are more than one pattern, as definitions to refer to."""


def schema() -> dict[str, Any]:
    """The schema of a registry file."""
    definitions = dict(_VALUES)
    collections = {
        name: {
            "description": f"by id: {vocabulary.definition('collection', name)}",
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
            "schema_version": {
                "description": "the version of the form of this file; 1",
                "enum": [1, "1"],
            },
            "registry": {
                "description": "what the registry says of itself",
                **_use(Header, definitions),
            },
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
    properties: dict[str, Any] = {}
    required = {"sources"} if issubclass(kind, Record | Rival) else set()
    for field in fields(kind):
        value = _value(field, definitions)
        said = [field.about.meaning, value.get("description", "")]
        properties[field.key] = {**value, "description": "; ".join(part for part in said if part)}
        if field.required:
            required.add(field.key)
    found = {
        "description": (kind.__doc__ or "").split("\n")[0],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return found | (
        {"required": [key for key in properties if key in required]} if required else {}
    )


def _value(field: Field, definitions: dict[str, Any]) -> dict[str, Any]:
    """What may be written for a field."""
    if field.by_key:
        return _by_key(field, definitions)
    one = _one(field, definitions)
    if not field.is_list:
        return one
    listed = {"type": "array", "items": one}
    return {"anyOf": [one, listed]} if field.about.alone else listed


def _one(field: Field, definitions: dict[str, Any]) -> dict[str, Any]:
    """What may be written for the field, or for one item of its list; some may be a string."""
    if field.item is not None:
        used = _use(field.item, definitions)
        return {"anyOf": [_WORD, used]} if field.about.short else used
    return _scalar(next(part for part in parts(field.type) if isinstance(part, Checked)))


def _by_key(field: Field, definitions: dict[str, Any]) -> dict[str, Any]:
    """Values under keys of their own, which may be words of a vocabulary."""
    one = _one(field.of_type(typing.get_args(field.type)[1]), definitions)
    if field.term is None:
        return {"type": "object", "additionalProperties": one}
    words = {
        word: {
            "type": "array",
            "items": one,
            "description": vocabulary.definition(field.term.vocabulary, word),
        }
        for word in vocabulary.words(field.term.vocabulary)
    }
    return {"type": "object", "properties": words, "additionalProperties": False}


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
