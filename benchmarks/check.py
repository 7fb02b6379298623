"""Cold `check`, side by side in one run with what reads YAML without places.

Run it with `python benchmarks/check.py [INITIATIVES]`. The rival is PyYAML's C safe loader, then
Pydantic over the same dataclasses, record by record; it says no line and no rule. A check keeps
nothing, so that every run does the whole work; what counts is the ratio.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from generated import registry
from measuring import aitracker, ending, environment, measured, table

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
GOAL = 0.5


def main() -> int:
    """Prints both times, the ratio, and the most memory a run of either took."""
    initiatives = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.yaml"
        path.write_text(registry(initiatives), "utf-8")
        base, ours = "safe loader + Pydantic", "aitracker check"
        runs = {base: [sys.executable, "-c", LOAD, str(path)], ours: aitracker("check", str(path))}
        print(f"{initiatives} initiatives, {path.stat().st_size / 1e6:.1f} MB")
        env = environment(folder)
        code = ending(lambda: table(measured(runs, env, ROUNDS), base, {ours: GOAL}))
    print(f"most memory: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")
    return code


if __name__ == "__main__":
    sys.exit(main())
