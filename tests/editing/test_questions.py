"""Questions at a terminal: each answer is as good as the option, and nothing is asked elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pexpect
import pytest

from aitracker.cli.completion.offers import answer
from aitracker.editing.splice import data_of
from tests.conftest import PATIENCE, run, write
from tests.editing.test_edit import ended, terminal
from tests.editing.test_parts import REGISTRY, after


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def test_a_step_is_asked_for_from_the_record_to_the_source(place: Path) -> None:
    child = terminal(place, "add", "step", AITRACKER_REGISTRY="data/initiatives.yaml")
    child.expect("record .*: ")
    child.sendline("netw")
    child.expect("1  network")
    child.expect("number")
    child.sendline("1")
    child.expect("date: ")
    child.sendline("some day")
    child.expect("'some day' is not a date")
    child.expect("date: ")
    child.sendline("12/03/2026")
    child.expect("changed to 2026-03-12")
    child.expect("status: ")
    child.sendline("Signed")
    child.expect("summary: ")
    child.sendline("")
    child.expect("source: ")
    child.sendline("press-page, State")
    child.expect("1  official-page")
    child.expect("number")
    child.sendline("1")
    child.expect("write this\\? \\[Y/n\\]")
    child.sendline("")
    assert ended(child) == 0
    history = data_of(after(place))["initiatives"]["network"]["history"]
    assert history[1] == {
        "date": "2026-03-12",
        "status": "signed",
        "sources": ["press-page", "official-page"],
    }


def test_a_source_is_created_on_the_way_in_the_same_change(place: Path) -> None:
    child = terminal(place, "add", "step", "plan")
    child.expect("date: ")
    child.sendline("2026-02-03")
    child.expect("status: ")
    child.sendline("")
    child.expect("summary: ")
    child.sendline("Debated")
    child.expect("source: ")
    child.sendline("https://new.example/2026/02/03/debate")
    child.expect("create .* in sources now\\? \\[Y/n\\]")
    child.sendline("y")
    child.expect("publisher: ")
    child.sendline("New Paper")
    child.expect("write this")
    child.sendline("y")
    assert ended(child) == 0
    data = data_of(after(place))
    assert data["sources"]["new-paper-debate"]["published"] == "2026-02-03"
    assert data["initiatives"]["plan"]["history"][1]["sources"] == ["new-paper-debate"]


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("\x03", 130), ("\x04", 130)])
def test_who_says_no_or_leaves_changes_nothing(place: Path, answer: str, code: int) -> None:
    child = terminal(place, "add", "milestone", "plan", "--name", "Opening")
    child.expect("due: ")
    child.sendline("Q3 2028")
    child.expect("write this")
    child.sendline(answer) if answer == "n" else child.send(answer)
    assert ended(child) == code
    assert after(place) == REGISTRY


def test_what_is_given_is_not_asked(place: Path) -> None:
    child = terminal(place, "add", "figure", "plan", "--metric", "seats", "--value", "5")
    assert ended(child) == 0
    assert "value: 5}" in after(place)


def test_words_are_completed_on_tab(place: Path) -> None:
    child = terminal(place, "add", "step", "plan", "--at", "nowhere")
    assert ended(child) == 1
    child = terminal(place, "add", "organization")
    child.expect("name: ")
    child.sendline("A School")
    child.expect("source: ")
    child.send("press-p\t\r")
    child.expect("write this")
    child.sendline("")
    assert ended(child) == 0
    assert data_of(after(place))["organizations"]["a-school"] == {
        "name": "A School",
        "sources": ["press-page"],
    }


def test_a_rival_is_asked_for_its_source(place: Path) -> None:
    child = terminal(place, "add", "rival", "plan.figures.0", "--value", "3 000")
    child.expect("source: ")
    child.sendline("press-page")
    child.expect("write this")
    child.sendline("")
    assert ended(child) == 0
    assert "- {value: 3000, sources: [press-page]}" in after(place)


@pytest.mark.parametrize("line", ["add step", "add figure", "add milestone", "edit"])
def test_without_a_terminal_nothing_is_asked(line: str) -> None:
    ran = run(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert "missing ID" in ran.err


def test_the_words_after_add_and_the_values_of_fields_are_completed() -> None:
    assert offered("add", "st") == ["step"]
    assert offered("ad") == ["add"]
    assert offered("add", "step", "plan", "--status", "sig") == ["signed"]
    assert offered("add", "step", "plan", "--source", "press") == ["press-page"]
    assert offered("add", "step", "plan", "--signed", "mini") == ["minister"]
    assert "figures.0.value=" in offered("set", "plan", "figures.0.")


def offered(*words: str) -> list[str]:
    return [line.partition("\t")[0] for line in answer(words) if not line.startswith(":")]


def test_in_a_real_bash_a_step_is_completed_and_written(place: Path, tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    program = tmp_path / "bin" / "aitracker"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m aitracker "$@"\n')
    program.chmod(0o755)
    environment = {key: value for key, value in os.environ.items() if key != "CI"}
    environment |= {"PATH": f"{program.parent}:{os.environ['PATH']}", "TERM": "xterm"}
    shell = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile", "-i"],
        cwd=str(place),
        env=environment,
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(50, 200),
    )
    shell.sendline(
        "bind 'set bell-style none'; eval \"$(aitracker completion bash)\"; echo REA''DY"
    )
    shell.expect_exact("READY")
    shell.send(
        "aitracker add st\tpla\t--date 2026-02-03 --status sig\t--source press\t; echo EN''D\r"
    )
    shell.expect_exact("END")
    shell.close()
    history = data_of(after(place))["initiatives"]["plan"]["history"]
    assert history[1] == {"date": "2026-02-03", "status": "signed", "sources": ["press-page"]}
