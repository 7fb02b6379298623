"""The registry a command reads: its index on a day, in a language, and how the command ends."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from aitracker.catalog.cache import open_index
from aitracker.catalog.catalog import Catalog, Names
from aitracker.cli.exits import Exit
from aitracker.cli.output import Output
from aitracker.display.streams import is_watched, say
from aitracker.model.errors import FatalError, InvalidValueError, UsageError
from aitracker.reading.intake import input_lines
from aitracker.reading.locate import Place, find_registry, read_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.cache import Index
    from aitracker.cli.options import OutputOptions, RowOptions
    from aitracker.cli.rows import Rows
    from aitracker.reading.locate import File


class Session:
    """An open registry, seen on one day in one language, and where its answers go.

    FatalError where there is no registry to read, UsageError for an option that is wrong.
    """

    def __init__(self, options: OutputOptions) -> None:
        self.output = Output(options)
        self.day = day_of(getattr(options, "as_of", None))
        lang: str | None = getattr(options, "lang", None)
        languages = languages_of(lang, terminal=self.output.screen.terminal)
        self._registry = options.registry
        self.place = open_place(options.registry, self.output)
        index = _open(read_files(self.place), options.color)
        self.index_file = index.file
        self.index_reason = index.reason
        marks = self.output.for_people
        self.catalog = Catalog(index.connection, self.day, languages, marks=marks)
        self._say_language(lang or os.environ.get("AITRACKER_LANG"))

    def _say_language(self, lang: str | None) -> None:
        """Says when a registry has no texts in the language asked for; of a locale, nothing."""
        own = self.catalog.header.languages if lang else []
        if own and lang and lang.partition("-")[0] not in [tag.partition("-")[0] for tag in own]:
            say(f"no '{lang}' texts in this registry; showing {own[0]}")

    @property
    def horizon(self) -> str:
        """The newest day, up to that of the answer, on which the registry surely has read a page.

        That day itself where no page has a date.
        """
        return min(self.catalog.header.horizon or self.day, self.day)

    @property
    def language(self) -> str:
        """The language of vocabulary words and months."""
        return self.catalog.texts.language

    def tell(self, phrase: str, **values: object) -> None:
        """Says something about the answer: to people in their language."""
        from aitracker.model import labels

        language = self.language if self.output.for_people else "en"
        say(labels.say(phrase, language, **values), self.output.screen)

    def end(self, footer: str = "") -> int:
        """Says what a person should know after the result; 3 where the registry has errors."""
        if footer and self.output.screen.terminal:
            from aitracker.model.labels import say as phrase

            first, *more = footer.split("\n")
            text = phrase("footer", self.language, rows=first, day=self.day, file=self.place.name)
            say(text, self.output.screen)
            for line in more:
                say(f"  {line}", self.output.screen)
        header = self.catalog.header
        if not header.errors:
            return Exit.DONE
        from aitracker.display.labels import count

        parts = [(len(header.broken), "record"), (header.unread, "file")]
        skips = " and ".join(count(number, noun) for number, noun in parts if number)
        note = f", {skips} skipped" if skips else ""
        say(f"{count(header.errors, 'error')} in this registry{note}; run: aitracker check")
        say(f"  first error: {header.problem}")
        return Exit.CANNOT

    def resolve_ids(self, ids: Sequence[str]) -> list[str]:
        """The ids of the records meant; `-` stands for those on standard input.

        There a line counts up to its first tab. UsageError where standard input would be read
        twice, NotFoundError for what names no record.
        """
        from aitracker.catalog.resolve import resolve

        if "-" not in ids:
            return [resolve(self.catalog, name) for name in ids]
        if self._registry == "-" or list(ids).count("-") > 1:
            raise UsageError(
                "standard input can be read only once",
                "give the registry, or the ids, in a file or as arguments",
            )
        lines = [line for each in ids for line in (input_lines() if each == "-" else [each])]
        names = [line.split("\t", 1)[0].strip() for line in lines]
        return [resolve(self.catalog, name) for name in names if name]

    def chosen_ids(self, ids: Sequence[str] | None) -> tuple[str, ...] | None:
        """The ids of the records that a command is asked for; None where it is asked for all."""
        return tuple(self.resolve_ids(ids)) if ids else None

    def print_rows(self, options: RowOptions, rows: Rows) -> int:
        """Prints rows as the options say, and ends the session.

        UsageError for an unknown field, or a format these rows do not have.
        """
        rows = rows.select(options)
        footer, unsure = "", 0
        since, until = self._span(options)
        if since or until:
            rows = rows._replace(rows=list(rows.rows))
            unsure = rows.perhaps_outside(since, until)
        if self.output.for_people:
            from aitracker.display.labels import count

            listing = list(rows.rows)
            footer = (
                rows.footer(listing)
                if rows.footer
                else count(len(listing), rows.noun, self.language)
            )
            rows = rows._replace(rows=listing)
        names = Names(self.catalog)
        self.output.print(rows.report(options, self.output.screen, self.language, names))
        code = self.end(footer)
        if unsure:
            from aitracker.model.labels import say as phrase

            say(phrase("perhaps outside", self.language, number=unsure), self.output.screen)
        return code

    def _span(self, options: RowOptions) -> tuple[str | None, str | None]:
        """The days of --since and --until, where the command has them and they are given."""
        from aitracker.cli.filter_options import day_of_option

        names = (("since", True), ("until", False))
        values = [(getattr(options, name, None), name, first) for name, first in names]
        days = [
            day_of_option(f"--{name}", text, self.day, first=first) if text else None
            for text, name, first in values
        ]
        return days[0], days[1]


def open_place(registry: str | None, output: Output) -> Place:
    """Where the registry is; on a terminal the footer names it, elsewhere a notice may.

    FatalError where there is none.
    """
    place = find_registry(registry)
    if place.notice and not output.screen.terminal:
        say(place.notice)
    return place


def _open(files: Sequence[File], color: str) -> Index:
    """The index of these files; a person who waits longer than a second sees how far it is."""
    if not is_watched():
        return open_index(files)
    from aitracker.display.progress import bar

    with bar(color) as progress:
        return open_index(files, progress)


def today() -> str:
    """The local calendar day; AITRACKER_TODAY fixes it, FatalError where that is no date."""
    value = os.environ.get("AITRACKER_TODAY")
    if not value:
        # The local calendar day is meant, in whatever zone the person is.
        return date.today().isoformat()  # noqa: DTZ011
    from aitracker.model.dates import last_day

    try:
        return last_day(value).isoformat()
    except InvalidValueError as error:
        raise FatalError(f"AITRACKER_TODAY: {error.message}", error.hint) from None


def day_of(as_of: str | None) -> str:
    """The day of `--as-of`, or today; UsageError where it is no date."""
    if as_of is None:
        return today()
    from aitracker.cli.filter_options import day_of_option

    return day_of_option("--as-of", as_of, today(), first=False)


def shift_day(option: str, day: str, span: str, *, back: bool = False) -> str:
    """The ISO day so long after (or before) a day; UsageError for what is no span."""
    from aitracker.model.durations import shift

    try:
        return shift(date.fromisoformat(day), span, back=back).isoformat()
    except InvalidValueError as error:
        raise UsageError(f"{option}: {error.message}", error.hint) from None


def languages_of(lang: str | None, *, terminal: bool) -> list[str]:
    """The language by option, by AITRACKER_LANG, or on a terminal by its locale.

    UsageError for what is no language tag.
    """
    variable = os.environ.get("AITRACKER_LANG")
    if lang is not None:
        _check_language("--lang", lang)
    elif variable:
        _check_language("AITRACKER_LANG", variable)
    language = lang or variable or (_of_locale() if terminal else "")
    return [language] if language else []


def _of_locale() -> str:
    """The language of the locale; "" where it has none, as in C.UTF-8."""
    values = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    locale = next((value for value in values if value), "")
    return locale[:2] if locale[2:3] in ("", "_", ".") and locale[:2].isalpha() else ""


def _check_language(option: str, lang: str) -> None:
    from aitracker.model.examples import TAGS
    from aitracker.model.languages import is_language

    if not is_language(lang):
        raise UsageError(f"{option}: '{lang}' is not a language tag", f"write one {TAGS}")
