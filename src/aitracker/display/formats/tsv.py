"""Tab-separated values: a header-less line a row, in full, for shell pipelines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    r"""A line a row: lists joined by `; `, null empty, tab, newline and backslash as `\t \n \\`."""
    for row in rows:
        yield "\t".join(map(_cell, row)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.translate(_ESCAPES)
