"""The rival accounts of a record in its normal form, each beside what the registry goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_APART = ("sources", "note")


def disputes(data: Any, field: str = "") -> Iterator[dict[str, Any]]:
    """One object for each fact that others contradict: `field`, what the registry says, the rivals, `undecided`.

    `field` is the path of the fact from the record down, such as `history.0.date`; "" is the record as a whole.
    """
    if isinstance(data, list):
        for position, item in enumerate(data):
            yield from disputes(item, f"{field}.{position}")
    elif isinstance(data, dict):
        yield from _of(data, field)
        for key, value in data.items():
            if key != "others_say":
                yield from disputes(value, f"{field}.{key}" if field else key)


def _of(item: dict[str, Any], field: str) -> Iterator[dict[str, Any]]:
    by_key: dict[str, list[dict[str, Any]]] = {}
    for rival in item.get("others_say", ()):
        for key, value in rival.items():
            if key not in _APART:
                by_key.setdefault(key, []).append({"says": value, **{k: rival[k] for k in _APART if k in rival}})
    for key, rivals in by_key.items():
        place = field if key == "says" else f"{field}.{key}" if field else key
        yield {"field": place, "says": item.get(key), "rivals": rivals, "undecided": bool(item.get("undecided"))}
