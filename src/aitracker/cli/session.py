"""What a reading command opens and how it ends: the registry, its index on a day, the screen, the footer."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from aitracker.catalog.cache import open_index
from aitracker.catalog.queries import Catalog
from aitracker.cli.exits import Exit
from aitracker.display.streams import Screen, say, screen, write
from aitracker.model.failures import Failure, Misfit, Misuse
from aitracker.reading.locate import Place, find, read

if TYPE_CHECKING:
    from aitracker.cli.options import Looking
    from aitracker.display.formats.table import Column

_DATES = ("date", "since", "newest", "due")

Layout = Callable[[], Sequence[tuple[str, "Column"]]]
"""The columns of a table by key; called only when a table is printed, since measuring text needs Rich."""


class Session:
    """An open registry, seen on one day in one language, and the screen to print it on."""

    def __init__(self, asked: Looking) -> None:
        self.screen: Screen = screen(asked.color, asked.bidi)
        self.day = day_asked(getattr(asked, "as_of", None))
        languages = _languages(asked.lang, terminal=self.screen.terminal)
        self.place: Place = find(asked.registry)
        index = open_index(read(self.place))
        self.index_file = index.file
        self.catalog = Catalog(index.connection, self.day, languages)

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

    def print_rows(self, rows: Iterable[tuple[Any, ...]], keys: list[str], layout: Layout, style: str, what: str) -> int:
        """Prints rows in a format; as a table they show what `layout` says. Ends the session."""
        if style == "json":
            from aitracker.display.formats.structured import array

            write(array(rows, keys))
            return self.end()
        if style == "tsv":
            from aitracker.display.formats.tsv import lines

            write(lines(rows))
            return self.end()
        from aitracker.display.formats import table
        from aitracker.display.words import short_date

        self.catalog.marks = True
        columns = layout()
        places = [(keys.index(key), key in _DATES) for key, _ in columns]
        certain = keys.index("certain") if "certain" in keys else None
        status = next((keys.index(key) for key in ("status", "state") if key in keys), None)

        def shown(row: tuple[Any, ...], at: int, *, dated: bool) -> Any:
            if at == status and certain is not None and row[certain] is False:
                return f"{row[at]}?"
            return short_date(row[at]) if dated and row[at] else row[at]

        cells = [[shown(row, at, dated=dated) for at, dated in places] for row in rows]
        write(table.lines(cells, [column for _, column in columns], self.screen))
        return self.end(count(len(cells), what))


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


def _languages(lang: str | None, *, terminal: bool) -> list[str]:
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
