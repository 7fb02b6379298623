"""`aitracker list`: records as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.options import Reading, chosen_format
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.display.formats.table import Column

COLLECTIONS = {
    "initiatives": "initiative",
    "partnerships": "partnership",
    "events": "event",
    "organizations": "organization",
    "people": "person",
    "sources": "source",
}
_WHAT = {singular: plural for plural, singular in COLLECTIONS.items()} | {"signatory": "signatories"}


def command(
    asked: Reading,
    collection: Annotated[
        str, typer.Argument(help="initiatives, partnerships, events, organizations, people, sources, signatories or all.")
    ] = "initiatives",
    role: Annotated[
        list[str] | None, typer.Option("--role", help="With signatories: these roles instead. Repeatable.", show_default=False)
    ] = None,
) -> int:
    """Records as a table, in the order of the registry.

    Rows on a terminal; in a pipe one line a record, fields separated by tabs.
    """
    what = _collection(collection)
    if role and what != "signatories":
        from aitracker.model.failures import Misuse

        raise Misuse("--role goes with signatories", "write aitracker list signatories --role ...")
    session = Session(asked)
    style = chosen_format(asked, terminal=session.screen.terminal)
    return _signatories(session, style, role) if what == "signatories" else _records(session, style, what)


def _collection(asked: str) -> str:
    name = _WHAT.get(asked, asked)
    if name not in (*COLLECTIONS, "signatories", "all"):
        from aitracker.model.failures import Misuse
        from aitracker.model.nearest import did_you_mean

        raise Misuse(f"'{asked}' is nothing that can be listed", did_you_mean(asked, [*COLLECTIONS, "signatories", "all"]))
    return name


def _records(session: Session, style: str, what: str) -> int:
    from aitracker.catalog.rows import ListRow, keys

    def layout() -> list[tuple[str, Column]]:
        from aitracker.display.formats.table import Column

        key, name = ("id", Column("id", 12)), ("name", Column("name", 16))
        evidence = ("evidence", Column("evidence", 12, 1))
        if what == "sources":
            return [key, ("newest", Column("date", 10, 1)), name]
        if what in ("organizations", "people"):
            return [key, ("kind", Column("kind", 7, 2)), name, evidence]
        return [key, ("status", Column("status", 9, 3)), ("since", Column("since", 10, 2)), name, evidence]

    collections = list(COLLECTIONS) if what == "all" else [what]
    return session.print_rows(session.catalog.records(collections), keys(ListRow), layout, style, COLLECTIONS.get(what, "record"))


def _signatories(session: Session, style: str, roles: list[str] | None) -> int:
    from aitracker.catalog.queries import SIGNATORY_ROLES
    from aitracker.catalog.rows import SignatoryRow, keys

    def layout() -> list[tuple[str, Column]]:
        from aitracker.display.formats.table import Column

        return [
            ("date", Column("date", 10)),
            ("name", Column("name", 12)),
            ("role", Column("role", 8, 2)),
            ("for", Column("for", 8, 1)),
            ("record", Column("record", 12)),
        ]

    _check_roles(roles or ())
    rows = session.catalog.signatories(tuple(roles or SIGNATORY_ROLES))
    return session.print_rows(rows, keys(SignatoryRow), layout, style, "signatory")


def _check_roles(roles: Sequence[str]) -> None:
    if not roles:
        return
    from aitracker.model.failures import Misuse
    from aitracker.model.nearest import did_you_mean
    from aitracker.model.vocabulary import words

    for role in roles:
        if role not in words("role"):
            raise Misuse(f"--role: '{role}' is not a role", did_you_mean(role, words("role")))
