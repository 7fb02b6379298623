"""A table for people: columns that fit the screen, one line a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.display.cells import isolate, one_line, truncate, width
from aitracker.display.words import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aitracker.display.streams import Screen

GAP = 2


_DATES = ("date", "since", "newest", "due", "published")


class Column(NamedTuple):
    """A column of a table: its key, the least width it may be cut to, when it is dropped (0: never, 1: first), its heading."""

    key: str
    least: int = 6
    drop: int = 0
    name: str = ""
    style: str = ""

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.name or self.key


def shown(row: Sequence[Any], keys: Sequence[str], columns: Sequence[Column]) -> list[Any]:
    """What the columns show of a row: dates shortened, a status that may not hold yet with a question mark."""
    facts = dict(zip(keys, row, strict=True))
    for key in _DATES:
        if facts.get(key):
            facts[key] = short_date(facts[key])
    if facts.get("certain") is False:
        facts |= {key: f"{facts[key]}?" for key in ("status", "state") if facts.get(key)}
    return [facts[column.key] for column in columns]


def lines(rows: Iterable[Sequence[Any]], columns: Sequence[Column], screen: Screen) -> Iterator[str]:
    """The table, headings first. Without a width nothing is cut, and without colour there is no styling."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[one_line(_text(value)) for value in row] for row in rows]
    kept, widths = _fit(cells, columns, screen.width)
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, GAP, 0, 0))
    for place in kept:
        table.add_column(Text(columns[place].heading), width=widths[place], no_wrap=True, style=columns[place].style)
    for row in cells:
        shown = (truncate(row[place], widths[place]) for place in kept)
        table.add_row(*(Text(isolate(c) if screen.isolates else c, no_wrap=True, overflow="ignore") for c in shown))
    console = Console(
        width=sum(widths[place] + GAP for place in kept) - GAP or 1,
        color_system="standard" if screen.color else None,
        force_terminal=screen.color,
        no_color=not screen.color,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        console.print(table)
    return (f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _fit(cells: list[list[str]], columns: Sequence[Column], total: int) -> tuple[list[int], list[int]]:
    """Which columns are kept, and how wide each is: the empty ones go, then some in their order, then the widest are cut."""
    widths = [max([width(column.heading), *(width(row[place]) for row in cells)]) for place, column in enumerate(columns)]
    kept = [place for place in range(len(columns)) if not cells or any(row[place] for row in cells)]
    if not total:
        return kept, widths

    def least() -> int:
        return sum(min(widths[place], columns[place].least) + GAP for place in kept) - GAP

    for place in sorted((p for p in kept if columns[p].drop), key=lambda p: columns[p].drop):
        if least() > total:
            kept.remove(place)
    while sum(widths[place] + GAP for place in kept) - GAP > total:
        slack = [place for place in kept if widths[place] > columns[place].least]
        if not slack:
            break
        widest = max(slack, key=lambda place: widths[place] - columns[place].least)
        over = sum(widths[place] + GAP for place in kept) - GAP - total
        widths[widest] -= min(over, max(1, (widths[widest] - columns[widest].least) // 2))
    return kept, widths
