"""The time of a change by command, side by side with a check of the same registry.

Run it with `python benchmarks/edit.py`. The change is `add step` on a copy of the shipped registry;
it checks the registry twice, before and after, and writes it. The step goes to the same place each
time, so that the copy grows by a line a run.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from measuring import aitracker, ending, environment, measured, table

ROUNDS = 9
GOAL = 1.6


def main() -> int:
    """Prints both times and the ratio."""
    shipped = Path(__file__).parent.parent / "data"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(shipped, Path(folder) / "data")
        registry = str(Path(folder) / "data" / "initiatives.yaml")
        base, ours = "aitracker check", "aitracker add step"
        step = ("add", "step", "jobintech", "--date", "2026-02", "--summary", "A step")
        runs = {
            base: aitracker("check", registry),
            ours: aitracker(*step, "-r", registry),
        }
        env = environment(folder)
        return ending(lambda: table(measured(runs, env, ROUNDS), base, {ours: GOAL}))


if __name__ == "__main__":
    sys.exit(main())
