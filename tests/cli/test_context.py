"""Records tagged context are left out of what counts the subject, unless they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BASE, run, write
from tests.goldens import on_a_terminal

REGISTRY = (
    BASE
    + """\
initiatives:
  plan:
    kind: strategy
    name: Plan
    tags: [law]
    sources: [press-page]
    history: [{date: 2020-01-20, status: announced, sources: [press-page]}]
    milestones: [{name: Site, due: 2021}]
  loan:
    kind: programme
    name: Loan
    tags: [law, context]
    sources: [press-page]
    history: [{date: 2020-01-20, status: announced}]
    milestones: [{name: Payment, due: 2021}]
"""
)
COMMANDS = [["stale"], ["due"]]


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def ids(*args: str) -> list[str]:
    return [row["id"] for row in run(*args, "--as-of", "2040-01-01", "--json").json]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_context_is_left_out_unless_it_is_asked_for(command: list[str]) -> None:
    assert ids(*command) == ["plan"]
    assert sorted(ids(*command, "--context")) == ["loan", "plan"]
    assert ids(*command, "--tag", "context") == ["loan"]
    assert ids(*command, "loan") == ["loan"]
    assert ids(*command, "--tag", "law") == ["plan"]


def test_stats_counts_context_when_it_is_asked_for() -> None:
    def counted(*args: str) -> int:
        return sum(row["count"] for row in run("stats", "--by", "collection", *args, "--json").json)

    assert counted() == 1
    assert counted("--context") == 2
    assert counted("--tag", "context") == 1
    assert len(run("list", "--json").json) == 2


def test_people_are_told_how_many_were_left_out() -> None:
    for command in ("stale", "due", "stats"):
        day = ("--as-of", "2040-01-01")
        assert "1 of context left out (--context)" in on_a_terminal(command, *day).err
        assert "left out" not in on_a_terminal(command, "--context", *day).err
        assert run(command, *day).err == ""


def test_coverage_is_about_all_of_it() -> None:
    assert run("stats", "--coverage", "--context").code == 2
