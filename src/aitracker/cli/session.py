"""What a reading command opens and how it ends: the registry, its index on a day, the screen, the footer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.cache import open_index
from aitracker.catalog.catalog import Catalog
from aitracker.catalog.resolve import resolve
from aitracker.catalog.rows import DATES
from aitracker.cli.exits import Exit
from aitracker.cli.options import Format, chosen_format
from aitracker.display.streams import Screen, say, screen, watched, write
from aitracker.model.errors import FatalError, InvalidValueError, UsageError
from aitracker.reading.intake import lines_in
from aitracker.reading.locate import Place, find, read

if TYPE_CHECKING:
    from aitracker.catalog.cache import Index
    from aitracker.cli.options import Listing, Printing
    from aitracker.display.formats.table import Column
    from aitracker.reading.locate import File

Layout = Callable[[], "Sequence[Column]"]
"""The columns of a table; called only when a table is printed, since measuring text needs Rich."""

Page = Callable[[list[Any], Screen], str]
"""Rows for people on a screen, where a table would not do."""


class Session:
    """An open registry, seen on one day in one language, and the screen to print it on."""

    def __init__(self, asked: Printing, *, piped: Format = Format.tsv) -> None:
        self.screen: Screen = screen(asked.color, asked.bidi)
        self.style = chosen_format(asked, terminal=self.screen.terminal, piped=piped)
        self.paged = not asked.no_pager
        self.day = day_asked(getattr(asked, "as_of", None))
        languages = languages_asked(asked.lang, terminal=self.screen.terminal)
        self.place: Place = find(asked.registry)
        if self.place.notice and not self.screen.terminal:  # there the footer tells the place
            say(self.place.notice)
        index = _opened(read(self.place), asked.color)
        self.index_file = index.file
        self.index_reason = index.reason
        marks = self.style is Format.table
        self.catalog = Catalog(index.connection, self.day, languages, marks=marks)
        self._tell_language(asked.lang)

    def _tell_language(self, lang: str | None) -> None:
        """Says when a registry has nothing in the language somebody asked for."""
        own = self.catalog.header.languages if lang else []
        if own and lang and lang.partition("-")[0] not in [tag.partition("-")[0] for tag in own]:
            say(
                f"the languages of this registry are {', '.join(own)}; what is not in '{lang}' is shown in the first it has"
            )

    @property
    def language(self) -> str:
        """The language in which words of the vocabulary and months are said."""
        return self.catalog.texts.language

    def end(self, footer: str = "") -> int:
        """Says what a person should know after the result; the exit code is 3 where the registry is not whole."""
        if footer and self.screen.terminal:
            say(f"{footer}, as of {self.day}, from {self.place.name}")
        header = self.catalog.header
        if not header.problem:
            return Exit.DONE
        left_out = [(len(header.broken), "record"), (header.unread, "file")]
        missing = (
            " and ".join(count(number, noun) for number, noun in left_out if number)
            or "part of the registry"
        )
        say(f"{missing} left out because of errors; aitracker check tells more")
        say(f"  the first: {header.problem}")
        return Exit.CANNOT

    def resolved(self, asked: Printing, ids: Sequence[str]) -> list[str]:
        """The ids of the records meant; `-` stands for those on standard input, one a line up to its first tab."""
        if "-" not in ids:
            return [resolve(self.catalog, name) for name in ids]
        if asked.registry == "-" or list(ids).count("-") > 1:
            raise UsageError(
                "standard input can be read once only",
                "give the registry, or the ids, in a file or as arguments",
            )
        names = [name for given in ids for name in (lines_in() if given == "-" else [given])]
        return [
            resolve(self.catalog, name)
            for line in names
            if (name := line.split("\t", 1)[0].strip())
        ]

    def write(self, chunks: Iterable[str]) -> None:
        """Writes text, through a pager where it is taller than the screen."""
        markup = self.style is Format.table
        shown = self.screen if markup else self.screen.unmarked
        write(chunks, shown, paged=self.paged)

    def print_objects(self, objects: Sequence[dict[str, Any]], *, one: bool) -> None:
        """Prints objects in a format that has room for them: `one` alone, several as a list."""
        from aitracker.display.formats import structured

        if self.style is Format.jsonl:
            self.write(f"{structured.line(each)}\n" for each in objects)
        elif self.style in (Format.json, Format.yaml):
            whole = objects[0] if one else objects
            self.write(
                [
                    structured.document(whole)
                    if self.style is Format.json
                    else structured.yaml_document(whole)
                ]
            )
        else:
            raise UsageError(
                "this does not fit on a line", "use --format json, jsonl or yaml, or list for rows"
            )

    def print_rows(self, asked: Listing, found: Rows) -> int:
        """Prints rows in the format asked for: as a table, or for people on a page of their own. Ends the session."""
        fields = found.fields("--fields", asked.fields)
        rows = _limited(asked, found)
        if self.style is not Format.table:
            from aitracker.display.formats.rows import written

            if self.style is Format.ids:
                self.write(
                    written(rows, found.with_ids(), self.style)
                )  # a line has nothing but the id
            else:
                self.write(written(_cut(rows, found, fields), fields or found.keys, self.style))
            return self.end()
        shown = list(rows)
        self.write(
            [found.page(shown, self.screen)]
            if found.page and not fields
            else self._table(shown, found, fields, wide=asked.wide)
        )
        return self.end(count(len(shown), found.noun))

    def _table(
        self, rows: Sequence[tuple[Any, ...]], found: Rows, fields: Sequence[str], *, wide: bool
    ) -> Iterable[str]:
        from aitracker.display.formats import table

        columns = (
            table.asked(fields or found.keys) if fields or found.layout is None else found.layout()
        )
        cells = [table.shown(row, found.keys, columns) for row in rows]
        return table.lines(cells, columns, self.screen._replace(width=0) if wide else self.screen)


def _limited(asked: Listing, found: Rows) -> Iterable[tuple[Any, ...]]:
    """The rows sorted and limited as asked."""
    rows: Iterable[tuple[Any, ...]] = found.rows
    for field in reversed(_split(asked.sort)):
        name, down = field.removeprefix("-"), field.startswith("-")
        place, order = found.place("--sort", name), _by_date if name in DATES else _order
        rows = _sorted(rows, place, order, down=down)
    return rows if asked.limit is None else islice(rows, min(asked.limit, sys.maxsize))


def _sorted(
    rows: Iterable[tuple[Any, ...]], place: int, order: Callable[[Any], Any], *, down: bool
) -> list[tuple[Any, ...]]:
    """The rows in the order of one field; those without it come last, whichever way it goes."""
    by_field = sorted(rows, key=lambda row: order(row[place]), reverse=down)
    return sorted(by_field, key=lambda row: row[place] is None)


def _cut(
    rows: Iterable[tuple[Any, ...]], found: Rows, fields: Sequence[str]
) -> Iterable[tuple[Any, ...]]:
    """The rows with these fields only; whole where none are named."""
    places = [found.keys.index(name) for name in fields]
    return (tuple(row[place] for place in places) for row in rows) if places else rows


def _opened(files: Sequence[File], color: str) -> Index:
    """The index of these files; a person who waits for it longer than a second sees how far it is."""
    if not watched():
        return open_index(files)
    from aitracker.display.progress import bar

    with bar(color) as progress:
        return open_index(files, progress)


class Rows(NamedTuple):
    """Rows to print: their keys, what one of them is called, and what people see of them: a page, or a table with a layout."""

    rows: Iterable[tuple[Any, ...]]
    keys: list[str]
    noun: str
    layout: Layout | None = None
    page: Page | None = None

    def place(self, option: str, field: str) -> int:
        """Where a field stands in the rows."""
        if field not in self.keys:
            raise UsageError(
                f"{option}: '{field}' is no field here", f"one of: {', '.join(self.keys)}"
            )
        return self.keys.index(field)

    def fields(self, option: str, given: Sequence[str] | None) -> list[str]:
        """The fields named in an option, each once and checked; none where the option is not given."""
        names = list(dict.fromkeys(_split(given)))
        if given and not names:
            raise UsageError(
                f"{option}: no field is named", f"one or more of: {', '.join(self.keys)}"
            )
        for name in names:
            self.place(option, name)
        return names

    def with_ids(self) -> list[str]:
        """The keys, where a record's id is among them."""
        if not {"id", "record"} & set(self.keys):
            raise UsageError("these rows have no ids", "use another format")
        return self.keys


def _split(given: Sequence[str] | None) -> list[str]:
    return [name.strip() for part in given or () for name in part.split(",") if name.strip()]


def _order(value: Any) -> Any:
    """A value to sort by: numbers as numbers, all else as text without case; none before both."""
    if value is None:
        return (0, 0, "")
    if isinstance(value, int | float):
        return (1, value, "")
    return (
        2,
        0,
        ("; ".join(map(str, value)) if isinstance(value, list) else str(value)).casefold(),
    )


def _by_date(value: Any) -> Any:
    """A written date to sort by: its first possible day, the coarser first; what is no date comes after all that are."""
    from aitracker.model.dates import Date

    try:
        when = Date.parse(value)
    except InvalidValueError:
        return (1, _order(value))
    return (0, when.effective.first or date.min, when.precision)


def today() -> str:
    """The local calendar day; AITRACKER_TODAY fixes it."""
    fixed = os.environ.get("AITRACKER_TODAY")
    if not fixed:
        return date.today().isoformat()  # noqa: DTZ011 # the local calendar day is meant, in whatever zone the person is
    from aitracker.model.dates import last_day

    try:
        return last_day(fixed).isoformat()
    except InvalidValueError as misfit:
        raise FatalError(f"AITRACKER_TODAY: {misfit.message}", misfit.hint) from None


def day_asked(as_of: str | None) -> str:
    """The day of `--as-of`, or today."""
    if as_of is None:
        return today()
    from aitracker.model.dates import last_day

    try:
        return last_day(as_of).isoformat()
    except InvalidValueError as misfit:
        raise UsageError(f"--as-of: {misfit.message}", misfit.hint) from None


def shifted(option: str, day: str, span: str, *, back: bool = False) -> str:
    """The ISO day so long after (or before) a day."""
    from aitracker.model.durations import shift

    try:
        return shift(date.fromisoformat(day), span, back=back).isoformat()
    except InvalidValueError as misfit:
        raise UsageError(f"{option}: {misfit.message}", misfit.hint) from None


def languages_asked(lang: str | None, *, terminal: bool) -> list[str]:
    """The language asked for by option, by AITRACKER_LANG, or on a terminal by its locale."""
    if lang is not None:
        _check_language(lang)
    asked = lang or os.environ.get("AITRACKER_LANG")
    if not asked and terminal:
        locale = next(
            (
                value
                for name in ("LC_ALL", "LC_MESSAGES", "LANG")
                if (value := os.environ.get(name))
            ),
            "",
        )
        asked = locale[:2] if locale[2:3] in ("", "_", ".") and locale[:2].isalpha() else None
    return [asked] if asked else []


def _check_language(lang: str) -> None:
    from aitracker.model.languages import LANGUAGE_TAG

    if not LANGUAGE_TAG.fullmatch(lang):
        raise UsageError(f"--lang: '{lang}' is not a language tag", "tags look like en, fr or ar")


def count(number: int, noun: str) -> str:
    """A number with its noun, as in "no steps", "1 step" or "2 steps"."""
    plural = {"person": "people", "signatory": "signatories", "index": "indexes"}.get(
        noun, f"{noun}s"
    )
    return f"{number or 'no'} {noun if number == 1 else plural}"
