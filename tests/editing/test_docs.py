"""The command lines that change a registry, in the help and in the docs, are typed."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from aitracker.cli.lazy import EDITING, load
from tests.conftest import SHIPPED, loaded, run, write
from tests.editing.test_parts import REGISTRY
from tests.test_docs_run import EVERY_LINE, LINES

OURS = [line for line in EVERY_LINE if line not in LINES]
WHOLE = [
    line
    for line in OURS
    if not re.search(r"\b(?:ID|OLD|PATH|URL)\b|--help", line.command)
    and line.command.count(" ") > 2
    and line.command.split()[1] not in ("edit", "init")
]
"""Those that need no word put in."""

EXAMPLES = [
    (name, line) for name in EDITING for line in load(name).examples if name not in ("edit", "init")
]


PLACEHOLDERS = {
    "ID": "jobintech",
    "ORGANIZATION": "onepoint",
    "SOURCE": "le360-jobintech",
    "URL": "https://fr.le360.ma/2027/01/12/un-article",
    "OLD": "mistral-ai-lab",
    "NEW": "mistral-lab",
}
"""What the examples of the help leave to fill in, and what stands there in the tests."""


def test_each_command_is_in_the_docs() -> None:
    assert len(WHOLE) >= 6
    for name in EDITING:
        assert any(line.command.startswith(f"aitracker {name} ") for line in OURS)
        assert load(name).examples


@pytest.mark.parametrize("line", WHOLE, ids=str)
def test_a_line_of_the_docs_changes_the_registry_of_the_page(place: Path, line: object) -> None:
    path = write(place, REGISTRY)
    command = getattr(line, "command", "")
    done = run(*shlex.split(command.partition(" > ")[0], comments=True)[1:])
    assert done.code == 0, done.err
    if "--print" in command:
        assert loaded(REGISTRY, done.out).unread == 0
        return
    assert done.out.startswith("--- a/data/initiatives.yaml\n")
    assert (path.read_text("utf-8") == REGISTRY) == (" -n" in command)


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_an_example_of_the_help_works(place: Path, name: str, line: str) -> None:
    assert f"  {line}\n" in run(*name.split(), "--help").out
    shutil.copytree(SHIPPED.parent, place / "data")
    typed = line.partition(" > ")[0].removesuffix(" -n")
    for word, value in PLACEHOLDERS.items():
        typed = re.sub(rf"\b{word}\b", value, typed)
    done = run(*shlex.split(typed)[1:], "-n")
    assert done.code == 0, done.err
    assert ("--- a/data/" in done.out) != ("--print" in line)
