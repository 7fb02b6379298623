"""The order in which the keys of an item are written: that of its siblings."""

from __future__ import annotations

from collections import Counter
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

from aitracker.model.fields import writing_order
from aitracker.model.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aitracker.model.errors import KeyPath


def key_order(kind: type, siblings: Iterable[Any]) -> list[str]:
    """The keys of a class in the order in which most of its siblings have them.

    Keys that no sibling has stand as house style has them.
    """
    usual = writing_order(kind, as_listed=not issubclass(kind, Record))
    before: Counter[tuple[str, str]] = Counter()
    for sibling in siblings:
        keys = list(sibling) if isinstance(sibling, dict) else []
        before.update((key, later) for n, key in enumerate(keys) for later in keys[n + 1 :])

    def compare(one: str, other: str) -> int:
        votes = before[other, one] - before[one, other]
        return votes or usual.index(one) - usual.index(other)

    return sorted(usual, key=cmp_to_key(compare))


def alike(data: Any, path: KeyPath) -> Iterator[Any]:
    """What stands at a path of other records too: ids and positions may be any."""
    if not path:
        yield data
        return
    step, *rest = path
    if isinstance(data, list):
        for each in data:
            yield from alike(each, tuple(rest))
    elif isinstance(data, dict) and step in data:
        yield from alike(data[step], tuple(rest))


def sibling_records(data: Any, collection: str) -> list[Any]:
    """All records of a collection, as written."""
    records = data.get(collection) if isinstance(data, dict) else None
    return list(records.values()) if isinstance(records, dict) else []
