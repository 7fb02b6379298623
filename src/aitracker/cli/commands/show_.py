"""`aitracker show`: everything about a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aitracker.cli.options import RECORD_FORMATS, Format, RecordOptions
from aitracker.cli.output import objects_report
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS = RECORD_FORMATS

EXAMPLES = (
    "aitracker show mistral-mou",
    "aitracker show 'Mistral AI' --as-of 2025-12-31",
    "aitracker list --kind law -f ids | aitracker show - --json",
)


def command(
    options: RecordOptions,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help="An id, a former id, or a name or part of it that fits one record; - reads ids.",
        ),
    ],
) -> int:
    """Show everything about a record: names, status, history, people, promises, sources.

    Several records are shown one after the other; as JSON or YAML they are one list.
    """
    session = Session(options)
    keys = session.resolved(ids)
    one = len(keys) == 1 and "-" not in ids
    report = {
        **objects_report(lambda: _objects(session, keys), one=one),
        Format.table: lambda: ["\n".join(_texts(session, keys))],
        Format.ids: lambda: (f"{key}\n" for key in dict.fromkeys(keys)),
    }
    session.output.print(report)
    return session.end()


def _texts(session: Session, keys: Sequence[str]) -> list[str]:
    from aitracker.catalog.facts import labels
    from aitracker.catalog.snapshot import snapshot
    from aitracker.display.formats import record_text
    from aitracker.display.wording import Wording

    catalog, screen = session.catalog, session.output.screen
    texts = []
    for record in [snapshot(catalog, key) for key in keys]:
        wording = Wording(catalog.texts, record.names)
        texts.append(record_text.text(record, labels(catalog, record.collection), wording, screen))
    return texts


def _objects(session: Session, keys: Sequence[str]) -> list[dict[str, Any]]:
    from aitracker.catalog.snapshot import normal_form, snapshot
    from aitracker.display.formats import record_text
    from aitracker.display.wording import Wording

    catalog = session.catalog
    objects = []
    for record in [snapshot(catalog, key) for key in keys]:
        wording = Wording(catalog.texts, record.names)
        objects.append(record_text.as_object(record, normal_form(catalog, record.id), wording))
    return objects
