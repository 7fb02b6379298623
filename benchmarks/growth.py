"""How the reading commands grow with a registry of three shapes.

Run it with `python benchmarks/growth.py [SHAPE]...`. Each command is measured on 500, 1,000 and
3,000 of each shape. A command grows at most linearly where three times as much takes at most three
times as long (and a start besides); the last column sets it beside `list` of the largest of the
same shape.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generated import COMMANDS, SHAPES, arguments
from measuring import aitracker, ending, environment, measured

if TYPE_CHECKING:
    from collections.abc import Mapping

SIZES = (500, 1_000, 3_000)
ROUNDS = 5


def grown(folder: Path, shape: str, env: Mapping[str, str]) -> bool:
    """Prints the times of each command on the three sizes of a shape.

    It returns whether each grows at most linearly.
    """
    paths = {size: folder / f"{shape}-{size}.yaml" for size in SIZES}
    for size, path in paths.items():
        path.write_text(SHAPES[shape](size), "utf-8")
    runs = {
        f"{name} {size}": aitracker(*arguments(name, shape), "-r", str(path))
        for name in COMMANDS
        for size, path in paths.items()
    }
    times = measured(runs, env, ROUNDS)
    least, most = SIZES[0], SIZES[-1]
    listed = times[f"list {most}" if shape != "deep" else f"show {most}"].median
    print(
        f"\n{shape:20}" + "".join(f"{size:>10}" for size in SIZES) + f"{'growth':>9}{'of list':>9}"
    )
    linear = True
    for name in COMMANDS:
        medians = [times[f"{name} {size}"].median for size in SIZES]
        growth = medians[-1] / medians[0]
        linear = linear and growth <= most / least
        print(
            f"{name:20}"
            + "".join(f"{median * 1000:>7.0f} ms" for median in medians)
            + f"{growth:>9.2f}{medians[-1] / listed:>9.2f}"
        )
    return linear


def main() -> int:
    """Makes the registries, and measures on them."""
    parser = argparse.ArgumentParser(description="How commands grow with a registry.")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=f"of {', '.join(SHAPES)}")
    shapes = parser.parse_args().shapes
    if unknown := set(shapes) - set(SHAPES):
        parser.error(f"unknown shape: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        return ending(
            lambda: all([*(grown(Path(folder), shape, env) for shape in shapes or SHAPES)])
        )


if __name__ == "__main__":
    sys.exit(main())
