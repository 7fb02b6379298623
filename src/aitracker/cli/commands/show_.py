"""`aitracker show`: everything about a record."""

from __future__ import annotations

from typing import Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import Format, Reading, chosen_format
from aitracker.cli.session import Session
from aitracker.display.streams import write


def command(
    asked: Reading,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="An id, a former id, or a name or alias that fits one record.")],
) -> int:
    """Everything about a record: names, status and how it got there, who, what was promised, who says so, who says otherwise."""
    from aitracker.display.formats import story, structured
    from aitracker.model.failures import Misuse

    session = Session(asked)
    style = chosen_format(asked, terminal=session.screen.terminal, piped=Format.table)
    if style is Format.tsv:
        raise Misuse("a record does not fit on a line", "use --format json, or list for rows")
    session.catalog.marks = style is Format.table
    views = [session.catalog.view(session.catalog.resolve(name)) for name in ids]
    if style is Format.json:
        objects = [story.as_object(view, session.languages) for view in views]
        write([structured.document(objects[0] if len(objects) == 1 else objects)])
    else:
        write(["\n".join(story.text(view, session.screen, session.languages) for view in views)])
    return Exit.DONE
