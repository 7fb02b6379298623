"""`aitracker stats`: counts with bars."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.catalog.counts import BY
from aitracker.catalog.filters import EVERYTHING
from aitracker.cli.commands.list_ import COLLECTIONS, collection_named
from aitracker.cli.filter_options import filters
from aitracker.cli.options import COUNT_FORMATS, ContextOption, ListOptions, list_of_words, option
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session
from aitracker.cli.words import parts, word_of
from aitracker.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aitracker.catalog.counts import StatRow, Total
    from aitracker.catalog.filters import Filters
    from aitracker.display.streams import Screen

_DATED = ("initiatives", "partnerships", "events")


_USUAL = ("collection", "status", "evidence")

FORMATS = COUNT_FORMATS

DATE = "record's date (column since of list)"

EXAMPLES = (
    "aitracker stats",
    "aitracker stats partnerships --by organization --by year",
    "aitracker stats partnerships --by year --had signed",
    "aitracker stats --coverage",
)


def command(
    options: ListOptions,
    collection: Annotated[
        str | None,
        typer.Argument(
            metavar="[COLLECTION]",
            help="Count only these; initiatives, partnerships and events by default.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        list[str] | None,
        option("--by", metavar="FIELD", help=f"Count by {list_of_words(BY)}. Repeatable."),
    ] = None,
    coverage: Annotated[
        bool, option("--coverage", help="Show how much is sourced, corroborated and translated.")
    ] = False,
    context: ContextOption = False,
) -> int:
    """Count records and agreements, by kind, status, organization, year and more.

    The counts match `list` with the same collection and filters; by organization they match
    `list --party`. Records tagged context are counted only with --context or by their tag. A record
    of the same agreement with each of several parties counts as several agreements, and as one for
    each party. The year is that of the first step; with --had that of this step; with --since or
    --until that of the status.
    """
    session = Session(options)
    selection = filters(options, session.catalog)
    if coverage:
        if collection or by or context or selection != EVERYTHING:
            raise UsageError(
                "--coverage is about the whole registry",
                "leave out the collection, --by, --context and the filters",
            )
        return _print_coverage(session, options)
    selection = selection._replace(context=context)
    return _print_counts(session, options, _collections(collection), _fields(by), selection)


def _print_coverage(session: Session, options: ListOptions) -> int:
    from aitracker.catalog.counts import StatRow, coverage
    from aitracker.catalog.rows import row_keys
    from aitracker.display.formats import stats_text

    def page(rows: list[StatRow], screen: Screen) -> str:
        return stats_text.text(rows, screen, session.language)

    rows = Rows(coverage(session.catalog), row_keys(StatRow), "count", page=page)
    return session.print_rows(options, rows)


def _fields(by: Sequence[str] | None) -> Sequence[str]:
    """The fields of --by, in any case and joined by commas or not; UsageError for another."""
    if not by:
        return _USUAL
    return [word_of("field", part, BY) for part in parts(by) or by]


def _print_counts(
    session: Session,
    options: ListOptions,
    collections: Sequence[str],
    fields: Sequence[str],
    selection: Filters,
) -> int:
    from aitracker.catalog.counts import StatRow, stats, total, year_of
    from aitracker.catalog.rows import row_keys
    from aitracker.display.formats import stats_text

    def totals(field: str, filters_: Filters = selection) -> Total:
        return total(session.catalog, field, collections, filters_)

    def left_out() -> int:
        whole = totals(fields[0], selection._replace(context=True))
        return whole.records - totals(fields[0]).records

    def page(rows: list[StatRow], screen: Screen) -> str:
        by = {row.by: totals(row.by) for row in rows}
        return stats_text.text(rows, screen, session.language, by, year_of(selection))

    rows = (
        row for field in fields for row in stats(session.catalog, field, collections, selection)
    )
    noun = COLLECTIONS[collections[0]] if len(collections) == 1 else "record"
    footer = partial(_footer, noun, session.language, lambda: totals(fields[0]), left_out)
    return session.print_rows(
        options, Rows(rows, row_keys(StatRow), "count", page=page, footer=footer)
    )


def _footer(
    noun: str,
    language: str,
    totals: Callable[[], Total],
    left_out: Callable[[], int],
    _: Sequence[StatRow],
) -> str:
    """What was counted in all."""
    from aitracker.display.formats.stats_text import record_total
    from aitracker.display.wording import context_note

    whole = totals()
    total = record_total(whole.records, whole.agreements, language, noun)
    return total + context_note(left_out(), language)


def _collections(name: str | None) -> Sequence[str]:
    """What is counted; UsageError for what is no collection, or not counted here."""
    what = collection_named(name) if name else None
    if what is None:
        return _DATED
    if what not in (*COLLECTIONS, "all"):
        raise UsageError(f"stats cannot count {what}", f"run: aitracker list {what}")
    return tuple(COLLECTIONS) if what == "all" else (what,)
