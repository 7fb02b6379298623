"""`aitracker why`: each fact of a record with who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.options import Format, Listing
from aitracker.cli.session import Rows, Session

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    from aitracker.catalog.facts import WhyRow, chosen, facts, why
    from aitracker.catalog.rows import keys
    from aitracker.display.streams import say

    session = Session(asked, piped=Format.table)
    view, phrases = session.catalog.told(session.catalog.resolve(id))
    known = list(facts(view, phrases))
    found = known if field is None else chosen(known, field)
    if field is not None and not found:
        _check(field, known)
    if not found and view.begun:
        say(
            f"nothing is recorded under {field}"
            if field
            else "a page vouches for itself; aitracker show tells who cites it"
        )

    def page(_: list[WhyRow], screen: Screen) -> str:
        from aitracker.display.formats import accounts

        return accounts.why(view, found, phrases, screen)

    return session.print_rows(
        asked, Rows(why(view, found, phrases), keys(WhyRow), "source", page=page)
    )


def _check(field: str, found: Sequence[Fact]) -> None:
    """A field that a record may have and this one has not is no mistake."""
    from aitracker.model.failures import Misuse
    from aitracker.model.nearest import did_you_mean
    from aitracker.model.records import KEYS

    if field.split(".", maxsplit=1)[0] in KEYS:
        return
    fields = list(
        dict.fromkeys(fact.field.split(".")[0] for fact in found if fact.field)
    ) or sorted(KEYS)
    raise Misuse(f"'{field}' is no field of this record", did_you_mean(field, fields))
