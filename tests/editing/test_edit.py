"""`edit`: a record in an editor, of which nothing is lost whatever happens."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pexpect
import pytest

from aitracker.editing.editor_copy import at_line
from tests.conftest import PATIENCE, Ran, run, write
from tests.editing.test_parts import REGISTRY, after, changed


@pytest.fixture(autouse=True)
def registry(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    return write(place, REGISTRY)


def editor(place: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """An editor that is a script of the shell; $2 is the file, $1 the line."""
    path = place / "editor"
    path.write_text(f'#!/bin/sh\necho "$@" > {place}/arguments\n{script}\n')
    path.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(path))


def copies(place: Path) -> list[Path]:
    return sorted((place / "state").rglob("*.yaml"))


def edited(place: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Ran:
    editor(place, monkeypatch, script)
    return run("edit", "plan")


def test_what_the_editor_saves_is_checked_and_written(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = edited(place, monkeypatch, 'sed -i "s/value: 2000/value: 3000/" "$2"')
    assert (ran.code, ran.err) == (0, "")
    changed(place, ("value: 2000", "value: 3000"))
    assert "+      - {metric: GPU, value: 3000, by: 2030}  # promised\n" in ran.out
    line = REGISTRY[: REGISTRY.index("  plan:")].count("\n") + 1
    assert (place / "arguments").read_text().startswith(f"+{line} ")
    assert copies(place) == []


def test_a_text_that_is_not_changed_changes_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = edited(place, monkeypatch, "true")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing to change\n")
    assert copies(place) == []


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('sed -i "s/strategy/strateg/" "$2"', "unknown initiative kind 'strateg'"),
        ('sed -i "s/name: The network/name: [/" "$2"', "initiatives.yaml"),
        ('sed -i "s/name: The network/name: X/" "$2"; exit 3', "the editor ended with exit code 3"),
        ('sed -i "s/name: The network/name: X/" "$2"; kill -9 $$', "the editor ended with"),
        ('printf "\\377" >> "$2"', "this byte is not valid UTF-8"),
    ],
)
def test_a_text_that_cannot_be_written_is_kept_and_its_place_told(
    place: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    ran = edited(place, monkeypatch, script)
    assert (ran.code, ran.out) == (3, "")
    assert said in ran.err
    (copy,) = copies(place)
    assert f"your text is kept in {copy}\n" in ran.err
    assert copy.read_bytes() != REGISTRY.encode()
    assert after(place) == REGISTRY
    again = edited(place, monkeypatch, "true")
    assert f"a text that was not written is kept in {copy}\n" in again.err


def test_a_registry_that_changed_meanwhile_is_not_overwritten(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = place / "data" / "initiatives.yaml"
    ran = edited(
        place,
        monkeypatch,
        f'sed -i "s/value: 2000/value: 3000/" "$2"; sed -i "s/seats/chairs/" {path}; sleep 0.2',
    )
    assert (ran.code, ran.out) == (3, "")
    assert "was changed by another program meanwhile" in ran.err
    changed(place, ("seats", "chairs"))
    (copy,) = copies(place)
    assert "value: 3000" in copy.read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("no-such-editor", "the editor 'no-such-editor' cannot be started"),
        ("/etc", "the editor '/etc' cannot be started"),
        ('""', "the editor '\"\"' cannot be started"),
        ("'vi", "EDITOR has a quote that is not closed: 'vi"),
        ("vi \\", "EDITOR has a quote that is not closed: vi \\"),
        ("x\x1b[2J", "the editor 'x\\x1b[2J' cannot be started"),
    ],
)
def test_an_editor_that_is_not_there_is_told(
    given: str, said: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", given)
    ran = run("edit", "plan")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"Error: {said}\n  set EDITOR to another one, such as EDITOR=nano\n"
    assert copies(place) == []


def test_an_editor_that_starts_no_more_leaves_the_text(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(place, monkeypatch, "true")
    (place / "editor").write_text("#!/no/such/interpreter\n")
    ran = run("edit", "plan")
    (copy,) = copies(place)
    assert (ran.code, ran.out) == (3, "")
    assert "cannot be started: No such file or directory\n" in ran.err
    assert f"your text is kept in {copy}\n" in ran.err


def test_without_a_home_folder_the_variable_that_helps_is_named(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setattr("pathlib.Path.home", nowhere)
    ran = edited(place, monkeypatch, "true")
    assert (ran.code, ran.out) == (3, "")
    assert "set XDG_STATE_HOME" in ran.err


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("vim", ["+7", "f"]),
        ("/usr/bin/nano", ["+7", "f"]),
        ("emacs", ["+7", "f"]),
        ("code", ["--goto", "f:7"]),
        ("hx", ["f:7"]),
        ("notepad", ["f"]),
    ],
)
def test_an_editor_opens_at_the_line_of_the_record(name: str, arguments: list[str]) -> None:
    assert at_line(name, "f", 7) == arguments


def test_the_first_variable_names_the_editor(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(place, monkeypatch, "true")
    own = os.environ["EDITOR"]
    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.setenv("VISUAL", "neither-this")
    monkeypatch.setenv("AITRACKER_EDITOR", f"{own} --wait")
    assert run("edit", "plan").err == "nothing to change\n"
    assert (place / "arguments").read_text().startswith("--wait +")


# In a terminal


def terminal(place: Path, *args: str, **environment: str) -> pexpect.spawn[str]:
    env = {key: value for key, value in os.environ.items() if key != "CI"}
    env |= {"TERM": "xterm", "INPUTRC": "/dev/null", **environment}
    return pexpect.spawn(
        sys.executable,
        ["-m", "aitracker", *args],
        cwd=str(place),
        env=env,
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(40, 120),
    )


def ended(child: pexpect.spawn[str]) -> int:
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus is not None
    return child.exitstatus


def test_errors_are_listed_and_the_text_can_be_edited_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(
        place,
        monkeypatch,
        'if grep -q "kind: strateg " "$2"; then sed -i "s/kind: strateg /kind: roadmap /" "$2";\n'
        'else sed -i "s/kind: strategy/kind: strateg/" "$2"; fi',
    )
    child = terminal(place, "edit", "plan")
    child.expect("unknown initiative kind 'strateg'")
    child.expect(r"\[e\]dit again, \[k\]eep the text, \[d\]rop it\?")
    child.sendline("e")
    assert ended(child) == 0
    changed(place, ("kind: strategy ", "kind: roadmap "))
    assert copies(place) == []


@pytest.mark.parametrize(("answer", "code", "left"), [("k", 3, 1), ("d", 1, 0), ("\x03", 130, 1)])
def test_a_text_with_errors_is_kept_or_dropped(
    place: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, left: int
) -> None:
    editor(place, monkeypatch, 'sed -i "s/kind: strategy/kind: strateg/" "$2"')
    child = terminal(place, "edit", "plan")
    child.expect(r"\[d\]rop it\?")
    child.sendline(answer)
    assert ended(child) == code
    assert after(place) == REGISTRY
    assert len(copies(place)) == left


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("vim", "A # seen\x1b:wq\r"),
        ("nano", "\x05 # seen\x0f\r\x18"),
    ],
)
def test_a_real_editor_opens_at_the_record_and_saves(place: Path, name: str, keys: str) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    child = terminal(place, "edit", "plan", EDITOR=name, HOME=str(place))
    child.expect("strategy")
    child.send(keys)
    assert ended(child) == 0
    changed(place, ("  plan:\n", "  plan: # seen\n"))


def test_an_interrupt_is_for_the_editor_while_it_is_open(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(
        place,
        monkeypatch,
        'trap \'sed -i "s/seats/chairs/" "$2"; exit 0\' INT\necho open\n'
        "while :; do sleep 0.1; done",
    )
    child = terminal(place, "edit", "plan")
    child.expect("open")
    child.sendintr()
    assert ended(child) == 0
    changed(place, ("seats", "chairs"))
