"""A table for people: columns that fit the screen, one line a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.rows import DATES
from aitracker.display.cells import (
    ELLIPSIS,
    has_right_to_left,
    in_place,
    mostly_right_to_left,
    one_line,
    padded,
    runs_right_to_left,
    truncate,
    width,
    wrap,
)
from aitracker.display.labels import aim, cell, short_date
from aitracker.model.labels import field, number, say, with_doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aitracker.display.streams import Screen

GAP = 2


WHOLE = 1 << 16
"""The least width of a column that is never cut, such as ids: what is cut names nothing."""

_IDS = frozenset({"id", "record", "person", "at"})


_NAMING = frozenset({"lead", "payer", "organization", "other"})
"""The columns that name others, by ids where they have one."""

_NAMED = _NAMING | {"organizations", "parties", "signatories", "for"}
"""The columns in which people read names, where there is room, in place of ids."""

_LEGIBLE = 24
"""A name cut to so many columns still tells who is meant; with less room an id tells more."""

_CONTESTED = ("role", "text", "value")
"""The columns of which one says that others say otherwise."""


class Column(NamedTuple):
    """A column of a table: its key, the least width it may be cut to, when it goes.

    It is never narrower than its heading, or than an id in it.
    Where the screen is too narrow for the columns that stay, those with `fold` stand on a line of
    their own below each row, one after another. Then the columns with `drop` go, 1 before 2, and
    the others are cut.
    Where that is not enough, all but the first stand below it.
    """

    key: str
    least: int = 6
    drop: int = 0
    fold: bool = False


def columns_for(keys: Sequence[str]) -> list[Column]:
    """Columns somebody named: where there is no room for all, the last go first."""
    return [
        Column(key, WHOLE if key in _IDS else 10, len(keys) - place if place else 0)
        for place, key in enumerate(keys)
    ]


def row_cells(
    row: Sequence[Any],
    keys: Sequence[str],
    columns: Sequence[Column],
    language: str,
    names: Mapping[str, str] | None = None,
) -> list[Any]:
    """What the columns show of a row.

    Organizations are called by their `names`, where these are given. Dates are shortened, words are
    labels, a status that may not hold yet has a question mark. An amount without an upper bound
    says so. A star stands for a note that is not among the columns.
    """
    written = dict(zip(keys, row, strict=True))
    facts = {key: _shown(key, value, language) for key, value in written.items()}
    if names is not None:
        facts |= {key: _named(written[key], names) for key in _NAMED & written.keys()}
    if written.get("promise") == "aim":
        facts["text"] = aim(written["text"], language)
    if written.get("certain") is False:
        doubtful = (key for key in ("status", "state") if facts.get(key))
        facts |= {key: with_doubt(facts[key], language) for key in doubtful}
    if written.get("contested") is True:
        key = next((name for name in _CONTESTED if facts.get(name)), "contested")
        facts[key] = f"{facts[key]} ({cell('evidence', 'contested', language)})"
    if facts.get("due") and facts.get("note") and "note" not in (each.key for each in columns):
        facts["due"] += "*"  # which a footer explains
    return [facts[column.key] for column in columns]


def _named(value: Any, names: Mapping[str, str]) -> Any:
    """An id, or a list of them, as names; plain names are ids of nothing."""
    if isinstance(value, list):
        return [names[each] or each for each in value]
    return (names[value] or value) if value else value


def fitted(
    rows: Iterable[Sequence[Any]],
    keys: Sequence[str],
    columns: Sequence[Column],
    screen: Screen,
    language: str = "en",
    names: Mapping[str, str] | None = None,
) -> tuple[list[list[Any]], Sequence[Column]]:
    """The cells of a table and its columns, with names where the screen has room for them.

    They may be cut as long as they are legible. Ids stay where names would take from other columns.
    """
    rows = list(rows)
    by_id = [row_cells(row, keys, columns, language) for row in rows]
    if names is None or _NAMED.isdisjoint(column.key for column in columns):
        return by_id, columns
    named = [row_cells(row, keys, columns, language, names) for row in rows]
    texts = _texts(named, columns, language)
    room = _room(texts, screen)
    *shape, widths = _fit(_texts(by_id, columns, language), columns, room)
    # The others keep the width that they have beside ids.
    wider = [
        column._replace(least=max(column.least, _LEGIBLE if column.key in _NAMED else full))
        for column, full in zip(columns, widths, strict=True)
    ]
    *named_shape, _ = _fit(texts, wider, room)
    return (named, wider) if named_shape == shape else (by_id, columns)


def _texts(
    rows: Iterable[Sequence[Any]], columns: Sequence[Column], language: str
) -> list[list[str]]:
    """The headings and the cells as they stand on a line."""
    headings = [one_line(field(column.key, language, column.key)) for column in columns]
    return [headings, *([one_line(_text(value)) for value in row] for row in rows)]


def _shown(key: str, value: Any, language: str) -> Any:
    """What people read of a value in the column of this key."""
    if value is None and key == "high":
        return say("no upper bound", language)
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    if isinstance(value, float):
        return number(str(value), language)
    if not isinstance(value, str):
        return value
    return short_date(value, language) if key in DATES else cell(key, value, language)


def lines(
    rows: Iterable[Sequence[Any]],
    columns: Sequence[Column],
    screen: Screen,
    language: str = "en",
) -> Iterator[str]:
    """The table, headings first.

    A heading is the name that `--fields` takes, in another language than English the field's label.
    Without a width nothing is cut, and without colour there is no styling.
    """
    cells = _texts(rows, columns, language)
    total = _room(cells, screen)
    places_beside, below, widths = _fit(cells, columns, total)
    heading, *table_lines = _print(cells, columns, places_beside, widths, screen)
    yield heading
    for row, line in zip(cells[1:], table_lines, strict=True):
        yield line
        for places in below:
            if texts := [row[place] for place in places if row[place]]:
                yield from _below(texts, total - 2, screen)


def _room(cells: Sequence[Sequence[str]], screen: Screen) -> int:
    """How wide the table may be; 0 without a limit."""
    margin = screen.bidi != "none" and any(has_right_to_left(text) for row in cells for text in row)
    # The marks behind a text take the first column of the gap, or else of the margin.
    return max(screen.width - margin, 1) if screen.width else 0


def _below(texts: Sequence[str], room: int, screen: Screen) -> Iterator[str]:
    """Cells on a line below their row, each in its place; too long for a line, as one text."""
    text = (" " * GAP).join(texts)
    if width(text) + len(texts) <= room:
        cells = [padded(each, width(each) + 1, screen, at_end=False) for each in texts]
        yield f"  {' '.join(cells).rstrip()}\n"
        return
    direction = runs_right_to_left(text)
    for part in wrap(text, max(room, 1)):
        yield f"  {in_place(part, screen, right_to_left=direction)}\n"


def _print(
    cells: Sequence[Sequence[str]],
    columns: Sequence[Column],
    places: Sequence[int],
    widths: Sequence[int],
    screen: Screen,
) -> list[str]:
    """The lines of the columns that stand side by side, their headings first."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="", pad_edge=False, padding=(0, GAP - 1, 0, 0))
    right_to_left = {
        place for place in places if mostly_right_to_left([row[place] for row in cells[1:]])
    }
    headings, *rows = [
        [
            padded(
                _cut(row[place], widths[place], columns[place].key),
                widths[place] + 1,
                screen,
                at_end=place in right_to_left,
            )
            for place in places
        ]
        for row in cells
    ]
    for heading, place in zip(headings, places, strict=True):
        # Only the word is styled, so that what fills it up can be taken from the end of the line.
        word = heading.rstrip()
        text = Text().append(word, "bold").append(heading[len(word) :])
        table.add_column(text, width=widths[place] + 1, no_wrap=True)
    for row in rows:
        table.add_row(*(Text(cell, no_wrap=True, overflow="ignore") for cell in row))
    console = Console(
        width=sum(widths[place] + GAP for place in places) or 1,
        color_system="standard" if screen.color else None,
        force_terminal=screen.color,
        no_color=not screen.color,
        highlight=False,
        legacy_windows=False,
        # All it would look up there is decided already; on a dumb terminal it would take
        # 80 columns.
        _environ={},
    )
    with console.capture() as capture:
        console.print(table)
    return [f"{line.rstrip()}\n" for line in capture.get().splitlines()]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _fit(
    cells: Sequence[Sequence[str]], columns: Sequence[Column], total: int
) -> tuple[list[int], list[list[int]], list[int]]:
    """The columns that stand side by side, those of each line below, and all widths.

    The first row has the headings.
    """
    widths = [max(width(row[place]) for row in cells) for place in range(len(columns))]
    rows = cells[1:]
    places = [place for place in range(len(columns)) if not rows or any(row[place] for row in rows)]
    if not total:
        return places, [], widths
    least = [
        min(full, max(column.least, width(heading), _longest_word(column.key, rows, place)))
        for place, (full, column, heading) in enumerate(zip(widths, columns, cells[0], strict=True))
    ]
    below: list[list[int]] = []
    staying = [place for place in places if not columns[place].drop]
    for place in [place for place in staying if columns[place].fold]:
        if _total(staying, least) > total and len(staying) > 1:
            below.append([place])
            places.remove(place)
            staying.remove(place)
    places = _staying(places, columns, least, total)
    if _total(places, least) > total and len(places) > 1:
        places, below = places[:1], [places[1:], *below]
    return places, below, _narrow(places, widths, least, total)


def _longest_word(key: str, rows: Sequence[Sequence[str]], place: int) -> int:
    """How wide a column that names others must be for each id, and a sign for those behind it.

    An id is one word; a plain name of several may be cut.
    """
    if key not in _NAMING:
        return 0
    items = [row[place].split(", ") for row in rows]
    return max(
        len(each) + (len(", …") if len(names) > 1 else 0)
        for names in [[], *items]
        for each in ["", *names]
        if " " not in each
    )


def _cut(text: str, columns: int, key: str) -> str:
    """The text cut to so many columns; between two names where others are named."""
    if key not in _NAMING or width(text) <= columns:
        return truncate(text, columns)
    names = text.split(", ")
    while names and width(", ".join([*names, ELLIPSIS])) > columns:
        names.pop()
    if names or " " not in text.partition(", ")[0]:
        return ", ".join([*names, ELLIPSIS])
    return truncate(text, columns)


def _total(places: Sequence[int], widths: Sequence[int]) -> int:
    """How wide some columns are side by side."""
    return sum(widths[place] + GAP for place in places) - GAP


def _staying(
    places: Sequence[int], columns: Sequence[Column], least: Sequence[int], total: int
) -> list[int]:
    """The columns that stay when others are dropped, in their order, until the rest fits."""
    rest = list(places)
    for place in sorted(places, key=lambda place: columns[place].drop):
        if columns[place].drop and _total(rest, least) > total:
            rest.remove(place)
    return rest


def _narrow(
    places: Sequence[int], full: Sequence[int], least: Sequence[int], total: int
) -> list[int]:
    """The widths, the widest columns narrowed first, none below its least."""
    widths = list(full)
    while (over := _total(places, widths) - total) > 0:
        slack = {place: widths[place] - least[place] for place in places}
        widest = max(slack, key=lambda place: slack[place])
        if slack[widest] <= 0:
            break
        widths[widest] -= min(over, max(1, slack[widest] // 2))
    return widths
