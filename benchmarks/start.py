"""Start-up times, side by side in one run: `python benchmarks/start.py`.

Every command is run in turn, round after round, so that a busy moment of the machine slows all of them alike. What counts
is the ratio to an empty Typer program; milliseconds belong to a machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 40
REPOSITORY = Path(__file__).parent.parent
EMPTY = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None:\n    print('hello')\napp()\n"
START = "import sys; from aitracker.cli.main import main; sys.exit(main())"
COMMANDS: dict[str, tuple[list[str], float | None]] = {
    "list in a pipe": (["list"], 1.25),
    "list signatories --json": (["list", "signatories", "--json"], None),
    "show mistral-ai-lab": (["show", "mistral-ai-lab"], None),
    "timeline in a pipe": (["timeline"], None),
    "--help": (["--help"], None),
}
"""Each command that is measured, and the ratio it is to stay under."""


def once(command: list[str], env: dict[str, str]) -> float:
    """How many milliseconds one run of a command takes."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=env, cwd=REPOSITORY)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Prints the median time of each command and its ratio to the empty program."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "XDG_CACHE_HOME": folder}
        # Without compiled modules every start would measure the compiler.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = {"empty Typer program": [sys.executable, "-c", EMPTY]}
        runs |= {name: [sys.executable, "-c", START, *args] for name, (args, _) in COMMANDS.items()}
        for command in runs.values():
            once(command, env)
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, command in runs.items():
                times[name].append(once(command, env))
    floor = statistics.median(times["empty Typer program"])
    print(f"{'':28}{'median':>10}{'ratio':>8}{'goal':>8}")
    for name, taken in times.items():
        goal = COMMANDS.get(name, ([], None))[1]
        middle = statistics.median(taken)
        print(f"{name:28}{middle:>7.1f} ms{middle / floor:>8.2f}{goal or '':>8}")


if __name__ == "__main__":
    main()
