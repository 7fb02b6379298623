"""How time grows with the registry: 100, 1,000 and 10,000 initiatives in one run.

Run it with `python benchmarks/sizes.py`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generated import registry
from measuring import aitracker, ending, environment, measured, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SIZES = (100, 1_000, 10_000)
ROUNDS = 15
COMMANDS = {
    "show plan-50": ["show", "plan-50"],
    "search '\"plan 50\"'": ["search", '"plan 50"'],
    "search, hits everywhere, --limit 20": ["search", "national", "--limit", "20"],
    "list --limit 20": ["list", "--limit", "20"],
    "due --within 1y --limit 20": ["due", "--within", "1y", "--limit", "20"],
    "list": ["list"],
}
"""The first four stay under 1.3 times the time of the smallest registry, whatever its size."""


def compared(paths: Mapping[int, Path], env: Mapping[str, str]) -> Iterator[bool]:
    """Prints each command's time at each size, and its ratio to the smallest.

    It yields whether each stays under its goal.
    """
    for name, args in COMMANDS.items():
        runs = {f"{name}  [{size}]": aitracker(*args, "-r", str(paths[size])) for size in paths}
        goal = None if name in ("list", "due --within 1y --limit 20") else 1.3
        times = measured(runs, env, ROUNDS)
        yield table(times, f"{name}  [{SIZES[0]}]", {f"{name}  [{SIZES[-1]}]": goal})


def main() -> int:
    """Makes the registries, and measures on them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {size: Path(folder) / f"{size}.yaml" for size in SIZES}
        for size, path in paths.items():
            path.write_text(registry(size), "utf-8")
        return ending(lambda: all([*compared(paths, environment(folder))]))


if __name__ == "__main__":
    sys.exit(main())
