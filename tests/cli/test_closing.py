"""However a command ends, it leaves nothing open."""

from __future__ import annotations

import os
import shlex
import sqlite3
import subprocess
import sys
from typing import Any

import pytest

from aitracker.catalog import cache
from aitracker.cli.lazy import COMMANDS
from tests.conftest import PATIENCE, REPOSITORY, run

LINES = [
    shlex.split(line)
    for line in (REPOSITORY / "tests" / "every-command.txt").read_text("utf-8").splitlines()
]
WRONG = [
    (["sql", "selct"], 2),
    (["list", "--kind", "nothing"], 2),
    (["list", "--sort", "nothing"], 2),
    (["show", "nothing"], 1),
    (["list", "--registry", "nowhere"], 3),
    (["sql", "select abs(-9223372036854775808)"], 2),
]
START = "import sys; from aitracker.cli.main import main; sys.exit(main())"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """The connections that are opened from now on."""
    found: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(*args: Any, **options: Any) -> sqlite3.Connection:
        found.append(connect(*args, **options))
        return found[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    return found


def closed(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("select 1")
    except sqlite3.ProgrammingError:
        return True
    return False


def test_every_command_is_in_the_list() -> None:
    assert {line[0] for line in LINES} >= set(COMMANDS)


@pytest.mark.parametrize(
    ("line", "code"),
    [*((line, 0) for line in LINES), *WRONG],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_a_command_closes_every_index(
    line: list[str], code: int, opened: list[sqlite3.Connection]
) -> None:
    for _ in ("built", "found"):
        assert run(*line).code == code
    assert [connection for connection in opened if not closed(connection)] == []


def test_an_index_is_closed_in_memory_damaged_and_after_a_bug(
    opened: list[sqlite3.Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("a bug")

    assert run("list").code == 0
    path = next(cache.folder().glob("*.db"))
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + bytes(len(raw) - 4096))
    assert run("list").code in (0, 3)
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    assert run("list").code == 0
    monkeypatch.setattr("aitracker.cli.session.Session.print_rows", fail)
    assert run("list").code == 3
    assert len(opened) >= 4
    assert [connection for connection in opened if not closed(connection)] == []


@pytest.mark.parametrize(
    ("line", "code"),
    [*((line, 0) for line in LINES[::4]), *WRONG],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_python_finds_nothing_left_open(line: list[str], code: int) -> None:
    strict = [sys.executable, "-X", "dev", "-W", "error::ResourceWarning"]
    done = subprocess.run(
        [*strict, "-c", START, *line],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == code
    assert "ResourceWarning" not in done.stderr
