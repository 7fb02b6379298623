"""`aitracker show`: everything about a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import Format, Reading, chosen_format
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence


def command(
    asked: Reading,
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="An id, a former id, or a name or alias that fits one record; - reads ids.")
    ],
) -> int:
    """Everything about a record: names, status and how it got there, who, what was promised, who says so, who says otherwise.

    Several records are shown one after the other; as JSON or YAML they are one list.
    """
    from aitracker.display.formats import story

    session = Session(asked)
    style = chosen_format(asked, terminal=session.screen.terminal, piped=Format.table)
    _check(style)
    session.catalog.marks = style is Format.table
    keys = session.resolved(asked, ids)
    if style is Format.ids:
        session.write(f"{key}\n" for key in dict.fromkeys(keys))
        return Exit.DONE
    views = [session.catalog.view(key) for key in keys]
    if style is Format.table:
        session.write(["\n".join(story.text(view, session.screen, session.languages) for view in views)])
    else:
        one = len(views) == 1 and "-" not in ids
        session.write(_structured([story.as_object(view, session.languages) for view in views], style, one=one))
    return Exit.DONE


def _check(style: Format) -> None:
    if style in (Format.tsv, Format.csv, Format.md):
        from aitracker.model.failures import Misuse

        raise Misuse("a record does not fit on a line", "use --format json, jsonl or yaml, or list for rows")


def _structured(objects: Sequence[dict[str, Any]], style: Format, *, one: bool) -> list[str]:
    from aitracker.display.formats import structured

    if style is Format.jsonl:
        return [f"{structured.line(each)}\n" for each in objects]
    whole = objects[0] if one else objects
    return [structured.document(whole) if style is Format.json else structured.yaml_document(whole)]
