"""Coverage-guided fuzzing of reading.

Any bytes become records and problems, each at a place inside the file.
"""

from __future__ import annotations

import re
import sqlite3
import sys

import atheris

with atheris.instrument_imports(include=["aitracker"]):
    from aitracker.catalog.build import build
    from aitracker.reading.explain import EXPLANATIONS
    from aitracker.reading.load import load
    from aitracker.reading.locate import File

from words import mutator

CODES = {code for codes in EXPLANATIONS.values() for code in codes}
_MARK = b"\xef\xbb\xbf"
PIECE = r"\r?\n *|[\w./:+~-]+|\s|."
_LINE = re.compile(r"\r\n|\r|\n")


def attack(data: bytes) -> None:
    """Reads one file.

    Whatever it holds, nothing is raised and each problem can be shown with a caret.
    """
    loaded = load([File("fuzz.yaml", data)])
    lines = _LINE.split(data.removeprefix(_MARK).decode("utf-8", "replace"))
    for problem in loaded.problems:
        assert problem.file == "fuzz.yaml", problem
        assert problem.code in CODES, problem
        assert 1 <= problem.line <= len(lines), (problem, len(lines))
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert problem.message.strip(), problem
    if loaded.registry.records:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        build(loaded, connection)
        connection.close()


if __name__ == "__main__":
    atheris.Setup(sys.argv, attack, custom_mutator=mutator(PIECE, "yaml.dict"))
    atheris.Fuzz()
