"""JSON: rows as one array, records as objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def array(rows: Iterable[tuple[Any, ...]], keys: list[str]) -> Iterator[str]:
    """One JSON array with an object a row, written as the rows come; `[]` for none."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def document(value: Any) -> str:
    """One JSON value, indented."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
