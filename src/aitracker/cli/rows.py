"""Rows of an answer: which columns, in which order, how many, and their layout for people."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.rows import DATES
from aitracker.cli.options import COLUMN_FORMATS, Format
from aitracker.cli.words import parts
from aitracker.model.errors import InvalidValueError, UsageError

if TYPE_CHECKING:
    from aitracker.cli.options import RowOptions
    from aitracker.cli.output import Report
    from aitracker.display.formats.table import Column
    from aitracker.display.streams import Screen

Row = tuple[Any, ...]

Layout = Callable[[], "Sequence[Column]"]
"""The columns of a table; called only when a table is printed, since measuring text needs Rich."""

Page = Callable[[list[Any], "Screen"], str]
"""Rows for people on a screen, where a table would not do."""

Footer = Callable[[Sequence[Any]], str]
"""What is said to people below the rows that were printed, where their number would not do."""


class Rows(NamedTuple):
    """Rows, their keys, the noun for one, and what people see: a page, or a table with a layout.

    `markdown` makes a text of the rows where a table in Markdown would not do.
    """

    rows: Iterable[Row]
    keys: list[str]
    noun: str
    layout: Layout | None = None
    page: Page | None = None
    footer: Footer | None = None
    markdown: Callable[[list[Any]], str] | None = None

    def select(self, options: RowOptions) -> Rows:
        """These rows sorted and limited by the options. UsageError for an unknown field."""
        rows = self.rows
        for field in reversed(parts(options.sort)):
            name, down = field.removeprefix("-"), field.startswith("-")
            place, order = self._place(name), _by_date if name in DATES else _order
            rows = _sort(rows, place, order, down=down)
        if options.limit is not None:
            rows = islice(rows, min(options.limit, sys.maxsize))
        return self._replace(rows=rows)

    def perhaps_outside(self, since: str | None, until: str | None) -> int:
        """How many rows have a date that may lie outside these ISO days.

        A filter lets them through, as they may lie inside. A deadline counts by its last day.
        """
        key = next((name for name in _TESTED if name in self.keys), None)
        if key is None or not (since or until):
            return 0
        place = self.keys.index(key)
        return sum(_straddles(row[place], since, until) for row in self.rows)

    def report(
        self,
        options: RowOptions,
        screen: Screen,
        language: str = "en",
        names: Mapping[str, str] | None = None,
    ) -> Report:
        """The rows in each format: for people in a language, with the names of organizations.

        UsageError for an unknown field, or rows that have no ids.
        """
        fields = self._columns(options.fields)
        places = [self.keys.index(name) for name in fields]
        report: dict[Format, Callable[[], Iterable[str]]] = {
            style: partial(self._in_format, fields, places, style) for style in COLUMN_FORMATS
        }
        report[Format.md] = (
            partial(self._as_markdown, self.markdown)
            if self.markdown and not fields
            else partial(self._as_markdown_table, fields or self.keys, language, names)
        )
        whole = screen._replace(width=0) if options.wide else screen
        report[Format.table] = partial(self._as_table, fields, whole, language, names)
        report[Format.ids] = partial(self._ids, fields)
        return report

    def _in_format(self, fields: list[str], places: Sequence[int], style: Format) -> Iterable[str]:
        from aitracker.display.formats.rows import format_rows

        rows = self.rows
        if places:
            rows = (tuple(row[place] for place in places) for row in rows)
        return format_rows(rows, fields or self.keys, style)

    def _as_markdown(self, markdown: Callable[[list[Any]], str]) -> Iterable[str]:
        return [markdown(list(self.rows))]

    def _as_markdown_table(
        self, fields: Sequence[str], language: str, names: Mapping[str, str] | None
    ) -> Iterable[str]:
        from aitracker.display.formats import markdown, table

        columns = table.columns_for(fields)
        cells = (table.row_cells(row, self.keys, columns, language, names) for row in self.rows)
        return markdown.lines(map(tuple, cells), list(fields))

    def _ids(self, fields: Sequence[str]) -> Iterable[str]:
        from aitracker.display.formats.flat import ids

        if fields:
            raise UsageError("--fields cannot be used with --format ids", "leave one of them out")
        if not {"id", "record"} & set(self.keys):
            raise UsageError("these rows have no ids", "use another format")
        return ids(self.rows, self.keys)

    def _as_table(
        self,
        fields: Sequence[str],
        screen: Screen,
        language: str,
        names: Mapping[str, str] | None,
    ) -> Iterable[str]:
        from aitracker.display.formats import table

        if self.page and not fields:
            return [self.page(list(self.rows), screen)]
        own = self.layout() if self.layout and not fields else None
        columns = own or table.columns_for(fields or self.keys)
        cells, columns = table.fitted(self.rows, self.keys, columns, screen, language, names)
        return table.lines(cells, columns, screen, language)

    def _place(self, field: str) -> int:
        """Where a field stands in the rows."""
        if field not in self.keys:
            raise UsageError(f"unknown field '{field}'", f"one of: {', '.join(self.keys)}")
        return self.keys.index(field)

    def _columns(self, values: Sequence[str] | None) -> list[str]:
        """The fields an option names, each once and checked; none where it is not given."""
        names = list(dict.fromkeys(parts(values)))
        if values and not names:
            raise UsageError("--fields is empty", f"one or more of: {', '.join(self.keys)}")
        for name in names:
            self._place(name)
        return names


_TESTED = ("since", "date", "published")
"""The field whose date is tested by --since and --until, the first of these that rows have."""


def _straddles(text: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date as written has possible days outside, besides those inside."""
    from aitracker.model.dates import Date

    if not text:
        return False
    first, last = (day.isoformat() if day else "" for day in Date.parse(text).effective)
    return bool((since and first < since) or (until and last > until))


def _sort(
    rows: Iterable[tuple[Any, ...]], place: int, order: Callable[[Any], Any], *, down: bool
) -> list[tuple[Any, ...]]:
    """The rows in the order of one field; those without it come last, whichever way it goes."""
    by_field = sorted(rows, key=lambda row: order(row[place]), reverse=down)
    return sorted(by_field, key=lambda row: row[place] is None)


def _order(value: Any) -> Any:
    """A value to sort by: numbers as numbers, all else as text without case; none before both."""
    if value is None:
        return (0, 0, "")
    if isinstance(value, int | float):
        return (1, value, "")
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return (2, 0, text.casefold())


def _by_date(value: Any) -> Any:
    """A written date to sort by: its first possible day, the coarser first; other texts last."""
    from aitracker.model.dates import Date

    try:
        when = Date.parse(value)
    except InvalidValueError:
        return (1, _order(value))
    return (0, when.effective.first or date.min, when.precision)
