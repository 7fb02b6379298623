"""`aitracker show`: everything about a record."""

from __future__ import annotations

from typing import Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import (
    AsOfOption,
    Bidi,
    BidiOption,
    ColorOption,
    Format,
    FormatOption,
    JsonOption,
    LangOption,
    RegistryOption,
    When,
    chosen_format,
)
from aitracker.cli.session import Session
from aitracker.display.streams import write


def command(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="An id, a former id, or a name or alias that fits one record.")],
    registry: RegistryOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    format: FormatOption = None,
    json: JsonOption = False,
    color: ColorOption = When.auto,
    bidi: BidiOption = Bidi.auto,
) -> int:
    """Everything about a record: names, status and how it got there, who, what was promised, who says so, who says otherwise."""
    from aitracker.display.formats import story, structured
    from aitracker.model.failures import Misuse

    session = Session(registry, lang=lang, as_of=as_of, color=color, bidi=bidi)
    style = chosen_format(format, json, terminal=session.screen.terminal, piped=Format.table)
    if style is Format.tsv:
        raise Misuse("a record does not fit on a line", "use --format json, or list for rows")
    session.catalog.marks = style is Format.table
    views = [session.catalog.view(session.catalog.resolve(asked)) for asked in ids]
    if style is Format.json:
        objects = [story.as_object(view) for view in views]
        write([structured.document(objects[0] if len(objects) == 1 else objects)])
    else:
        write(["\n".join(story.text(view, session.screen, session.languages) for view in views)])
    return Exit.DONE
