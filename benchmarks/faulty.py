"""A check of records with mistakes, beside one of as many sound records.

Run it with `python benchmarks/faulty.py [RECORDS]`. It counts seconds of CPU, so that a busy
machine says nearly the same as an idle one. Each record has the same mistakes, as when a program
wrote them; in `each its own`, every one is spelled otherwise.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from generated import MISTAKES, with_mistakes
from measuring import aitracker, environment

ROUNDS = 3
GOAL = 1.5


def seconds(path: Path, cache: str) -> float:
    """The seconds of CPU one check takes, the least of some rounds."""
    nothing = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (0, 1, 2)]
    command = aitracker("check", "-r", str(path))
    taken = []
    for _ in range(ROUNDS):
        process = os.posix_spawn(command[0], command, environment(cache), file_actions=actions)
        _, _, used = os.wait4(process, 0)
        taken.append(used.ru_utime + used.ru_stime)
    os.close(nothing)
    return min(taken)


def main() -> int:
    """Prints the seconds of each shape, and their ratio to those of sound records."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    missed = False
    base = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for shape in MISTAKES:
            path = Path(folder) / "registry.yaml"
            path.write_text(with_mistakes(records, shape), "utf-8")
            taken = seconds(path, folder)
            base = base or taken
            missed |= taken > GOAL * base
            print(f"{shape:24}{taken:>8.2f} s{taken / base:>8.2f}", flush=True)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
