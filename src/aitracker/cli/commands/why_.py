"""`aitracker why`: each fact of a record with who says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.catalog.resolve import resolve
from aitracker.cli.options import LAYOUT_FORMATS, FactOptions
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.facts import Fact
    from aitracker.catalog.snapshot import Snapshot
    from aitracker.display.formats.why import WhyRow
    from aitracker.display.streams import Screen

FORMATS = LAYOUT_FORMATS

EXAMPLES = (
    "aitracker why ID",
    "aitracker why ID parties",
    "aitracker why ID status --format csv",
)


def command(
    options: FactOptions,
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An id, a former id, or a name or part of it that fits one record."
        ),
    ],
    field: Annotated[
        str | None,
        typer.Argument(
            metavar="[FIELD]",
            help="Only this field: status, figures, history.0, parties, signed...",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Show the sources of each fact of a record, its evidence, and rival accounts."""
    from aitracker.catalog.facts import below
    from aitracker.catalog.rows import row_keys
    from aitracker.catalog.snapshot import snapshot, sourced_facts
    from aitracker.display.formats import why
    from aitracker.display.wording import Wording

    session = Session(options)
    record = snapshot(session.catalog, resolve(session.catalog, id))
    wording = Wording(session.catalog.texts, record.names)
    all_facts = sourced_facts(record)
    facts = all_facts if field is None else below(all_facts, field)
    if not facts:
        _explain(session, record, field, all_facts)

    def page(_: list[why.WhyRow], screen: Screen) -> str:
        return why.text(facts, record, wording, screen)

    rows = Rows(
        why.rows(facts, record, wording),
        row_keys(why.WhyRow),
        "source",
        page=page,
        footer=partial(_sources, language=session.language),
    )
    if options.sort or options.limit is not None:
        rows = rows._replace(page=None, footer=None)  # it shows facts, each with all its sources
    return session.print_rows(options, rows)


def _sources(rows: Sequence[WhyRow], language: str) -> str:
    """How many sources vouch for something; most for several facts, with a row for each."""
    from aitracker.display.labels import count

    return count(len({row.source for row in rows}), "source", language)


def _explain(session: Session, record: Snapshot, field: str | None, facts: Sequence[Fact]) -> None:
    """Says why there is nothing to show; UsageError for a field that no record has."""
    from aitracker.catalog.facts import field_keys
    from aitracker.model.errors import UsageError
    from aitracker.model.nearest import did_you_mean

    if field is not None:
        keys = field_keys(session.catalog)
        if field.split(".", maxsplit=1)[0] not in keys:
            fields = list(dict.fromkeys(fact.path.split(".")[0] for fact in facts if fact.path))
            hint = did_you_mean(field, fields or keys)
            raise UsageError(f"this record has no field '{field}'", hint)
    if not record.begun:
        return  # the page says so
    if field is None:
        session.tell("source of a source", id=record.id)
    else:
        session.tell("nothing under", id=record.id, field=field)
