"""`aitracker search`: records by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.filter_options import filters
from aitracker.cli.options import Choosing
from aitracker.cli.session import Rows, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.search import Query, SearchRow
    from aitracker.display.streams import Screen

# What looks like an option and is none is something to look for.
SETTINGS = {"ignore_unknown_options": True}


def command(
    asked: Choosing,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", help="Words or their beginnings; '\"a phrase\"' in quotes."
        ),
    ],
) -> int:
    """Records that have every word, in whatever script, case, accents or spelling; the best first, sources last.

    Names, aliases, summaries, history, objectives, figures, people, organizations and rival accounts are searched.
    """
    from aitracker.catalog.rows import keys
    from aitracker.catalog.search import Query, SearchRow, search

    session = Session(asked)
    query = Query.parse(" ".join(words))
    rows = _or_told(search(session.catalog, query, filters(asked, session.catalog)), session, query)

    def page(found: list[SearchRow], screen: Screen) -> str:
        from aitracker.display.formats import search_text

        return search_text.text(found, query.spans, screen)

    return session.print_rows(asked, Rows(rows, keys(SearchRow), "record", page=page))


def _or_told(rows: Iterator[SearchRow], session: Session, query: Query) -> Iterator[SearchRow]:
    """The rows; where there are none, the person hears of it, and of the nearest words."""
    first = next(rows, None)
    if first is not None:
        yield first
        yield from rows
        return
    from aitracker.catalog.search import nearest
    from aitracker.display.streams import say

    near = nearest(session.catalog, query)
    said = "nothing has all of these words" if query.clauses else "there is no word to look for"
    say(said + (f"; near: {', '.join(near)}" if near else ""))
