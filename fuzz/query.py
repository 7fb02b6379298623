"""Coverage-guided fuzzing of `sql`.

Any query ends in rows or in a sentence, in time, and writes nothing.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from zlib import crc32

import atheris

with atheris.instrument_imports(include=["aitracker.catalog.sql", "aitracker.catalog.sql_guard"]):
    from aitracker.catalog import sql

from words import mutator

from aitracker.catalog.build import build
from aitracker.catalog.catalog import Catalog
from aitracker.model.errors import FatalError
from aitracker.reading.load import load
from aitracker.reading.locate import find_registry, read_files

SECONDS = 0.2
LATE = 5.0
"""Seconds of processor time after which a query that may take SECONDS has not been stopped."""

DAY = "2026-11-24"
PIECE = r"\s+|\w+\(?|'[^']*'|\"[^\"]*\"|[^\w\s]"
KINDS = 512


def _index() -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(load(read_files(find_registry()), warnings=False), connection)
    return connection.serialize()


INDEX = _index()


def _fresh() -> Catalog:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(INDEX)
    return Catalog(connection, DAY)


EXPLAINING = _fresh().connection


def _ladder() -> dict[str, object]:
    """A function with a branch for each kind of instruction.

    So the fuzzer sees SQLite's as coverage.
    """
    rungs = "".join(f"    if {n} in seen: total += 1\n" for n in range(KINDS))
    made: dict[str, object] = {}
    exec(f"def climb(seen):\n    total = 0\n{rungs}    return total\n", made)  # noqa: S102 # no input in it
    return made


climb = atheris.instrument_func(_ladder()["climb"])


def feel(query: str) -> None:
    """Shows the fuzzer which instructions and functions SQLite would run for a query."""
    try:
        program = EXPLAINING.execute(f"explain {query}").fetchall()
    except (sqlite3.Error, MemoryError, ValueError):
        return
    # The name of an instruction, and of the function it calls.
    climb(
        {
            crc32(f"{step} {name if 'Func' in step or 'Agg' in step else ''}".encode()) % KINDS
            for step, name in ((str(row[1]), row[5]) for row in program if len(row) > 5)
        }
    )


def attack(data: bytes) -> None:
    """Asks one query of a fresh index of the shipped registry."""
    query = data.decode("utf-8", "replace")
    feel(query)
    catalog = _fresh()
    before, began = catalog.connection.total_changes, time.process_time()
    try:
        answer = sql.run_query(catalog, query, SECONDS)
        assert len(set(answer.keys)) == len(answer.keys), answer.keys
        for row in answer.rows:
            assert len(row) == len(answer.keys), row
            assert all(isinstance(value, int | float | str | None) for value in row), row
    except FatalError as failure:
        if not failure.message.strip():
            raise
    assert time.process_time() - began < LATE, "the query was not stopped in time"
    assert catalog.connection.total_changes == before, "the query has changed something"
    catalog.connection.close()
    assert not any(Path().iterdir()), "the query has left a file"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as empty:
        atheris.Setup(sys.argv, attack, custom_mutator=mutator(PIECE, "sql.dict"))
        os.chdir(empty)
        atheris.Fuzz()
