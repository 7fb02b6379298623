"""`aitracker why`: each fact of a record with who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.options import Format, Listing, chosen_format
from aitracker.cli.session import Rows, Session, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.facts import Fact


def command(
    asked: Listing,
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, a former id, or a name or alias that fits one record.")],
    field: Annotated[
        str | None,
        typer.Argument(metavar="[FIELD]", help="Only this: status, figures, history.0, parties, signed...", show_default=False),
    ] = None,
) -> int:
    """Each fact of a record, or one, with who says so, how well it is vouched for, and who says otherwise."""
    from aitracker.catalog.facts import WhyRow, chosen, facts, why
    from aitracker.catalog.phrases import Phrases
    from aitracker.catalog.rows import keys
    from aitracker.display.streams import say

    session = Session(asked)
    view = session.catalog.view(session.catalog.resolve(id))
    style = chosen_format(asked, terminal=session.screen.terminal, piped=Format.table)
    phrases = Phrases(session.languages, view.names, marks=style is Format.table)
    found = list(facts(view, phrases))
    if field is not None:
        known = found
        found = chosen(known, field)
        if not found:
            _check(field, known)
    if not found and view.begun:
        said = f"nothing is recorded under {field}" if field else "a page vouches for itself; aitracker show tells who cites it"
        say(said)
    if asked.fields or style is not Format.table:
        return session.print_rows(asked, Rows(why(view, found, phrases), keys(WhyRow), tuple, "source"))
    from aitracker.display.formats import accounts

    session.write([accounts.why(view, found, phrases, session.screen)])
    return session.end(count(len(found), "fact"))


def _check(field: str, found: Sequence[Fact]) -> None:
    """A field that a record may have and this one has not is no mistake."""
    from aitracker.model.failures import Misuse
    from aitracker.model.nearest import did_you_mean
    from aitracker.model.records import KEYS

    if field.split(".", maxsplit=1)[0] in KEYS:
        return
    fields = list(dict.fromkeys(fact.field.split(".")[0] for fact in found if fact.field)) or sorted(KEYS)
    raise Misuse(f"'{field}' is no field of this record", did_you_mean(field, fields))
