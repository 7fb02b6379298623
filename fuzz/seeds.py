"""Writes the seeds of both fuzzers into folders.

`seeds.py FOLDER` makes FOLDER/reading and FOLDER/query.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def reading() -> list[bytes]:
    """All invalid registries of the tests, and each shipped record in a file of its own."""
    found = [path.read_bytes() for path in sorted((ROOT / "tests" / "invalid").glob("*.yaml"))]
    for path in [
        ROOT / "data" / "initiatives.yaml",
        *(ROOT / "data" / "initiatives").glob("*.yaml"),
    ]:
        text = path.read_text("utf-8")
        collection, *records = re.split(r"(?m)^(?=  [a-z0-9-]+:)", text)
        head = "schema_version: 1\n" + "".join(re.findall(r"(?m)^[a-z]+:\n", collection)[-1:])
        found += [(head + record).encode() for record in records]
    return found


def query() -> list[bytes]:
    """Queries of the docs and the tests."""
    texts = [
        path.read_text("utf-8")
        for path in [*ROOT.glob("docs/*.md"), *ROOT.glob("tests/*/test_*.py")]
    ]
    found = {
        query
        for text in texts
        for query in re.findall(
            r"[\"'`]((?:select|with|pragma|attach|create|insert|explain|vacuum) [^\n]*?)[\"`]", text
        )
    }
    return [query.encode() for query in sorted(found)]


def main(folder: Path) -> None:
    """Writes all seeds, named by number."""
    for name, seeds in (("reading", reading()), ("query", query())):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (folder / name / f"{number:04}").write_bytes(seed)
        sys.stdout.write(f"{len(seeds)} seeds in {folder / name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
