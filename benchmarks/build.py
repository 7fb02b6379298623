"""A cold `list`, which builds the index, beside a cold `check` of the same registry.

Run it with `python benchmarks/build.py [INITIATIVES]`. Each run of `list` begins with an empty
cache. It reads the files as `check` does, and asks no rule that only warns.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from generated import registry
from measuring import START, aitracker, ending, environment, measured, table

ROUNDS = 3
EMPTIED = f"""
import os, shutil
shutil.rmtree(os.path.join(os.environ["XDG_CACHE_HOME"], "aitracker"), ignore_errors=True)
{START}
"""
GOAL = 1.5


def main() -> int:
    """Prints both times, the ratio, and how large the index is."""
    initiatives = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.yaml"
        path.write_text(registry(initiatives), "utf-8")
        base, ours = "cold check", "cold list --limit 1"
        build = [sys.executable, "-c", EMPTIED, "list", "--limit", "1", "-r", str(path)]
        runs = {base: aitracker("check", str(path)), ours: build}
        print(f"{initiatives} initiatives, {path.stat().st_size / 1e6:.1f} MB")
        env = environment(folder)
        code = ending(lambda: table(measured(runs, env, ROUNDS), base, {ours: GOAL}))
        sizes = (index.stat().st_size for index in Path(folder, "aitracker").glob("*.db"))
        print(f"index: {sum(sizes) / 1e6:.1f} MB")
    return code


if __name__ == "__main__":
    sys.exit(main())
