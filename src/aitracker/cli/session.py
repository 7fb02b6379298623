"""What a reading command opens and how it ends: the registry, its index on a day, the screen, the footer."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.cache import open_index
from aitracker.catalog.queries import Catalog
from aitracker.cli.exits import Exit
from aitracker.display.streams import Screen, say, screen, watched, write
from aitracker.model.failures import Failure, Misfit, Misuse
from aitracker.reading.locate import Place, find, read

if TYPE_CHECKING:
    from aitracker.catalog.cache import Index
    from aitracker.cli.options import Listing, Looking
    from aitracker.display.formats.table import Column
    from aitracker.reading.locate import File

_DATES = ("date", "since", "newest", "due")

Layout = Callable[[], "Sequence[Column]"]
"""The columns of a table; called only when a table is printed, since measuring text needs Rich."""


class Session:
    """An open registry, seen on one day in one language, and the screen to print it on."""

    def __init__(self, asked: Looking) -> None:
        self.screen: Screen = screen(asked.color, asked.bidi)
        self.paged = not asked.no_pager
        self.day = day_asked(getattr(asked, "as_of", None))
        languages = languages_asked(asked.lang, terminal=self.screen.terminal)
        self.place: Place = find(asked.registry)
        index = _opened(read(self.place), asked.color)
        self.index_file = index.file
        self.catalog = Catalog(index.connection, self.day, languages)
        self._tell_language(asked.lang)

    def _tell_language(self, lang: str | None) -> None:
        """Says when a registry has nothing in the language somebody asked for."""
        own = json.loads(self.catalog.header()["languages"]) if lang else []
        if own and lang and lang.partition("-")[0] not in [tag.partition("-")[0] for tag in own]:
            say(f"the languages of this registry are {', '.join(own)}; what is not in '{lang}' is shown in the first it has")

    @property
    def languages(self) -> Sequence[str]:
        """The order in which languages are shown."""
        return self.catalog.languages

    def end(self, footer: str = "") -> int:
        """Says what a person should know after the result; the exit code is 3 where the registry is not whole."""
        if footer and self.screen.terminal:
            say(f"{footer}, as of {self.day}, from {self.place.name}")
        header = self.catalog.header()
        if not header["problem"]:
            return Exit.DONE
        left_out = [(len(json.loads(header["broken"])), "record"), (header["unread"], "file")]
        missing = " and ".join(count(number, noun) for number, noun in left_out if number) or "part of the registry"
        say(f"{missing} left out because of errors; aitracker check tells more")
        say(f"  the first: {header['problem']}")
        return Exit.CANNOT

    def resolved(self, asked: Looking, ids: Sequence[str]) -> list[str]:
        """The ids of the records meant; `-` stands for those on standard input, one a line up to its first tab."""
        if "-" not in ids:
            return [self.catalog.resolve(name) for name in ids]
        if asked.registry == "-" or list(ids).count("-") > 1:
            raise Misuse("standard input can be read once only", "give the registry, or the ids, in a file or as arguments")
        from aitracker.display.streams import lines_in

        names = [name for given in ids for name in (lines_in() if given == "-" else [given])]
        return [self.catalog.resolve(name) for line in names if (name := line.split("\t", 1)[0].strip())]

    def write(self, chunks: Iterable[str]) -> None:
        """Writes text, through a pager where it is taller than the screen."""
        write(chunks, self.screen if self.paged else None)

    def print_rows(self, asked: Listing, found: Rows) -> int:
        """Prints rows in the format asked for. Ends the session."""
        from aitracker.cli.options import Format, chosen_format
        from aitracker.display.formats.rows import written

        style = chosen_format(asked, terminal=self.screen.terminal)
        if style is Format.ids:
            found.fields("--fields", asked.fields)
            if not {"id", "record"} & set(found.keys):
                raise Misuse("these rows have no ids", "use another format")
            asked.fields = None  # a line has nothing but the id
        rows, keys = self._chosen(asked, found)
        if style is not Format.table:
            self.write(written(rows, keys, style))
            return self.end()
        from aitracker.display.formats import table

        self.catalog.marks = True
        columns = table.asked(keys) if asked.fields else found.layout()
        screen = self.screen._replace(width=0) if asked.wide else self.screen
        shown = [table.shown(row, found.keys if not asked.fields else keys, columns) for row in rows]
        self.write(table.lines(shown, columns, screen))
        return self.end(count(len(shown), found.noun))

    def chosen(self, asked: Listing, found: Rows) -> list[Any]:
        """The rows whole, sorted and limited as asked."""
        return list(self._chosen(asked, found)[0])

    def _chosen(self, asked: Listing, found: Rows) -> tuple[Iterable[tuple[Any, ...]], list[str]]:
        """The rows sorted, limited and cut down to the fields asked for, and the names of these."""
        rows: Iterable[tuple[Any, ...]] = found.rows
        for field in reversed(_split(asked.sort)):
            name, down = field.removeprefix("-"), field.startswith("-")
            place, order = found.place("--sort", name), _by_date if name in _DATES else _order
            rows = sorted(rows, key=lambda row, place=place, order=order: order(row[place]), reverse=down)  # type: ignore[misc] # bound early
            rows = sorted(rows, key=lambda row, place=place: row[place] is None)  # type: ignore[misc] # nothing comes last
        if asked.limit is not None:
            rows = islice(rows, min(asked.limit, sys.maxsize))
        if not asked.fields:
            return rows, found.keys
        names = found.fields("--fields", asked.fields)
        places = [found.place("--fields", name) for name in names]
        return (tuple(row[place] for place in places) for row in rows), names


def _opened(files: Sequence[File], color: str) -> Index:
    """The index of these files; a person who waits for it longer than a second sees how far it is."""
    if not watched():
        return open_index(files)
    from aitracker.display.progress import bar

    with bar(color) as progress:
        return open_index(files, progress)


class Rows(NamedTuple):
    """Rows to print: their keys, what a table shows of them, and what one of them is called."""

    rows: Iterable[tuple[Any, ...]]
    keys: list[str]
    layout: Layout
    noun: str

    def place(self, option: str, field: str) -> int:
        """Where a field stands in the rows."""
        if field not in self.keys:
            raise Misuse(f"{option}: '{field}' is no field here", f"one of: {', '.join(self.keys)}")
        return self.keys.index(field)

    def fields(self, option: str, given: Sequence[str] | None) -> list[str]:
        """The fields named in an option, each once and checked; none where the option is not given."""
        names = list(dict.fromkeys(_split(given)))
        if given and not names:
            raise Misuse(f"{option}: no field is named", f"one or more of: {', '.join(self.keys)}")
        for name in names:
            self.place(option, name)
        return names


def _split(given: Sequence[str] | None) -> list[str]:
    return [name.strip() for part in given or () for name in part.split(",") if name.strip()]


def _order(value: Any) -> Any:
    """A value to sort by: numbers as numbers, all else as text without case; none before both."""
    if value is None:
        return (0, 0, "")
    if isinstance(value, int | float):
        return (1, value, "")
    return (2, 0, ("; ".join(map(str, value)) if isinstance(value, list) else str(value)).casefold())


def _by_date(value: Any) -> Any:
    """A written date to sort by: its first possible day, the coarser first; what is no date comes after all that are."""
    from aitracker.model.dates import Date

    try:
        when = Date.parse(value)
    except Misfit:
        return (1, _order(value))
    return (0, when.counts.first or date.min, when.grain)


def today() -> str:
    """The local calendar day; AITRACKER_TODAY fixes it."""
    fixed = os.environ.get("AITRACKER_TODAY")
    if not fixed:
        return date.today().isoformat()  # noqa: DTZ011 # the local calendar day is meant, in whatever zone the person is
    from aitracker.model.dates import last_day

    try:
        return last_day(fixed).isoformat()
    except Misfit as misfit:
        raise Failure(f"AITRACKER_TODAY: {misfit.message}", misfit.hint) from None


def day_asked(as_of: str | None) -> str:
    """The day of `--as-of`, or today."""
    if as_of is None:
        return today()
    from aitracker.model.dates import last_day

    try:
        return last_day(as_of).isoformat()
    except Misfit as misfit:
        raise Misuse(f"--as-of: {misfit.message}", misfit.hint) from None


def shifted(option: str, day: str, span: str, *, back: bool = False) -> str:
    """The ISO day so long after (or before) a day."""
    from aitracker.model.durations import shift

    try:
        return shift(date.fromisoformat(day), span, back=back).isoformat()
    except Misfit as misfit:
        raise Misuse(f"{option}: {misfit.message}", misfit.hint) from None


def languages_asked(lang: str | None, *, terminal: bool) -> list[str]:
    """The language asked for by option, by AITRACKER_LANG, or on a terminal by its locale."""
    if lang is not None:
        _check_language(lang)
    asked = lang or os.environ.get("AITRACKER_LANG")
    if not asked and terminal:
        locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
        asked = locale[:2] if locale[2:3] in ("", "_", ".") and locale[:2].isalpha() else None
    return [asked] if asked else []


def _check_language(lang: str) -> None:
    from aitracker.model.languages import TAG

    if not TAG.fullmatch(lang):
        raise Misuse(f"--lang: '{lang}' is not a language tag", "tags look like en, fr or ar")


def count(number: int, noun: str) -> str:
    """A number with its noun, as in "no steps", "1 step" or "2 steps"."""
    plural = {"person": "people", "signatory": "signatories"}.get(noun, f"{noun}s")
    return f"{number or 'no'} {noun if number == 1 else plural}"
