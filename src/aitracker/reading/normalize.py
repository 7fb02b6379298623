"""The short forms of the text become the one normal form, in plain data, before it is validated.

A string that stands for an item becomes the item, one item where a list may be left out becomes a
list, and what has no value is left out. What has the wrong form is left as it is, for the check of
form to report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.model.fields import Field, fields
from aitracker.model.records import KEYS
from aitracker.model.scalars import SLUG

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMED_OTHERWISE = ("organization", "person")
"""The keys under which a plain name may stand where an id is meant."""

_by_key: dict[type, Mapping[str, Field]] = {}


def normalize(data: Any, kind: type) -> Any:
    """A record, an item or a rival account of this class in its normal form.

    What is no mapping is left as it is.
    """
    if not isinstance(data, dict):
        return data
    by_key = _fields_by_key(kind)
    full = {}
    for key, value in data.items():
        if (field := by_key.get(key)) is not None:
            if value is not None:
                full[key] = _value(value, field) if field.item is not None else value
        elif value is not None or key not in KEYS:
            full[key] = value  # an unknown key, to be reported
    _name_plainly(full, by_key)
    return full


def _fields_by_key(kind: type) -> Mapping[str, Field]:
    if kind not in _by_key:
        _by_key[kind] = {field.key: field for field in fields(kind)}
    return _by_key[kind]


def _value(value: Any, field: Field) -> Any:
    if field.by_key:
        if not isinstance(value, dict):
            return value
        return {
            role: _items([] if inside is None else inside, field) for role, inside in value.items()
        }
    if field.is_list:
        alone = field.about.alone and not isinstance(value, list)
        return _items([value] if alone else value, field)
    return _item(value, field)


def _items(data: Any, field: Field) -> Any:
    return [_item(item, field) for item in data] if isinstance(data, list) else data


def _item(item: Any, field: Field) -> Any:
    short = field.about.short
    if isinstance(item, str) and short:
        is_name = short in _NAMED_OTHERWISE and not SLUG.fullmatch(item)
        return {"name" if is_name else short: item}
    return normalize(item, field.item) if field.item is not None else item


def _name_plainly(item: dict[str, Any], by_key: Mapping[str, Field]) -> None:
    """A plain name under `organization` or `person` becomes a `name`."""
    for key in _NAMED_OTHERWISE:
        value = item.get(key)
        is_name = isinstance(value, str) and value.strip() and not SLUG.fullmatch(value)
        if key in by_key and is_name and "name" not in item:
            item["name"] = item.pop(key)
