"""The page of cases: its registry is sound, and each command gives the answer that is meant."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY, run, write

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (REPOSITORY / "docs" / "cases.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^\$ aitracker (.*)$", PAGE, re.MULTILINE)


@pytest.fixture(autouse=True)
def registry(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, block in enumerate(BLOCKS):
        write(place, block, f"cases/{number:02}.yaml")
    monkeypatch.setenv("AITRACKER_REGISTRY", str(place / "cases"))


def rows(*args: str) -> list[list[object]]:
    """The values of the rows that a command gives as JSON."""
    return [list(row.values()) for row in run(*args, "--json").json]


def test_there_are_twelve_cases_and_the_registry_they_make_has_no_error() -> None:
    assert re.findall(r"^## (\d+)\. ", PAGE, re.MULTILINE) == [str(n) for n in range(1, 13)]
    assert run("check", "--errors-only").out == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_page_answers(command: str) -> None:
    done = run(*shlex.split(command))
    assert done.code == 0
    assert done.out.strip()


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        (
            "due --kind regulation --fields text,due,state",
            [
                ["authorities named: 27", "2025-08-02", "overdue"],
                ["high-risk systems", "2027-12-02", "upcoming"],
                ["Chapters I and II", "2025-02-02", "in-force"],
                ["general-purpose models", "2025-08-02", "in-force"],
            ],
        ),
        (
            "due --slipped --fields id,due,first,slips,slipped",
            [
                ["ai-act", "2027-12-02", "2026-08-02", 1, 487],
                ["gigafactories", "2026-H2", "2025-Q4", 2, 365],
            ],
        ),
        (
            "due --kind infrastructure --as-of 2026-01-15 --fields due,slips,slipped",
            [["2026-Q1", 1, 90]],
        ),
        (
            "list signatories --role refused --fields name,record",
            [
                ["United Kingdom", "paris-statement"],
                ["United States", "paris-statement"],
                ["Meta", "code-of-practice"],
            ],
        ),
        (
            "list signatories --org xai --fields name,part",
            [["Google", None], ["xAI", "Safety and Security"]],
        ),
        ("list partnerships --org sweden --fields id", [["paris-statement"]]),
        ("list --kind regulation --as-of 2024-04 --fields status", [["passed"]]),
        ("list --kind regulation --fields status", [["adopted"]]),
        (
            "due --overdue --fields id,text,result,outcome,gap",
            [["ai-act", "authorities named: 27", "12", "short", "15"]],
        ),
        (
            "list signatories --person vice-president --fields title,for",
            [["Vice-President", "european-union"]],
        ),
        (
            "due --kind strategy --fields id,state",
            [["coordinated-plan", "soon"]],
        ),
        ("due --kind policy --fields id,state", [["old-rules", "ended"]]),
    ],
)
def test_the_cases_are_said_truly(command: str, answer: list[list[object]]) -> None:
    assert rows(*shlex.split(command)) == answer
