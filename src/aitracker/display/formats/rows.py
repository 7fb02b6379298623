"""Rows in any of the formats for programs, by the name of the format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def format_rows(rows: Iterable[tuple[Any, ...]], keys: list[str], style: str) -> Iterator[str]:
    """The rows as text in the format `style`: tsv, csv, json, jsonl, yaml, md or ids."""
    if style == "md":
        from aitracker.display.formats import markdown

        return markdown.lines(rows, keys)
    if style in ("tsv", "csv", "ids"):
        from aitracker.display.formats import flat

        return (
            flat.tsv(rows)
            if style == "tsv"
            else flat.ids(rows, keys)
            if style == "ids"
            else flat.csv_lines(rows, keys)
        )
    from aitracker.display.formats import structured as to

    return {"json": to.array, "jsonl": to.lines, "yaml": to.yaml_rows}[style](rows, keys)
