"""Ctrl-C at every moment of a start: whatever of it is ours ends with 130 and without a word."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import aitracker
from tests.conftest import BASE, write

PACKAGE = str(Path(aitracker.__file__).parent)
WRAPPER = "import sys\nfrom aitracker.cli.main import main\nsys.exit(main())"
STEPS = 40


def test_the_entry_point_imports_nothing_but_itself() -> None:
    asked = (
        "import os, sys; before = {*sys.modules, '__future__'}; import aitracker.cli.main; "
        "print(*sorted({*sys.modules} - before))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {asked}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["aitracker", "aitracker.cli", "aitracker.cli.main"]


def test_an_interrupt_at_any_moment_shows_no_frame_of_ours(place: Path) -> None:
    write(place, BASE)
    command = [sys.executable, "-c", WRAPPER, "list", "people"]
    subprocess.run(command, check=True, capture_output=True)
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    taken = time.monotonic() - began
    ours = 0
    for step in range(STEPS):
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        time.sleep(taken * step / STEPS)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        # Before main runs, the interpreter itself prints a traceback: of its own modules, of the
        # line that imports us, and of the few lines by which the entry point comes to be. Its
        # own error may name our folder, in which it was looking: that is no frame.
        frames = re.findall(rf'File "{re.escape(PACKAGE)}([^"]*)", line [0-9]+, in (.*)', err)
        assert set(frames) <= {("/cli/main.py", "<module>"), ("/__init__.py", "<module>")}
        if process.returncode in (0, 130):
            assert err == ""
        else:  # the interpreter's own ways to end
            assert process.returncode in (1, -signal.SIGINT), err
        ours += process.returncode == 130
    assert ours > 0
