"""Measures commands side by side, round after round.

So a busy moment of the machine slows all of them alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

LEAST = 3
"""Measured runs below which there is no figure."""

ENOUGH = 30.0
"""Seconds of measured runs after which a command that has its least runs is measured no more."""

LONGEST = 300.0
"""Seconds after which a run is given up, and nothing is measured."""

WIDEST = 0.2
"""Share of the median that the middle half of the runs may span.

Beyond, the machine is too busy to judge.
"""

START = "import sys; from aitracker.cli.main import main; sys.exit(main())"


class UnmeasuredError(Exception):
    """A command that cannot be measured, and why."""


class Times(NamedTuple):
    """How many seconds each measured run of a command took."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def spread(self) -> float:
        """How far the middle half of the runs lies apart, as a share of the median."""
        first, _, third = statistics.quantiles(self.seconds, n=4, method="inclusive")
        return (third - first) / self.median


def aitracker(*args: str) -> list[str]:
    """A command line of the program in this environment."""
    return [sys.executable, "-c", START, *args]


def environment(cache: str, **more: str) -> dict[str, str]:
    """The environment with a cache of its own.

    Compiled modules are kept, or every start would measure the compiler.
    """
    env = {**os.environ, "XDG_CACHE_HOME": cache, **more}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def once(
    name: str, command: Sequence[str], env: Mapping[str, str], cwd: Path | None = None
) -> float:
    """The seconds one run takes.

    UnmeasuredError if it fails, for what fails is quick, or does not end.
    """
    began = time.perf_counter()
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            env=dict(env),
            cwd=cwd,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise UnmeasuredError(f"{name}: not done after {LONGEST:g} s") from None
    taken = time.perf_counter() - began
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise UnmeasuredError(f"{name}: exit code {done.returncode}: {said}")
    return taken


def measured(
    runs: Mapping[str, Sequence[str]], env: Mapping[str, str], rounds: int, cwd: Path | None = None
) -> dict[str, Times]:
    """The times of each command in so many rounds, fewer of a slow one but never under `LEAST`.

    The first run of each builds the index and compiles modules; it is told, since it may take a
    minute, and never counted.
    """
    for name, command in runs.items():
        print(f"first run: {name}", file=sys.stderr, flush=True)
        once(name, command, env, cwd)
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(max(rounds, LEAST)):
        for name, command in runs.items():
            if number < LEAST or sum(taken[name]) < ENOUGH:
                taken[name].append(once(name, command, env, cwd))
    return {name: Times(tuple(seconds)) for name, seconds in taken.items()}


def verdict(times: Times, base: Times, goal: float | None) -> str:
    """Whether a ratio stays under its goal: met, missed, or too busy to say; "" without a goal."""
    if goal is None:
        return ""
    if max(times.spread, base.spread) > WIDEST:
        return "too busy"
    return "met" if times.median / base.median <= goal else "MISSED"


def table(rows: Mapping[str, Times], base: str, goals: Mapping[str, float | None]) -> bool:
    """Prints each time, how far its runs spread, and its ratio to that of `base`.

    It returns whether every goal is met for sure.
    """
    print(f"{'':44}{'runs':>5}{'median':>11}{'spread':>8}{'ratio':>8}{'goal':>6}")
    told = []
    for name, times in rows.items():
        goal = goals.get(name)
        told.append(verdict(times, rows[base], goal))
        print(
            f"{name:44}{len(times.seconds):>5}{times.median * 1000:>8.1f} ms{times.spread:>8.0%}"
            f"{times.median / rows[base].median:>8.2f}{goal or '':>6} {told[-1]}".rstrip()
        )
    return not {"MISSED", "too busy"} & set(told)


def ending(compare: Callable[[], bool]) -> int:
    """The exit code of a comparison.

    0 every goal is met, 1 one is not or cannot be judged, 3 a run failed.
    """
    try:
        return 0 if compare() else 1
    except UnmeasuredError as failure:
        print(f"not measured: {failure}", file=sys.stderr)
        return 3
