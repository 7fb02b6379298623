"""The walk-through, in both languages, typed from its first line to its last."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, run

PAGES = {"first-article.md": "Opening", "premier-article.md": "Ouverture"}


def lines(page: str) -> list[str]:
    text = (REPOSITORY / "docs" / page).read_text("utf-8")
    return re.findall(r"^    (\S.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_line_works_and_the_registry_says_what_the_articles_say(
    page: str, place: Path
) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    before, typed, file = "", 0, place / "data" / "initiatives.yaml"
    for line in lines(page):
        if line.startswith("aitracker"):
            done = run(*shlex.split(line)[1:])
            assert done.code == 0, (line, done.err)
            if line.startswith("aitracker init"):
                before = file.read_text("utf-8")
            elif line.startswith("aitracker add"):
                typed += len(line) + 1
        else:
            command = line.replace("git ", "git -c user.name=N -c user.email=n@e.example ")
            subprocess.run(["sh", "-c", command], check=True, capture_output=True, cwd=place)
    assert run("check", "--errors-only").out == ""
    _look(PAGES[page])
    _count(page, before, file.read_text("utf-8"), typed)


def _look(opening: str) -> None:
    """The answers that the three articles give."""
    signed = {row["name"]: row["role"] for row in run("list", "signatories", "--json").json}
    assert signed["Sami Idrissi"] == "signed"
    (promise,) = [row for row in run("due", "--json").json if row["text"] == opening]
    assert (promise["due"], promise["first"], promise["slips"]) == ("2028-Q3", "2027", 1)
    (dispute,) = [row for row in run("disputes", "--json").json if row["id"] == "atlas-mou"]
    assert "3000" in dispute["rivals"][0]["says"]
    people = run("show", "atlas-mou", "--json").json["history"][0]["people"]
    assert people["absent"][0]["name"] == "Lina Haddad"


def _count(page: str, before: str, after: str, typed: int) -> None:
    """The keystrokes that the page tells: of the commands, and of the new lines by hand."""
    old = set(before.splitlines())
    by_hand = sum(len(line.strip()) + 1 for line in after.splitlines() if line not in old)
    said = re.findall(r"^\| [^|]*(?:comman|hand|main)[^|]* \| (\d+) ", _text(page), re.MULTILINE)
    assert [int(number) for number in said] == [typed, by_hand]


def _text(page: str) -> str:
    return (REPOSITORY / "docs" / page).read_text("utf-8")
