"""A pytest plugin for `mutants.py`: which functions each test reaches.

It also runs chosen tests, the quickest first.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import CodeType

PACKAGE = "src/aitracker/"
RECORD, CHOOSE = "MUTANTS_RECORD", "MUTANTS_CHOOSE"
"""Environment variables that name files.

The first is the file to write what was reached to, the second one with the ids of the tests to run,
in order.
"""

_reached: dict[str, list[str]] = {}
_seconds: dict[str, float] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Notes every function of the package that runs during a test, in this process."""
    if RECORD not in os.environ:
        return (yield)
    seen: dict[int, CodeType] = {}

    def note(frame: Any, event: str, _: object) -> None:
        if event == "call":
            seen[id(frame.f_code)] = frame.f_code

    began = time.perf_counter()
    sys.setprofile(note)
    try:
        return (yield)
    finally:
        sys.setprofile(None)
        _seconds[item.nodeid] = time.perf_counter() - began
        for name in {_name(code) for code in seen.values() if PACKAGE in code.co_filename}:
            _reached.setdefault(name, []).append(item.nodeid)


def _name(code: CodeType) -> str:
    """The module and the outermost function a piece of code belongs to."""
    module = code.co_filename.rpartition(PACKAGE)[2]
    return f"{module} {code.co_qualname.partition('.<locals>')[0]}"


def pytest_sessionfinish(exitstatus: int) -> None:
    """Writes for each function the tests that reach it, the quickest first.

    A run that failed has stopped half-way, and writes nothing.
    """
    if exitstatus == pytest.ExitCode.OK and (path := os.environ.get(RECORD)):
        found = {name: sorted(tests, key=_seconds.__getitem__) for name, tests in _reached.items()}
        Path(path).write_text(json.dumps(found), "utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps the chosen tests, in the order in which they are chosen."""
    if path := os.environ.get(CHOOSE):
        known = {item.nodeid: item for item in items}
        chosen = json.loads(Path(path).read_text("utf-8"))
        items[:] = [known[test] for test in chosen if test in known]
