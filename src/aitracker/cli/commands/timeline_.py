"""`aitracker timeline`: what happened, in order."""

from __future__ import annotations

from typing import Annotated

import typer

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
from aitracker.cli.session import Session, count


def command(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Only these records, what is part of them, and where they took part.", show_default=False),
    ] = None,
    registry: RegistryOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    format: FormatOption = None,
    json: JsonOption = False,
    color: ColorOption = When.auto,
    bidi: BidiOption = Bidi.auto,
) -> int:
    """What happened, in order, by year and month."""
    from aitracker.catalog.rows import TimelineRow, keys

    session = Session(registry, lang=lang, as_of=as_of, color=color, bidi=bidi)
    rows = session.catalog.timeline([session.catalog.resolve(asked) for asked in ids or ()])
    style = chosen_format(format, json, terminal=session.screen.terminal)
    if style is not Format.table:
        return session.print_rows(rows, keys(TimelineRow), tuple, style, "step")
    session.catalog.marks = True
    from aitracker.display.formats import chronicle
    from aitracker.display.streams import write

    taken = list(rows)
    write([chronicle.text(taken, session.screen, session.languages[0] if session.languages else "en")])
    return session.end(count(len(taken), "step"))
