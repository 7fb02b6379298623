"""`aitracker show`: everything about a record."""

from __future__ import annotations

from typing import Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import Format, Reading
from aitracker.cli.session import Session


def command(
    asked: Reading,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help="An id, a former id, or a name or alias that fits one record; - reads ids.",
        ),
    ],
) -> int:
    """Everything about a record: names, status and how it got there, who, what was promised, who says so, who says otherwise.

    Several records are shown one after the other; as JSON or YAML they are one list.
    """
    from aitracker.display.formats import story

    session = Session(asked, piped=Format.table)
    keys = session.resolved(asked, ids)
    if session.style is Format.ids:
        session.write(f"{key}\n" for key in dict.fromkeys(keys))
        return Exit.DONE
    told = [session.catalog.told(key) for key in keys]
    if session.style is Format.table:
        session.write(
            ["\n".join(story.text(view, phrases, session.screen) for view, phrases in told)]
        )
    else:
        session.print_objects(
            [story.as_object(view, phrases) for view, phrases in told],
            one=len(told) == 1 and "-" not in ids,
        )
    return Exit.DONE
