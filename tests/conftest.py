"""What tests share: a registry from YAML in the test, and the program run on it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from aitracker.catalog import cache
from aitracker.catalog.build import build
from aitracker.catalog.catalog import Catalog
from aitracker.cli.main import main
from aitracker.reading.load import LoadResult, load
from aitracker.reading.locate import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

REPOSITORY = Path(__file__).parent.parent
SHIPPED = REPOSITORY / "data" / "initiatives.yaml"
SHIPPED_FILES = [SHIPPED, *sorted((REPOSITORY / "data" / "initiatives").glob("*.yaml"))]

# A busy machine fails no test, and where `CI` is set one tree has one result.
settings.register_profile(
    "aitracker",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("aitracker")

# Who is started in the background of a script may find interrupts ignored, and hands that on to all
# it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

PATIENCE = 120
"""Seconds after which a test gives up on a program.

A program that works ends long before, so this measures nothing.
"""

SURROUNDINGS = (
    "AITRACKER_",
    "LANG",  # and LANGUAGE
    "LC_",
    "PAGER",
    "LESS",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "COLORTERM",
    "PY_COLORS",
    "TTY_",
    "TERMINAL_WIDTH",
    "GITHUB_ACTIONS",
)
"""How the names begin of what a person, a shell or a service may have set.

The program or its libraries heed them.
"""

BASE = """\
schema_version: 1
registry: {title: A registry, jurisdiction: MA, languages: [en, fr, ar], license: CC-BY-4.0}
organizations:
  ministry: {name: The Ministry, kind: ministry, sources: [press-page, official-page]}
people:
  minister:
    name: A Minister
    roles: [{organization: ministry, title: Minister, from: 2024-10-23}]
    sources: [press-page, official-page]
sources:
  press-page:
    url: https://press.example/1
    publisher: The Press
    published: 2026-01-20
  official-page:
    url: https://official.example/1
    publisher: The State
    kind: official
    published: 2026-01-21
"""
"""What the examples of the rules stand on: a ministry, its minister, and two pages."""


def loaded(*texts: str) -> LoadResult:
    """The registry in these files, named 1.yaml, 2.yaml and so on."""
    return load([File(f"{n}.yaml", dedent(text).encode()) for n, text in enumerate(texts, 1)])


def problems(*texts: str) -> list[str]:
    """The problems of the registry in these files as `line:column code`, of the last file only."""
    return [
        f"{p.line}:{p.column} {p.code}"
        for p in loaded(*texts).problems
        if p.file == f"{len(texts)}.yaml"
    ]


def catalog(day: str, *texts: str, languages: Sequence[str] = ()) -> Catalog:
    """The index of the registry in these files, in memory, on a day, until the test ends."""
    return indexed(loaded(*texts), day, languages)


def indexed(registry: LoadResult, day: str, languages: Sequence[str] = ()) -> Catalog:
    """The index of a registry, in memory, on a day, until the test ends."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _at_the_end.callback(connection.close)
    build(registry, connection)
    return Catalog(connection, day, languages)


_at_the_end = contextlib.ExitStack()


@dataclass(frozen=True)
class Ran:
    """How the program ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to work in, its own cache, a fixed day, and none of the person's settings."""
    for name in [name for name in os.environ if name.startswith(SURROUNDINGS)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("AITRACKER_TODAY", "2026-11-24")
    monkeypatch.setenv("AITRACKER_PAGER", "")
    monkeypatch.setenv("CI", "true")  # a slow machine draws no bar into what a test looks at
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    yield folder
    cache.close()
    _at_the_end.close()


def write(folder: Path, text: str, name: str = "data/initiatives.yaml") -> Path:
    """A file of a registry in a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), "utf-8")
    stamp = time.time() - 1
    os.utime(
        path, (stamp, stamp)
    )  # what was written just now is waited for (see reading/locate.py)
    return path


def committed(folder: Path) -> None:
    """Makes a folder a repository of git, with all that is in it committed."""
    person = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for args in (["init", "-q"], ["add", "-A"], [*person, "commit", "-qm", "x"]):
        subprocess.run(["git", *args], cwd=folder, check=True)


def run(*args: str) -> Ran:
    """Runs a command line in this process, its output going nowhere near a terminal."""
    raw_out, raw_err = io.BytesIO(), io.BytesIO()
    out, err = io.TextIOWrapper(raw_out, "utf-8"), io.TextIOWrapper(raw_err, "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(args))
        out.flush()
        err.flush()
    return Ran(int(code), raw_out.getvalue().decode(), raw_err.getvalue().decode())


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, of Python and of C.

    This measure of work is the same on any machine, however busy.
    """
    count = 0

    def see(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def program(*args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs a command line in a process of its own."""
    env = {**os.environ, **options.pop("env", {})}
    command = [
        sys.executable,
        "-c",
        "import sys; from aitracker.cli.main import main; sys.exit(main())",
        *args,
    ]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        timeout=PATIENCE,
        check=False,
        **options,
    )
