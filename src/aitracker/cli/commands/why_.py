"""`aitracker why`: each fact of a record with who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.catalog.resolve import resolve
from aitracker.cli.options import Format, Listing
from aitracker.cli.session import Rows, Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.catalog.facts import Fact
    from aitracker.display.streams import Screen


def command(
    asked: Listing,
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An id, a former id, or a name or alias that fits one record."
        ),
    ],
    field: Annotated[
        str | None,
        typer.Argument(
            metavar="[FIELD]",
            help="Only this: status, figures, history.0, parties, signed...",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Each fact of a record, or one, with who says so, how well it is vouched for, and who says otherwise."""
    from aitracker.catalog.facts import below
    from aitracker.catalog.rows import keys
    from aitracker.catalog.snapshot import snapshot, told
    from aitracker.display.formats import why
    from aitracker.display.streams import say
    from aitracker.display.wording import Wording

    session = Session(asked, piped=Format.table)
    record = snapshot(session.catalog, resolve(session.catalog, id))
    wording = Wording(session.catalog.texts, record.names)
    known = told(record)
    found = known if field is None else below(known, field)
    if field is not None and not found:
        _check(session.catalog, field, known)
    if not found and record.begun:
        say(
            f"nothing is recorded under {field}"
            if field
            else "a page vouches for itself; aitracker show tells who cites it"
        )

    def page(_: list[why.WhyRow], screen: Screen) -> str:
        return why.text(found, record, wording, screen)

    rows = why.rows(found, record, wording)
    return session.print_rows(asked, Rows(rows, keys(why.WhyRow), "source", page=page))


def _check(catalog: Catalog, field: str, found: Sequence[Fact]) -> None:
    """A field that a record may have and this one has not is no mistake."""
    from aitracker.catalog.facts import field_keys
    from aitracker.model.errors import UsageError
    from aitracker.model.nearest import did_you_mean

    known = field_keys(catalog)
    if field.split(".", maxsplit=1)[0] in known:
        return
    fields = list(dict.fromkeys(fact.path.split(".")[0] for fact in found if fact.path))
    raise UsageError(f"'{field}' is no field of this record", did_you_mean(field, fields or known))
