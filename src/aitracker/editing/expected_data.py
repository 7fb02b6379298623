"""Plain data with one thing changed: what a text must say after it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aitracker.model.errors import KeyPath


def inserted(data: Any, path: KeyPath, position: int, item: Any) -> Any:
    """Plain data with an item more in the list at `path`, which may be missing."""

    def more(there: Any) -> list[Any]:
        items = list(there or [])
        items.insert(max(position, 0), item)
        return items

    return _change(data, path, more)


def replaced(data: Any, path: KeyPath, value: Any) -> Any:
    """Plain data with this value at `path`."""
    return _change(data, path, lambda _: value)


def deleted(data: Any, path: KeyPath) -> Any:
    """Plain data without what is at `path`.

    A list or a mapping that loses its last goes with it; a collection that does is missing.
    """
    *above, key = path
    holder = value_at(data, tuple(above))
    if len(holder) == 1 and above:
        return deleted(data, tuple(above)) if len(path) > 2 else replaced(data, (above[0],), None)
    if isinstance(holder, list):
        return replaced(data, tuple(above), [each for n, each in enumerate(holder) if n != key])
    rest = {name: each for name, each in holder.items() if name != key}
    return replaced(data, tuple(above), rest)


def renamed(data: Any, path: KeyPath, new: str) -> Any:
    """Plain data with another key for what is at `path`."""
    *above, key = path
    return _change(
        data,
        tuple(above),
        lambda there: {new if name == key else name: each for name, each in there.items()},
    )


def with_texts(data: Any, values: Mapping[KeyPath, str]) -> Any:
    """Plain data with other texts at these paths."""
    for path, value in values.items():
        data = replaced(data, path, value)
    return data


def value_at(data: Any, path: KeyPath) -> Any:
    """What is at a path; None where nothing is."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _change(data: Any, path: KeyPath, change: Callable[[Any], Any]) -> Any:
    if not path:
        return change(data)
    key, *rest = path
    if isinstance(data, list):
        return [
            _change(each, tuple(rest), change) if place == key else each
            for place, each in enumerate(data)
        ]
    copy = dict(data or {})
    copy[str(key)] = _change(copy.get(str(key)), tuple(rest), change)
    return copy


def same(data: Any, other: Any) -> bool:
    """Whether two data say the same; what is empty says nothing."""
    return bool(_as_container(data) == _as_container(other))


def _as_container(data: Any) -> Any:
    if isinstance(data, dict) and data:
        return {
            key: each for key, value in data.items() if (each := _as_container(value)) is not None
        }
    if isinstance(data, list):
        return [_as_container(each) for each in data] or None
    return data or None
