"""How well `search` finds what people look for.

Run it with `python benchmarks/queries.py [REGISTRY]`. It prints each query that misses something,
and by script the share of what must be found, of what must come first, and of answers without a
known false hit among the first ten.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path

from measuring import aitracker, environment

HERE = Path(__file__).parent
FIRST = 10
"""So many answers are looked at for false hits."""


def ids(text: str, registry: Path, cache: str) -> list[str]:
    """What a query finds, in order."""
    command = aitracker("search", "-f", "jsonl", "-r", str(registry), "--", text)
    done = subprocess.run(
        command, env=environment(cache), capture_output=True, text=True, check=True
    )
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]


def main() -> None:
    """Prints what is missed, and the shares."""
    registry = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "data" / "initiatives.yaml"
    queries = tomllib.loads((HERE / "queries.toml").read_text("utf-8"))["query"]
    met: dict[tuple[str, str], list[bool]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as cache:
        for query in queries:
            found = ids(query["text"], registry, cache)
            script = "Arabic" if max(query["text"]) >= "\u0600" else "Latin"
            wanted = {*query.get("finds", ()), *query.get("first", ())}
            missed = sorted(wanted - {*found})
            false = sorted({*query.get("not", ())} & {*found[:FIRST]})
            met["found", script] += [key in found for key in wanted]
            met["first", script] += [found[:1] == [key] for key in query.get("first", ())]
            met["no false hit", script].append(not false)
            late = [key for key in query.get("first", ()) if key in found[1:]]
            if missed or false or late:
                print(f"{query['text']}: missed {missed}, not first {late}, false {false}")
    for (what, script), answers in sorted(met.items()):
        share = sum(answers) / len(answers)
        print(f"{what:14}{script:8}{sum(answers):>4} of {len(answers):<4}{share:>6.0%}")


if __name__ == "__main__":
    main()
