"""The JSON Schema (2020-12) of what people write, short forms included, for editors.

Made from the records.

It is looser than `check`, which knows dates, references and rules: an editor helps to type, the
check decides.
"""

from __future__ import annotations

import typing
from typing import TYPE_CHECKING, Any

from aitracker.model import scalars, vocabulary
from aitracker.model.examples import TAGS
from aitracker.model.fields import Field, fields, parts, writing_order
from aitracker.model.languages import LANGUAGE_TAG, choose
from aitracker.model.records import RECORD_TYPES, Header, Record, Rival, Source
from aitracker.model.scalars import SLUG, Checked, Refers, Term
from aitracker.model.values import VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aitracker.model.records import Registry

    Named = Mapping[str, Mapping[str, str]]
    """By collection, the ids of a registry with the names of their records."""

_WORD: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""One text.

YAML readers of editors take `2030` and `yes` for other things than text, so those pass too.
"""

_SLUG = {
    "type": "string",
    "pattern": f"^{SLUG.pattern}$",
    "patternErrorMessage": "an id has lower-case letters, digits and single hyphens",
}
_POINT = "[1-9][0-9]{3}(-(Q[1-4]|H[12]|[0-9]{2}(-[0-9]{2})?))?~?"
_SCALARS: dict[Any, dict[str, Any]] = {
    scalars.check_line: _WORD,
    scalars.check_name: _WORD,
    scalars.check_slug: _SLUG,
    scalars.check_address: {
        "type": "string",
        "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://",
        "patternErrorMessage": "an address begins with https:// or http://",
    },
    scalars.check_language: {
        "type": "string",
        "pattern": f"^{LANGUAGE_TAG}$",
        "patternErrorMessage": f"a language is a tag {TAGS}",
    },
    scalars.check_country: {
        "type": "string",
        "pattern": "^[A-Z]{2}$",
        "patternErrorMessage": "a country is two capital letters, as in ISO 3166",
    },
    scalars.check_flag: {"type": "boolean"},
}


_VALUES: dict[str, Any] = {
    "date": {
        "description": "2026, 2026-Q1, 2026-H1, 2026-01 or 2026-01-12; ~ for about;"
        " 2025-07-01/2025-07-02, 2024-10/.. or ../2025-11 for a span",
        "type": ["string", "integer"],
        "pattern": rf"^({_POINT}(/({_POINT}|\.\.))?|\.\./{_POINT})$",
        "patternErrorMessage": "a date is 2026, 2026-01 or 2026-01-12, then ~ for about;"
        " a span is 2025-07-01/2025-07-02, 2024-10/.. or ../2025-11",
    },
    "value": {
        "description": "digits with a point, then + or ~, then k, m, bn or tn, then a unit:"
        " 1.4 bn USD, 3-5 m EUR",
        **_WORD,
        "pattern": f"^({VALUE.pattern})$",
        "patternErrorMessage": "an amount is a number with a point, then + or ~,"
        " then k, m, bn or tn, then the unit: 1.4 bn USD",
    },
    "text": {
        "description": "one text for all languages, or one for each",
        "anyOf": [
            _WORD,
            {
                "type": "object",
                "patternProperties": {f"^{LANGUAGE_TAG}$": _WORD},
                "additionalProperties": False,
            },
        ],
    },
}
"""The values that are more than one pattern, as definitions to refer to."""


def schema(names: Named | None = None) -> dict[str, Any]:
    """The schema of a registry file; with the ids of a registry, editors offer these."""
    definitions = {**_VALUES, **(_ids(names) if names else {})}
    collections = {
        name: {
            "description": f"by id: {vocabulary.definition('collection', name)}",
            "type": ["object", "null"],
            "propertyNames": _SLUG,
            "additionalProperties": _use(kind, definitions),
        }
        for name, kind in RECORD_TYPES.items()
    }
    comment = {"$comment": OF_A_REGISTRY} if names else {}
    return {
        **comment,
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


OF_A_REGISTRY = "made by aitracker schema --ids; check renews it"
"""What tells a schema with the ids of a registry from one without."""


def ids_by_collection(registry: Registry) -> Named:
    """By collection, the ids of a registry with what their records are called."""
    names: dict[str, dict[str, str]] = {name: {} for name in RECORD_TYPES}
    for key, record in registry.records.items():
        title = record.title or record.publisher if isinstance(record, Source) else record.name
        name = choose(title, registry.header.languages).text
        names[record.collection][key] = name
    return names


def _ids(names: Named) -> dict[str, Any]:
    """For each collection, and for all, the ids that there are, with the names of their records."""
    every = {key: name for each in names.values() for key, name in each.items()}
    return {
        f"ids-of-{collection}": {"enum": list(ids), "enumDescriptions": list(ids.values())}
        for collection, ids in {**names, "any": every}.items()
        if ids
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
    order = writing_order(kind, as_listed=not issubclass(kind, Record | Source))
    for field in sorted(fields(kind), key=lambda each: order.index(each.key)):
        value = _value(field, definitions)
        texts = [field.about.meaning, value.get("description", "")]
        properties[field.key] = {**value, "description": "; ".join(part for part in texts if part)}
        if field.required:
            required.add(field.key)
    definition = {
        "description": (kind.__doc__ or "").split("\n")[0],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    required_names = [key for key in properties if key in required]
    if issubclass(kind, Record | Source):
        definition["defaultSnippets"] = [_snippet(kind, required_names)]
    return definition | ({"required": required_names} if required_names else {})


def _snippet(kind: type, required: Sequence[str]) -> dict[str, Any]:
    """A record with what it needs, in house order, for editors to fill in."""
    keys = {field.key for field in fields(kind)} & {*required, *_STARTS}
    body: dict[str, Any] = {}
    for key in writing_order(kind, as_listed=False):
        if key in keys:
            place = f"${{{len(body) + 1}:{key}}}"
            body[key] = _STARTED[key](place) if key in _STARTED else place
    name = (kind.__doc__ or "").split(":", maxsplit=1)[0].split(".", maxsplit=1)[0]
    return {"label": f"new {kind.__name__.lower()}", "description": name, "body": body}


_STARTS = ("kind", "name", "publisher", "published", "language", "title")
_STARTED: dict[str, Callable[[str], Any]] = {
    "sources": lambda place: [place],
    "history": lambda place: [{"date": place, "status": "$0"}],
}
"""The fields a new record begins with, and how those begin that are lists."""


def _value(field: Field, definitions: dict[str, Any]) -> dict[str, Any]:
    """What may be written for a field."""
    if field.by_key:
        return _by_key(field, definitions)
    one = _one(field, definitions)
    if not field.is_list:
        return one
    array = {"type": "array", "items": one}
    return {"anyOf": [one, array]} if field.about.alone else array


def _one(field: Field, definitions: dict[str, Any]) -> dict[str, Any]:
    """What may be written for the field, or for one item of its list; some may be a string."""
    if field.item is not None:
        item_schema = _use(field.item, definitions)
        short = next((each for each in fields(field.item) if each.key == field.about.short), None)
        if short is None:
            return item_schema
        return {"anyOf": [*_suggestions(short.refers, definitions), _WORD, item_schema]}
    marker = next(part for part in parts(field.type) if isinstance(part, Checked))
    value = _scalar(marker)
    id_schema = _suggestions(field.refers, definitions)
    return {"anyOf": [*id_schema, value]} if id_schema else value


def _suggestions(refers: Refers | None, definitions: dict[str, Any]) -> list[dict[str, str]]:
    """The ids of a registry that may stand there, where the schema holds any."""
    if refers is None:
        return []
    names = [f"ids-of-{collection}" for collection in refers.collections or ("any",)]
    return [{"$ref": f"#/$defs/{name}"} for name in names if name in definitions]


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
        words = vocabulary.words(marker.vocabulary)
        return {
            "enum": list(words),
            "enumDescriptions": [vocabulary.definition(marker.vocabulary, w) for w in words],
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
