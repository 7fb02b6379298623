"""Markdown: rows as a table, as code hosts and wikis render it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aitracker.display.formats.flat import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MEANS = re.compile(r"([\\`*_\[\]<>|~&#$])")
_ADDRESS = re.compile(r"(https?://[^\s<>|`]+)")


def lines(rows: Iterable[tuple[Any, ...]], keys: list[str]) -> Iterator[str]:
    """A table with a heading.

    What would mean something in Markdown is escaped, addresses stay links.
    """
    yield f"| {' | '.join(map(_cell, keys))} |\n"
    yield f"|{' --- |' * len(keys)}\n"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |\n"


def _cell(value: Any) -> str:
    text = re.sub(r"[ \t\r\n]+", " ", cell_text(value)).strip()
    parts = _ADDRESS.split(text)  # every second one is an address
    return "".join(
        f"<{part}>" if place % 2 else _MEANS.sub(r"\\\1", part) for place, part in enumerate(parts)
    )
