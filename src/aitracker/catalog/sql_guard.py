"""A connection on which somebody's own SQL can read the index and do nothing else."""

from __future__ import annotations

import sqlite3
import time
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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


_STEPS = 1000
"""Instructions of SQLite between two looks at the clock."""

_GRACE = 1.0
"""Seconds after its time in which a query may still stop by itself."""


class Budget:
    """The seconds a query may take. Only those count in which SQLite works: `with budget: ...`.

    SQLite looks at the clock between two instructions, and one of them may take hours: a search for
    half of a long text in the whole of it, for one. A thread calls `expired` then, which must end
    the process, since nothing else can stop SQLite inside an instruction, not even Ctrl-C.
    """

    def __init__(self, seconds: float, on_expiry: Callable[[], None] | None = None) -> None:
        self.left = seconds
        self._end = float("inf")
        self._done = Event()
        if on_expiry is not None:
            Thread(target=self._watch, args=(on_expiry,), daemon=True).start()

    def __enter__(self) -> None:
        self._end = time.monotonic() + self.left

    def __exit__(self, *_: object) -> None:
        self.left = self._end - time.monotonic()
        self._end = float("inf")

    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self._end

    def close(self) -> None:
        """Ends the watch."""
        self._done.set()

    def _watch(self, on_expiry: Callable[[], None]) -> None:
        while not self._done.wait(_GRACE / 4):
            if time.monotonic() > self._end + _GRACE:
                on_expiry()
                return


def guard(connection: sqlite3.Connection, budget: Budget) -> None:
    """Allows reading only, within a budget; what is refused raises sqlite3.DatabaseError."""
    # Virtual tables prepare themselves when they are first touched, so that is done before
    # the door closes.
    for table in ("words where words match 'x'", "json_each('[]')", "json_tree('[]')"):
        connection.execute(f"select count(*) from {table}").fetchone()
    connection.execute("pragma trusted_schema = off")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_LENGTH)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 200)
    connection.set_progress_handler(budget.over, _STEPS)
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
