"""Cold `check`, side by side in one run with what reads YAML without places: `python benchmarks/check.py [INITIATIVES]`.

The rival is PyYAML's C safe loader, then Pydantic over the same dataclasses, record by record; it says no line and no rule.
Every process does the work once; what counts is the ratio.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generated import registry

ROUNDS = 3
LOAD = """
import sys, yaml, pydantic
from aitracker.model.records import RECORD_TYPES
from aitracker.reading.normalize import normalize
class Loader(yaml.CSafeLoader):
    pass
Loader.yaml_implicit_resolvers = {}
data = yaml.load(open(sys.argv[1], encoding="utf-8"), Loader)
for name, kind in RECORD_TYPES.items():
    adapter = pydantic.TypeAdapter(kind)
    for record in (data.get(name) or {}).values():
        adapter.validate_python(normalize(record, kind))
"""
CHECK = "import sys; from aitracker.cli.main import main; sys.exit(main())"


def once(command: list[str], env: dict[str, str]) -> float:
    """How many seconds one run takes."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False, env=env)
    return time.perf_counter() - began


def main() -> None:
    """Prints both times, the ratio, and the most memory a run of either took."""
    initiatives = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.yaml"
        path.write_text(registry(initiatives), "utf-8")
        env = {**os.environ, "XDG_CACHE_HOME": folder}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = {
            "safe loader + Pydantic": [sys.executable, "-c", LOAD, str(path)],
            "aitracker check": [sys.executable, "-c", CHECK, "check", str(path)],
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, command in runs.items():
                times[name].append(once(command, env))
        print(f"{initiatives} initiatives, {path.stat().st_size / 1e6:.1f} MB")
    floor = statistics.median(times["safe loader + Pydantic"])
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"{name:24}{middle:>8.2f} s{middle / floor:>8.2f}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
