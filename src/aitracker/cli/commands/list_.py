"""`aitracker list`: records as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.filter_options import filters
from aitracker.cli.options import Choosing
from aitracker.cli.session import Rows, Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.filters import Filters
    from aitracker.display.formats.table import Column

COLLECTIONS = {
    "initiatives": "initiative",
    "partnerships": "partnership",
    "events": "event",
    "organizations": "organization",
    "people": "person",
    "sources": "source",
}
_WHAT = {singular: plural for plural, singular in COLLECTIONS.items()} | {
    "signatory": "signatories"
}
_WHAT |= {
    "agreement": "partnerships",
    "agreements": "partnerships",
}  # the reader's word for most of them


def command(
    asked: Choosing,
    collection: Annotated[
        str,
        typer.Argument(
            help="initiatives, partnerships, events, organizations, people, sources, signatories or all."
        ),
    ] = "initiatives",
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role", help="With signatories: these roles instead. Repeatable.", show_default=False
        ),
    ] = None,
) -> int:
    """Records as a table, in the order of the registry.

    Rows on a terminal; in a pipe one line a record, fields separated by tabs.
    """
    what = collection_named(collection)
    if role and what != "signatories":
        from aitracker.model.errors import UsageError

        raise UsageError(
            "--role goes with signatories", "write aitracker list signatories --role ..."
        )
    session = Session(asked)
    chosen = filters(asked, session.catalog)
    rows = (
        _signatories(session, chosen, role)
        if what == "signatories"
        else _records(session, chosen, what)
    )
    return session.print_rows(asked, rows)


def named(asked: str) -> str:
    """What is listed, in the plural; the word itself where it is neither."""
    return _WHAT.get(asked, asked)


def collection_named(asked: str) -> str:
    """What can be listed, by its plural or singular."""
    name = named(asked)
    if name not in (*COLLECTIONS, "signatories", "all"):
        from aitracker.model.errors import UsageError
        from aitracker.model.nearest import did_you_mean

        raise UsageError(
            f"'{asked}' is nothing that can be listed",
            did_you_mean(asked, [*COLLECTIONS, "signatories", "all"]),
        )
    return name


def _records(session: Session, chosen: Filters, what: str) -> Rows:
    from aitracker.catalog.lists import records
    from aitracker.catalog.rows import ListRow, keys

    def layout() -> list[Column]:
        from aitracker.display.formats.table import Column

        key, name, evidence = (
            Column("id", 18),
            Column("name", 18, fold=True),
            Column("evidence", 13, 1),
        )
        if what == "sources":
            return [key, Column("newest", 21, 1, "date"), name]
        if what in ("organizations", "people"):
            return [key, Column("kind", 10, 2), name, evidence]
        return [key, Column("status", 9), Column("since", 21, 2), name, evidence]

    collections = list(COLLECTIONS) if what == "all" else [what]
    return Rows(
        records(session.catalog, collections, chosen),
        keys(ListRow),
        COLLECTIONS.get(what, "record"),
        layout,
    )


def _signatories(session: Session, chosen: Filters, roles: list[str] | None) -> Rows:
    from aitracker.catalog.lists import SIGNATORY_ROLES, signatories
    from aitracker.catalog.rows import SignatoryRow, keys

    def layout() -> list[Column]:
        from aitracker.display.formats.table import Column

        return [
            Column("date", 21),
            Column("name", 12),
            Column("role", 8),
            Column("for", 12, 1),
            Column("record", 18, fold=True),
        ]

    _check_roles(roles or ())
    return Rows(
        signatories(session.catalog, tuple(roles or SIGNATORY_ROLES), chosen),
        keys(SignatoryRow),
        "signatory",
        layout,
    )


def _check_roles(roles: Sequence[str]) -> None:
    if not roles:
        return
    from aitracker.model.errors import UsageError
    from aitracker.model.nearest import did_you_mean
    from aitracker.model.vocabulary import words

    for role in roles:
        if role not in words("role"):
            raise UsageError(f"--role: '{role}' is not a role", did_you_mean(role, words("role")))
