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
    from aitracker.catalog.facts import labels
    from aitracker.catalog.snapshot import normal_form, snapshot
    from aitracker.display.formats import record_text
    from aitracker.display.wording import Wording

    session = Session(asked, piped=Format.table)
    keys = session.resolved(asked, ids)
    if session.style is Format.ids:
        session.write(f"{key}\n" for key in dict.fromkeys(keys))
        return Exit.DONE
    catalog = session.catalog
    records = [snapshot(catalog, key) for key in keys]
    if session.style is Format.table:
        texts = (
            record_text.text(
                record,
                labels(catalog, record.collection),
                Wording(catalog.texts, record.names),
                session.screen,
            )
            for record in records
        )
        session.write(["\n".join(texts)])
    else:
        objects = [
            record_text.as_object(
                record, normal_form(catalog, record.id), Wording(catalog.texts, record.names)
            )
            for record in records
        ]
        session.print_objects(objects, one=len(records) == 1 and "-" not in ids)
    return Exit.DONE
