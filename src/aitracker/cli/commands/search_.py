"""`aitracker search`: records by their words."""

from __future__ import annotations

from itertools import chain
from typing import Annotated

import typer

from aitracker.cli.choice import filters
from aitracker.cli.options import Choosing, Format, chosen_format
from aitracker.cli.session import Rows, Session, count

# What looks like an option and is none is something to look for.
SETTINGS = {"ignore_unknown_options": True}


def command(
    asked: Choosing,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words or their beginnings; '\"a phrase\"' in quotes.")],
) -> int:
    """Records that have every word, in whatever script, case, accents or spelling; the best first, sources last.

    Names, aliases, summaries, history, objectives, figures, people, organizations and rival accounts are searched.
    """
    from aitracker.catalog.rows import keys
    from aitracker.catalog.search import Query, SearchRow, nearest, search
    from aitracker.display.streams import say

    session = Session(asked)
    query = Query.parse(" ".join(words))
    rows = search(session.catalog, query, filters(asked, session.catalog))
    first = next(rows, None)
    if first is None:
        near = nearest(session.catalog, query)
        said = "nothing has all of these words" if query.parts else "there is no word to look for"
        say(said + (f"; near: {', '.join(near)}" if near else ""))
    found = Rows(chain([first] if first else [], rows), keys(SearchRow), tuple, "record")
    style = chosen_format(asked, terminal=session.screen.terminal)
    if asked.fields or style is not Format.table:
        return session.print_rows(asked, found)
    from aitracker.display.formats import hits

    session.catalog.marks = True
    shown = session.chosen(asked, found)
    session.write([hits.text(shown, query.spans, session.screen)])
    return session.end(count(len(shown), "record"))
