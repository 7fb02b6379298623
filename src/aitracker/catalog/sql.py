"""SQL of a user: run where it can only read, within limits, with its mistakes reported as such."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.build import SCHEMA
from aitracker.catalog.catalog import Catalog, views
from aitracker.catalog.sql_guard import Budget, guard
from aitracker.model.errors import FatalError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NAME = 100
_FEWER = "select fewer rows, with LIMIT or WHERE"
_SCHEMA = "see the tables and views: aitracker sql --schema"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What could steer a terminal; the registry itself holds none of it."""

MAX_ROWS = 1_000_000
MAX_BYTES = 512 * 1024 * 1024
"""What SQLite may hold in memory at once."""

MAX_ANSWER = 256 * 1024 * 1024
"""Characters and bytes in all rows together: a table is held in memory before it is printed."""


class Answer(NamedTuple):
    """The names of the columns, each once, and the rows."""

    keys: list[str]
    rows: Iterator[tuple[Any, ...]]


def schema() -> str:
    """The tables and views, as SQL with comments."""
    return f"{SCHEMA.read_text('utf-8')}\n{views()}"


def run_query(
    catalog: Catalog,
    query: str,
    seconds: float,
    on_expiry: Callable[[FatalError], None] | None = None,
) -> Answer:
    """The answer to one query.

    `on_expiry` is called, in a thread, with the error of a query that cannot be stopped in time.
    Raises UsageError when it is not a query or would do more than read, and FatalError at a limit.
    """
    connection = catalog.connection
    connection.execute(f"pragma hard_heap_limit = {MAX_BYTES}")
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    late = _late(seconds)
    budget = Budget(seconds, None if on_expiry is None else lambda: on_expiry(late))
    guard(connection, budget)
    try:
        with budget:
            cursor = connection.execute(query)
    except (sqlite3.Error, MemoryError) as error:
        budget.close()
        raise _failure(error, late) from None
    if cursor.description is None:
        budget.close()
        raise UsageError("not a query", "start with SELECT or WITH")
    keys = _distinct([column[0] for column in cursor.description])
    return Answer(keys, _rows(cursor, budget, late))


def _rows(cursor: sqlite3.Cursor, budget: Budget, late: FatalError) -> Iterator[tuple[Any, ...]]:
    number = size = 0
    try:
        while True:
            with budget:
                row = next(cursor, None)
            if row is None:
                return
            number += 1
            size += sum(len(value) for value in row if isinstance(value, str | bytes))
            if number > MAX_ROWS:
                raise FatalError(f"stopped after {MAX_ROWS} rows", _FEWER)
            if size > MAX_ANSWER:
                raise FatalError(f"stopped after {MAX_ANSWER >> 20} MB", _FEWER)
            yield tuple(map(_plain, row))
    except (sqlite3.Error, MemoryError) as error:
        raise _failure(error, late) from None
    finally:
        budget.close()


def _late(seconds: float) -> FatalError:
    return FatalError(
        f"stopped after {seconds:g} seconds", "narrow the query, or allow more time with --timeout"
    )


def _plain(value: Any) -> Any:
    """A value every format can write: bytes as SQL writes them, numbers that are none as text."""
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    if isinstance(value, str):
        return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", value)
    return (
        str(value) if isinstance(value, float) and value in (float("inf"), float("-inf")) else value
    )


def _distinct(names: list[str]) -> list[str]:
    """The names of the columns, each once, and none as long as a whole expression."""
    short = [name[:_NAME] for name in names]
    unique: list[str] = []
    for place, name in enumerate(short):
        number = 1
        while (candidate := name if number == 1 else f"{name}_{number}") in unique or (
            number > 1 and candidate in short[place:]
        ):
            number += 1
        unique.append(candidate)
    return unique


def _failure(error: Exception, late: FatalError) -> Exception:
    """What to say of an error: by its code, since its words may be those of the query."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return error  # the index is at fault, not the query
    message = str(error)
    if code == sqlite3.SQLITE_INTERRUPT:
        return late
    if isinstance(error, MemoryError) or code in (sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_TOOBIG):
        return FatalError("this query needs too much memory", "select fewer rows or columns")
    forbidden = code in (sqlite3.SQLITE_AUTH, sqlite3.SQLITE_READONLY)
    if forbidden or message.startswith("not authorized"):  # functions are refused without a code
        return UsageError("only queries that read the index are allowed", _SCHEMA)
    if "one statement" in message:
        return UsageError("expected one statement, got several", "run one query at a time")
    if "binding" in message:
        return UsageError("bind parameters are not supported", "write the values into the query")
    return UsageError(f"SQL: {message}", _SCHEMA)
