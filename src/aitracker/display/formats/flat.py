"""Flat text for programs: a value as a cell, rows as tab- or comma-separated values, ids alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def cell_text(value: Any) -> str:
    """A value as one text: lists joined by `; `, null empty, flags as true and false."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def tsv(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    r"""A line a row without a heading; tab, newline and backslash are `\t \n \\`."""
    for row in rows:
        # Most are texts, and a call for each takes longer than the rest.
        cells = [value if type(value) is str else cell_text(value) for value in row]
        line = "\t".join(cells)
        if "\\" in line or "\n" in line or "\r" in line or line.count("\t") >= len(cells):
            line = "\t".join([cell.translate(_ESCAPES) for cell in cells])
        yield line + "\n"


def csv_lines(rows: Iterable[tuple[Any, ...]], keys: list[str]) -> Iterator[str]:
    """RFC 4180: a heading, quotes where they are needed, and lines that end in CRLF."""
    import csv
    import io

    line = io.StringIO()
    writer = csv.writer(line)
    for row in _with_heading(keys, rows):
        writer.writerow([cell_text(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _with_heading(keys: list[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[Iterable[Any]]:
    yield keys
    yield from rows


def ids(rows: Iterable[tuple[Any, ...]], keys: list[str]) -> Iterator[str]:
    """The id of each row's record on a line of its own, each once.

    ValueError for rows with neither `id` nor `record`.
    """
    place = keys.index("id") if "id" in keys else keys.index("record")
    printed_ids: set[str] = set()
    for row in rows:
        key = cell_text(row[place]).translate(_ESCAPES)
        if key and key not in printed_ids:
            printed_ids.add(key)
            yield f"{key}\n"
