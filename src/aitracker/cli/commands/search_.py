"""`aitracker search`: records by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.filter_options import filters
from aitracker.cli.options import ListOptions
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.query import Query
    from aitracker.catalog.search import SearchRow
    from aitracker.display.streams import Screen

# What looks like an option and is none is something to look for.
SETTINGS = {"ignore_unknown_options": True}


DATE = "record's date (column since of list)"

EXAMPLES = (
    "aitracker search mistral memorandum",
    "aitracker search '\"data centre\"' --status announced",
    "aitracker search 'الذكاء الاصطناعي' --limit 3",
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
    """Find records that have every word, in any script, case or spelling; the best first.

    It looks at names, aliases, summaries, history, objectives, figures, people, organizations and
    rival accounts. Sources come last.
    """
    from aitracker.catalog.query import Query
    from aitracker.catalog.rows import keys
    from aitracker.catalog.search import SearchRow, search

    session = Session(options)
    query = Query.parse(" ".join(words))
    hits = search(session.catalog, query, filters(options, session.catalog))
    rows = _or_hint(hits, session, query)

    def page(rows: list[SearchRow], screen: Screen) -> str:
        from aitracker.display.formats import search_text

        return search_text.text(rows, query.spans, screen)

    return session.print_rows(options, Rows(rows, keys(SearchRow), "record", page=page))


def _or_hint(rows: Iterator[SearchRow], session: Session, query: Query) -> Iterator[SearchRow]:
    """The rows; where there are none, a message says so and names the nearest words."""
    first = next(rows, None)
    if first is not None:
        yield first
        yield from rows
        return
    from aitracker.catalog.search import nearest
    from aitracker.display.streams import say

    near = nearest(session.catalog, query)
    message = "no record contains all these words" if query.clauses else "empty query"
    say(message + (f"; similar words: {', '.join(near)}" if near else ""))
