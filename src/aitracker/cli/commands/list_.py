"""`aitracker list`: records as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.catalog.filters import EVERYTHING
from aitracker.cli.filter_options import filters
from aitracker.cli.options import ListOptions, option
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session
from aitracker.cli.words import terms, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.filters import Filters
    from aitracker.catalog.signatories import SignatoryRow
    from aitracker.display.formats.table import Column

COLLECTIONS = {
    "initiatives": "initiative",
    "partnerships": "partnership",
    "events": "event",
    "organizations": "organization",
    "people": "person",
    "sources": "source",
}

_PLURALS = {
    **{singular: plural for plural, singular in COLLECTIONS.items()},
    "signatory": "signatories",
    "pair": "pairs",
    "agreement": "partnerships",  # what a reader calls most of them
    "agreements": "partnerships",
}

OTHERS = ("signatories", "pairs", "all")
"""What can be listed beside the collections."""

DATE = "date (column since; of signatories date, of sources published)"

EXAMPLES = (
    "aitracker list",
    "aitracker list partnerships --status signed --since 2025",
    "aitracker list signatories --role signed --format csv",
    "aitracker list pairs --sort -agreements --limit 5",
)


def _kinds() -> list[tuple[str, str]]:
    """The kinds of each collection, for the help."""
    from aitracker.model.vocabulary import kind_vocabulary, words

    vocabularies = [(name, kind_vocabulary(name)) for name in COLLECTIONS]
    return [(name, ", ".join(words(vocabulary))) for name, vocabulary in vocabularies if vocabulary]


TABLES = {"Kinds": _kinds}


_CollectionArgument = Annotated[
    str,
    typer.Argument(
        metavar="[COLLECTION]",
        help="initiatives, partnerships, events, organizations, people, sources, signatories, "
        "pairs (of parties to the same agreement) or all.",
    ),
]
_RoleOption = Annotated[
    list[str] | None,
    option(
        "--role",
        metavar="ROLE",
        help="Of signatories, only this role: {role}; signed, ratified, joined, oversaw and"
        " presided by default. Repeatable.",
    ),
]


def command(
    options: ListOptions,
    collection: _CollectionArgument = "initiatives",
    role: _RoleOption = None,
) -> int:
    """List initiatives, partnerships, signatories and more, in the order of the registry.

    A table on a terminal; in a pipe one line a record, fields separated by tabs.
    """
    name = collection_named(collection)
    if role and name != "signatories":
        from aitracker.model.errors import UsageError

        raise UsageError("--role is for signatories only", "run: aitracker list signatories")
    session = Session(options)
    selection = filters(options, session.catalog)
    match name:
        case "signatories":
            rows = _signatories(session, selection, role)
        case "sources":
            rows = _sources(session, selection)
        case "pairs":
            rows = _pairs(session, selection)
        case _:
            rows = _records(session, selection, name)
    rows, has_rows = _peek(rows)
    code = session.print_rows(options, rows)
    if not has_rows and selection != EVERYTHING:
        _say_where(session, options, selection, name)
    return code


def _peek(rows: Rows) -> tuple[Rows, bool]:
    """The rows, and whether there are any."""
    from itertools import chain, islice

    rest = iter(rows.rows)
    first = list(islice(rest, 1))
    return rows._replace(rows=chain(first, rest)), bool(first)


def _say_where(session: Session, options: ListOptions, selection: Filters, name: str) -> None:
    """Says which other collections have what the filters ask for."""
    from aitracker.catalog.lists import records
    from aitracker.cli.filter_options import filter_arguments
    from aitracker.display.labels import count
    from aitracker.display.streams import say

    others = () if name == "all" else COLLECTIONS.items()
    for other, noun in others:
        if other in (name, "sources"):
            continue
        number = sum(1 for _ in records(session.catalog, [other], selection))
        if number:
            match = "match" if number > 1 else "matches"
            say(f"{count(number, noun)} {match}: aitracker list {other}{filter_arguments(options)}")


def collection_named(name: str) -> str:
    """What can be listed, by its plural, singular or label; UsageError for anything else."""
    word = name.strip().lower()
    word = _PLURALS.get(word, word)
    choices = [*COLLECTIONS, *OTHERS]
    if word in choices:
        return word
    from aitracker.model.vocabulary import words_meant

    by_label = words_meant(name, ("collection",))
    return word_of("collection", by_label[0] if by_label else word, choices)


def _records(session: Session, selection: Filters, name: str) -> Rows:
    from aitracker.catalog.lists import records
    from aitracker.catalog.rows import ListRow, row_keys

    collections = list(COLLECTIONS) if name == "all" else [name]
    return Rows(
        records(session.catalog, collections, selection),
        row_keys(ListRow),
        COLLECTIONS.get(name, "record"),
        lambda: _columns(name),
    )


def _columns(collection: str) -> list[Column]:
    from aitracker.display.formats.table import WHOLE, Column

    key, name = Column("id", WHOLE), Column("name", 18, fold=True)
    evidence = Column("evidence", 20, 1)
    if collection in ("organizations", "people"):
        return [key, Column("kind", 10, 2), name, evidence]
    return [key, Column("status", 15), Column("since", 21, 2), name, evidence]


def _sources(session: Session, selection: Filters) -> Rows:
    from aitracker.catalog.rows import row_keys
    from aitracker.catalog.sources import SourceRow, sources

    def layout() -> list[Column]:
        from aitracker.display.formats.table import WHOLE, Column

        return [
            Column("id", WHOLE),
            Column("published", 21, 2),
            Column("publisher", 12),
            Column("title", 18, fold=True),
            Column("cited", 5, 1),
        ]

    return Rows(sources(session.catalog, selection), row_keys(SourceRow), "source", layout)


def _pairs(session: Session, selection: Filters) -> Rows:
    from aitracker.catalog.pairs import PairRow, pairs
    from aitracker.catalog.rows import row_keys

    def layout() -> list[Column]:
        from aitracker.display.formats.table import Column

        return [
            Column("organization", 30),
            Column("other", 30),
            Column("agreements", 5),
            Column("records", 18, fold=True),
        ]

    return Rows(pairs(session.catalog, selection), row_keys(PairRow), "pair", layout)


def _signatories(session: Session, selection: Filters, roles: Sequence[str] | None) -> Rows:
    from aitracker.catalog.rows import row_keys
    from aitracker.catalog.signatories import SIGNATORY_ROLES, SignatoryRow, signatories

    columns = terms("role", roles, ("role",)) or SIGNATORY_ROLES
    return Rows(
        signatories(session.catalog, columns, selection),
        row_keys(SignatoryRow),
        "signatory",
        _signatory_columns,
        footer=lambda rows: _count(rows, session.language),
    )


def _count(rows: Sequence[SignatoryRow], language: str) -> str:
    """How many people, and how often; where each has one row, what they did."""
    from aitracker.display.labels import count
    from aitracker.model.labels import say, series
    from aitracker.model.vocabulary import label

    people = len({row.person or row.name for row in rows})
    if people != len(rows):
        total = count(people, "person", language)
        return say("times", language, people=total, number=len(rows))
    roles = [row.role for row in rows]
    by_role = [
        say("in role", language, number=roles.count(role), role=label("role", role, language))
        for role in dict.fromkeys(roles)
    ]
    return series(by_role, language) or count(0, "signatory", language)


def _signatory_columns() -> list[Column]:
    from aitracker.display.formats.table import WHOLE, Column

    return [
        Column("date", 21),
        Column("name", 12),
        Column("role", 8),
        Column("for", 12, 1),
        Column("record", WHOLE, fold=True),
        Column("part", 10, 1),
        Column("withdrew", 10),  # who left again must not read as one who is bound
    ]
