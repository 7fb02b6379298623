"""`aitracker show`: everything about a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aitracker.cli.options import RECORD_FORMATS, Format, RecordOptions, option
from aitracker.cli.output import objects_report
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.display.page import Page

FORMATS = RECORD_FORMATS

EXAMPLES = (
    "aitracker show ID",
    "aitracker show 'Name of a record' --as-of 2025-12-31",
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
    all_: Annotated[
        bool, option("--all", help="Show everything; by default long sections are cut.")
    ] = False,
) -> int:
    """Show everything about a record: names, status, history, people, promises, sources.

    Several records are shown one after the other; as JSON or YAML they are one list.
    """
    session = Session(options)
    keys = session.resolve_ids(ids)
    one = len(keys) == 1 and "-" not in ids
    report = {
        **objects_report(lambda: _objects(session, keys), one=one),
        Format.table: lambda: [_text(session, keys, everything=all_)],
        Format.md: lambda: [_markdown(session, keys, everything=all_)],
        Format.ids: lambda: (f"{key}\n" for key in dict.fromkeys(keys)),
    }
    session.output.print(report)
    return session.end()


def _pages(
    session: Session, keys: Sequence[str], *, everything: bool, prose: bool
) -> Iterator[Page]:
    from aitracker.catalog.facts import labels
    from aitracker.catalog.snapshot import snapshot
    from aitracker.catalog.story import story
    from aitracker.display.formats.record_page import page, related_ids
    from aitracker.display.wording import Wording

    catalog = session.catalog
    for record in [snapshot(catalog, key) for key in keys]:
        wording = Wording(catalog.texts, record.names, prose=prose)
        story_of_record = story(catalog, record.id, record.collection, related_ids(record))
        field_labels = labels(catalog, record.collection)
        yield page(record, field_labels, wording, story_of_record, everything=everything)


def _text(session: Session, keys: Sequence[str], *, everything: bool) -> str:
    from aitracker.display.formats.page_text import text

    pages = _pages(session, keys, everything=everything, prose=False)
    screen = session.output.screen
    return "\n".join(text(page, key, screen) for page, key in zip(pages, keys, strict=True))


def _markdown(session: Session, keys: Sequence[str], *, everything: bool) -> str:
    from aitracker.display.formats.page_markdown import text

    pages = _pages(session, keys, everything=everything, prose=True)
    return "\n".join(text(page, key) for page, key in zip(pages, keys, strict=True))


def _objects(session: Session, keys: Sequence[str]) -> list[dict[str, Any]]:
    from aitracker.catalog.snapshot import normal_form, snapshot
    from aitracker.display.formats import record_data
    from aitracker.display.wording import Wording

    catalog = session.catalog
    objects = []
    for record in [snapshot(catalog, key) for key in keys]:
        wording = Wording(catalog.texts, record.names)
        objects.append(record_data.as_object(record, normal_form(catalog, record.id), wording))
    return objects
