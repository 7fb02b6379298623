"""The pager, in a real terminal."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BASE, PATIENCE, write

pexpect = pytest.importorskip("pexpect", reason="drives a terminal: pip install -e '.[dev]'")
pytestmark = pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
START = "import sys; from aitracker.cli.main import main; sys.exit(main())"


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(
        place,
        BASE
        + "events:\n"
        + "".join(
            f"  day-{n}: {{name: Day {n}, date: 2026, sources: [press-page]}}\n" for n in range(60)
        ),
    )


def spawn(*args: str, rows: int = 24, **env: str) -> Any:
    settings = {**os.environ, "TERM": "xterm", "AITRACKER_PAGER": "less", "LESS": "FRX", **env}
    return pexpect.spawn(
        sys.executable,
        ["-c", START, *args],
        dimensions=(rows, 80),
        encoding="utf-8",
        env=settings,
        timeout=PATIENCE,
    )


def test_it_opens_for_what_is_taller_than_the_screen_and_goes_when_told() -> None:
    child = spawn("list", "events")
    child.expect("day-20.*:")
    child.send("q")
    child.expect(pexpect.EOF)
    assert "day-59" not in (child.before or "")
    child.close()
    assert child.exitstatus == 0


def test_an_interrupt_is_for_the_pager_while_it_is_open() -> None:
    child = spawn("list", "events")
    child.expect("day-20.*:")
    child.sendintr()
    child.send("G")
    child.expect("day-59")
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_mistake_that_shows_late_is_told_after_the_pager() -> None:
    child = spawn(
        "sql", "select data, json(iif(n > 40, '{', '{}')) as x from record", "-f", "jsonl"
    )
    child.expect(":")
    child.send("q")
    child.expect("Error: SQL: malformed JSON")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2


@pytest.mark.parametrize(
    ("args", "rows", "env"),
    [(["--no-pager"], 24, {}), ([], 200, {}), ([], 24, {"AITRACKER_PAGER": 'less "'})],
)
def test_without_need_or_a_pager_everything_is_printed(
    args: list[str], rows: int, env: dict[str, str]
) -> None:
    child = spawn("list", "events", *args, rows=rows, **env)
    child.expect("day-59")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_wide_table_is_neither_cut_nor_folded(place: Path) -> None:
    name = "A name that goes on for much longer than a narrow screen is wide and so to the very end"
    write(
        place, BASE + f"events:\n  day: {{name: {name}, date: 2026-01-12, sources: [press-page]}}\n"
    )
    for args, whole in ((["--wide"], True), ([], False)):
        child = spawn("list", "events", *args)
        child.expect(pexpect.EOF)
        assert (name in child.before.replace("\r\n", "")) == whole
