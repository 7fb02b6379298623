"""Which files a registry is, and what is refused since an answer from it would not be whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BASE, SHIPPED, Ran, run, write

PLANS = """\
initiatives:
  plan:
    kind: strategy
    name: Plan
    sources: [press-page, official-page]
    history: [{date: 2025, status: announced}]
"""


@pytest.fixture
def split(place: Path) -> Path:
    """A registry in a file and the folder beside it, and the folder around both."""
    write(place, BASE)
    return write(place, PLANS, "data/initiatives/plans.yaml").parent.parent


@pytest.mark.usefixtures("split")
def test_the_folder_around_a_registry_is_the_registry() -> None:
    assert run("list", "all", "-r", "data").out == run("list", "all").out
    assert run("check", "data").out == run("check").out
    assert len(run("list", "all", "-r", "data").rows) == 5


def test_the_folder_around_the_shipped_registry_answers_as_it_does() -> None:
    folder = str(SHIPPED.parent)
    whole, around = run("list", "-r", str(SHIPPED)), run("list", "-r", folder)
    assert (around.code, around.err, around.out) == (0, "", whole.out)


@pytest.mark.usefixtures("split")
@pytest.mark.parametrize("part", ["data/initiatives/plans.yaml", "data/initiatives"])
@pytest.mark.parametrize("command", ["list", "show", "timeline", "search"])
def test_a_part_of_a_registry_does_not_answer_for_it(command: str, part: str) -> None:
    words = [] if command in ("list", "timeline") else ["plan"]
    done = run(command, *words, "-r", part)
    assert (done.code, done.out) == (3, "")
    assert f"{part} is only a part of the registry data/initiatives.yaml" in done.err
    assert "--registry data/initiatives.yaml" in done.err


def test_check_of_a_part_checks_it_within_its_registry(split: Path) -> None:
    part = split / "initiatives" / "plans.yaml"
    write(split.parent, BASE + "events: {day: {name: Day, sources: [press-page]}}\n")
    part.write_text(PLANS.replace("press-page", "pres-page"), "utf-8")
    whole = run("check").out.splitlines()
    for name in ("data/initiatives/plans.yaml", "data/initiatives"):
        done = run("check", name)
        assert (done.code, done.out.splitlines()) == (1, [whole[-1]])
        assert "unknown-reference" in done.out
    part.write_text(PLANS, "utf-8")
    assert run("check", "data/initiatives/plans.yaml").out == ""


def test_a_registry_with_any_error_says_so_on_every_answer(split: Path) -> None:
    (split / "initiatives" / "plans.yaml").write_text(PLANS.replace("press-", "pres-"), "utf-8")
    for command in (["list"], ["show", "plan"], ["timeline"], ["stats"], ["info"], ["why", "plan"]):
        done = run(*command)
        assert done.code == 3
        assert done.out
        assert "1 error in this registry; run: aitracker check" in done.err
        assert "unknown source" in done.err or "pres-page" in done.err


def refused(name: str) -> Ran:
    done = run("list")
    assert (done.code, done.out) == (3, "")
    assert f"data/initiatives/{name}" in done.err
    return done


def test_a_file_with_the_other_ending_is_told_instead_of_passed_over(split: Path) -> None:
    (split / "initiatives" / "people.yml").write_text("people: {}\n", "utf-8")
    assert "rename it to people.yaml" in refused("people.yml").err


@pytest.mark.parametrize(
    "name",
    [
        "plans - Copie.yaml",
        "plans - Copy.yaml",
        "plans - Copy (2).yaml",
        "plans copy.yaml",
        "plans copie 2.yaml",
        "plans (1).yaml",
        "plans(1).yaml",
        "Copie de plans.yaml",
        "Copy of plans.yaml",
        "plans - نسخة.yaml",
        "plans.bak.yaml",
        "plans_old.yaml",
    ],
)
def test_a_copy_of_a_file_is_told_as_one(name: str, split: Path) -> None:
    (split / "initiatives" / name).write_text(PLANS, "utf-8")
    done = refused(name)
    assert "looks like a copy of plans.yaml" in done.err
    (split / "initiatives" / name).unlink()
    assert run("list").code == 0


@pytest.mark.parametrize("name", ["plans-2026.yaml", "copy.yaml", "golden.yaml", "plans2.yaml"])
def test_other_names_are_files_of_the_registry(name: str, split: Path) -> None:
    (split / "initiatives" / name).write_text(PLANS.replace("plan:", "other:"), "utf-8")
    assert len(run("list").rows) == 2
