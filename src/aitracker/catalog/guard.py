"""A connection on which somebody's own SQL can read the index and do nothing else."""

from __future__ import annotations

import sqlite3
import time

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_HEAVY = frozenset(
    {
        "load_extension",
        "printf",
        "format",
        "randomblob",
        "zeroblob",
        "fts3_tokenizer",
        "readfile",
        "writefile",
    }
)
"""Functions that reach outside, or make as much memory or time go as a number in the query says."""

MAX_LENGTH = 16 * 1024 * 1024
"""Bytes in one text or one row."""


def guard(connection: sqlite3.Connection, seconds: float) -> None:
    """Allows reading only, for this long; what is refused raises sqlite3.DatabaseError."""
    # Virtual tables prepare themselves when they are first touched, so that is done before the door closes.
    for touched in ("words where words match 'x'", "json_each('[]')", "json_tree('[]')"):
        connection.execute(f"select count(*) from {touched}").fetchone()
    connection.execute("pragma trusted_schema = off")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_LENGTH)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 200)
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > end), 10_000)
    connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _HEAVY:
        return sqlite3.SQLITE_OK
    # FTS5 asks for the version of the data before each use.
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
