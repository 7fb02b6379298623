"""Measures commands side by side: round after round, so that a busy moment of the machine slows all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SLOW = 10.0
"""Seconds from which on one run of a command has to do."""

START = "import sys; from aitracker.cli.main import main; sys.exit(main())"


def aitracker(*args: str) -> list[str]:
    """A command line of the program in this environment."""
    return [sys.executable, "-c", START, *args]


def environment(cache: str, **more: str) -> dict[str, str]:
    """The environment with a cache of its own; compiled modules are kept, or every start would measure the compiler."""
    env = {**os.environ, "XDG_CACHE_HOME": cache, **more}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def medians(
    runs: Mapping[str, Sequence[str]], env: Mapping[str, str], rounds: int, cwd: Path | None = None
) -> dict[str, float]:
    """The median time of each command in seconds, after one run that does not count; of a slow one, that run is the answer."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    slow: dict[str, float] = {}
    for number in range(rounds + 1):
        for name, command in runs.items():
            if name in slow:
                continue
            began = time.perf_counter()
            # What fails is quick: a command that does not work must not be measured.
            subprocess.run(
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
                env=dict(env),
                cwd=cwd,
            )
            taken = time.perf_counter() - began
            if taken > SLOW:
                slow[name] = taken
            elif number:
                times[name].append(taken)
    return {
        name: slow[name] if name in slow else statistics.median(taken)
        for name, taken in times.items()
    }


def table(rows: Mapping[str, float], base: str, goals: Mapping[str, float | None]) -> None:
    """Prints each time, its ratio to that of `base`, and the ratio it is to stay under."""
    print(f"{'':44}{'median':>11}{'ratio':>8}{'goal':>8}")
    for name, taken in rows.items():
        print(
            f"{name:44}{taken * 1000:>8.1f} ms{taken / rows[base]:>8.2f}{goals.get(name) or '':>8}"
        )
