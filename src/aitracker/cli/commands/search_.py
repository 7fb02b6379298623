"""`aitracker search`: records by their words."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.filter_options import filters
from aitracker.cli.options import ListOptions
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.filters import Filters
    from aitracker.catalog.search import SearchRow
    from aitracker.catalog.search_query import Query
    from aitracker.display.streams import Screen

# What looks like an option and is none is something to look for.
SETTINGS = {"ignore_unknown_options": True}


DATE = "record's date (column since of list)"

EXAMPLES = (
    "aitracker search memorandum laboratory",
    "aitracker search '\"data centre\"' --status announced",
    "aitracker search training --limit 3",
)


def command(
    options: ListOptions,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORD...", help="Words or their beginnings; '\"a phrase\"' in quotes."
        ),
    ],
) -> int:
    """Find records with all of these words, in any script, case or spelling; best matches first.

    Searched are names, aliases, summaries, history, objectives, figures, people, organizations and
    rival accounts. Sources come last.
    """
    from aitracker.catalog.rows import row_keys
    from aitracker.catalog.search import SearchRow

    session = Session(options)
    selection = filters(options, session.catalog)
    query, hits = _results(session, " ".join(words), selection)

    def page(rows: list[SearchRow], screen: Screen) -> str:
        from aitracker.display.formats import search_text

        return search_text.text(rows, query.spans, session.language, screen)

    return session.print_rows(options, Rows(hits, row_keys(SearchRow), "record", page=page))


def _results(session: Session, text: str, selection: Filters) -> tuple[Query, Iterator[SearchRow]]:
    """What is looked for, and the records that have it; a message says what is not as asked."""
    from aitracker.catalog.search import search
    from aitracker.catalog.search_query import Query

    query = Query.parse(text)
    rows = search(session.catalog, query, selection)
    first = next(rows, None)
    if first is None and query.clauses:
        query = Query.parse(_correct(session, text))
        rows = search(session.catalog, query, selection)
        first = next(rows, None)
    if first is None:
        session.tell("nothing found" if query.clauses else "empty query")
        return query, rows
    return query, chain([first], rows)


def _correct(session: Session, text: str) -> str:
    """The text with the nearest words for those that are nowhere in the registry, which it says."""
    from aitracker.catalog.spelling import correct

    text, nearest = correct(session.catalog, text)
    if nearest:
        wrong, right = (
            ", ".join(f"'{word}'" for word in side) for side in (nearest, nearest.values())
        )
        session.tell("corrected", wrong=wrong, right=right)
    return text
