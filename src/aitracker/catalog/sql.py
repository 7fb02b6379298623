"""Somebody's own SQL: run where it can only read, within limits, its mistakes told as mistakes."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.build import SCHEMA
from aitracker.catalog.catalog import VIEWS, Catalog
from aitracker.catalog.guard import guard
from aitracker.model.failures import Failure, Misuse

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = 100
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What could steer a terminal; the registry itself holds none of it."""

MAX_ROWS = 1_000_000
MAX_BYTES = 512 * 1024 * 1024
"""What SQLite may hold in memory at once."""


class Answer(NamedTuple):
    """The names of the columns, each once, and the rows."""

    keys: list[str]
    rows: Iterator[tuple[Any, ...]]


def schema() -> str:
    """The tables and views, as SQL with comments."""
    return f"{SCHEMA.read_text('utf-8')}\n{VIEWS.read_text('utf-8')}"


def ask(catalog: Catalog, query: str, seconds: float) -> Answer:
    """The answer to one query. Misuse when it is no query or would do more than read; Failure at a limit."""
    connection = catalog.connection
    connection.execute(f"pragma hard_heap_limit = {MAX_BYTES}")
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    guard(connection, seconds)
    try:
        cursor = connection.execute(query)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _told(error, seconds) from None
    if cursor.description is None:
        raise Misuse("this SQL asks for nothing", "write a query that begins with select or with")
    return Answer(_distinct([column[0] for column in cursor.description]), _rows(cursor, seconds))


def _rows(cursor: sqlite3.Cursor, seconds: float) -> Iterator[tuple[Any, ...]]:
    try:
        for number, row in enumerate(cursor):
            if number >= MAX_ROWS:
                raise Failure(
                    f"stopped after {MAX_ROWS} rows", "ask for fewer, with limit or where"
                )
            yield tuple(map(_plain, row))
    except (sqlite3.Error, sqlite3.Warning, MemoryError) as error:
        raise _told(error, seconds) from None


def _plain(value: Any) -> Any:
    """A value every format can write: bytes as SQL writes them, numbers that are none as text."""
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    if isinstance(value, str):
        return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", value)
    return (
        str(value) if isinstance(value, float) and value in (float("inf"), float("-inf")) else value
    )


def _distinct(names: list[str]) -> list[str]:
    """The names of the columns, each once, and none as long as a whole expression."""
    short = [name[:_NAME] for name in names]
    found: list[str] = []
    for place, name in enumerate(short):
        number = 1
        while (tried := name if number == 1 else f"{name}_{number}") in found or (
            number > 1 and tried in short[place:]
        ):
            number += 1
        found.append(tried)
    return found


def _told(error: Exception, seconds: float) -> Exception:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    ):
        return error  # the index is at fault, not the query
    said = str(error)
    if "interrupted" in said:
        return Failure(
            f"stopped after {seconds:g} seconds",
            "narrow the query, or give it longer with --timeout",
        )
    if isinstance(error, MemoryError) or "out of memory" in said or "too big" in said:
        return Failure("this query needs more memory than it may have", "ask for less at a time")
    if any(
        words in said
        for words in (
            "not authorized",
            "authorization denied",
            "prohibited",
            "readonly",
            "read-only",
        )
    ):
        return Misuse(
            "this SQL would do more than read the index",
            "it may select from the tables and views of aitracker sql --schema",
        )
    if "one statement" in said:
        return Misuse("this is more than one statement", "give one query at a time")
    if "binding" in said:
        return Misuse(
            "this SQL has parameters, and nothing fills them", "write the values themselves"
        )
    return Misuse(f"SQL: {said}", "aitracker sql --schema tells the tables and views")
