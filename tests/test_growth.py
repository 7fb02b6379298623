"""How the work of the reading commands grows.

It is counted in steps of SQLite and calls of functions, never by a clock.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from benchmarks.generated import COMMANDS, MISTAKES, SHAPES, arguments, with_mistakes

from aitracker.reading.load import load
from aitracker.reading.locate import File
from tests.conftest import run

SIZES = (120, 240, 480)
"""Each twice the one before.

The increase doubles where work grows linearly, and is fourfold for squares. For less than
a hundred records SQLite may choose another way.
"""

MOST = 2.5
"""How much larger the second increase may be than the first."""

BATCHES = 3
"""So many statements more a larger answer may take, where rows are looked up in batches."""

_STEPS = 10
"""After so many instructions of SQLite's machine one is counted."""


class Work:
    """What was done while this was installed: SQL statements, SQLite's steps, function calls."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.statements = self.steps = self.calls = 0
        self._connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", self._counted)

    def _counted(self, *args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = self._connect(*args, **options)
        connection.set_trace_callback(self._statement)
        connection.set_progress_handler(self._step, _STEPS)
        return connection

    def _statement(self, sql: str) -> None:
        self.statements += "'words_" not in sql  # those are of SQLite's own full-text search

    def _step(self) -> None:
        self.steps += 1

    def _call(self, _frame: object, event: str, _argument: object) -> None:
        self.calls += event in ("call", "c_call")

    def of(self, *args: str) -> tuple[int, int, int]:
        """The statements, steps and calls of one run of the program whose index is there."""
        assert run(*args).code == 0
        self.statements = self.steps = self.calls = 0
        sys.setprofile(self._call)
        try:
            assert run(*args).code == 0
        finally:
            sys.setprofile(None)
        return self.statements, self.steps, self.calls


class Shape(NamedTuple):
    """A shape by its name, a registry of each size, and a cache."""

    name: str
    paths: dict[int, Path]
    cache: Path


def works(
    command: str, shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[int, int, int]]:
    """The work a command takes on each size."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(shape.cache))
    work = Work(monkeypatch)
    args = arguments(command, shape.name)
    return [work.of(*args, "-r", str(path)) for path in shape.paths.values()]


@pytest.fixture(scope="module", params=SHAPES)
def shape(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shape:
    """A shape, a registry of it in each size, and a cache that lasts for all of its tests."""
    folder = tmp_path_factory.mktemp("growth")
    paths = {size: folder / f"{size}.yaml" for size in SIZES}
    for size, path in paths.items():
        path.write_text(SHAPES[request.param](size), "utf-8")
    return Shape(request.param, paths, folder)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_work_of_a_command_grows_at_most_linearly(
    command: str, shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (shape.name, command) == ("generated", "show ORG"):
        return  # of any size, it has some sixty records of a body; how many is left to chance
    small, middle, large = works(command, shape, monkeypatch)
    for least, more, most in zip(small, middle, large, strict=True):
        assert most - more <= MOST * max(more - least, least / 4), (small, middle, large)


@pytest.mark.parametrize(
    "command", ["list", "disputes", "due", "stale", "search", "timeline", "figures"]
)
def test_a_command_of_many_rows_takes_as_many_statements_as_one_of_few(
    command: str, shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = [work[0] for work in works(command, shape, monkeypatch)]
    assert max(statements) - min(statements) <= BATCHES
    assert max(statements) < 40


@pytest.mark.parametrize("shape", MISTAKES[1:])
def test_the_work_of_a_check_grows_at_most_linearly_with_the_records_that_have_mistakes(
    shape: str,
) -> None:
    _calls_of_a_check(shape, SIZES[0])  # imports what mistakes need, and works out what it keeps
    small, middle, large = (_calls_of_a_check(shape, size) for size in SIZES)
    assert large - middle <= MOST * max(middle - small, small / 4), (small, middle, large)


def _calls_of_a_check(shape: str, size: int) -> int:
    """The calls of functions that a check takes."""
    files = [File("registry.yaml", with_mistakes(size, shape).encode())]
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        loaded = load(files, today="2026-01-01")
    finally:
        sys.setprofile(None)
    assert sum(each.severity == "error" for each in loaded.problems) >= size
    return calls
