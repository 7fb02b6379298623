"""Counts the instructions a command takes: nearly the same however busy the machine is."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_COLLECTED = re.compile(r"Collected : (\d+)")


def instructions(
    command: Sequence[str], env: Mapping[str, str], cwd: Path | None = None
) -> int | None:
    """How many instructions one run executes, counted by valgrind.

    None where it is not there or counts nothing.
    """
    if shutil.which("valgrind") is None:
        return None
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        # The order of sets and dicts of text, and with it the work, must not change between runs.
        env={**env, "PYTHONHASHSEED": "0"},
        cwd=cwd,
    )
    found = _COLLECTED.search(done.stderr.decode(errors="replace"))
    return int(found[1]) if found and done.returncode == 0 else None


def counted(
    runs: Mapping[str, Sequence[str]], base: str, env: Mapping[str, str], cwd: Path | None = None
) -> None:
    """Prints the instructions of each command, and their ratio to those of `base`."""
    found = {name: instructions(command, env, cwd) for name, command in runs.items()}
    floor = found[base]
    print(f"{'':44}{'million instructions':>24}{'ratio':>8}")
    for name, count in found.items():
        if count is None or floor is None:
            print(f"{name:44}{'not measured':>24}")
        else:
            print(f"{name:44}{count / 1e6:>24.1f}{count / floor:>8.2f}")
