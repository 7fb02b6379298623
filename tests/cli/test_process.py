"""The program as a process: full disks, bugs, terminals."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from aitracker.display.cells import width
from tests.conftest import BASE, PATIENCE, SHIPPED, program, run, write

pexpect = pytest.importorskip("pexpect", reason="needs a terminal driver: pip install -e '.[dev]'")

START = "import sys; from aitracker.cli.main import main; sys.exit(main())"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "args", [["list", "people"], ["show", "minister"], ["--version"], ["list", "--help"], []]
)
def test_a_full_output_is_said_and_exits_3(args: list[str], place: Path) -> None:
    write(place, BASE)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", START, *args],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_and_suggestions_import_no_command() -> None:
    asked = (
        "import sys; from aitracker.cli.main import main; code = main(sys.argv[1:]);"
        "print(code, [name for name in sys.modules if name.startswith('aitracker.cli.commands.')])"
    )
    for args, code in (["--help"], 0), (["lst"], 2), ([], 0):
        done = subprocess.run(
            [sys.executable, "-c", asked, *args], capture_output=True, text=True, check=False
        )
        assert done.stdout.splitlines()[-1] == f"{code} []"


def test_a_process_looks_for_no_garbage_while_it_starts_or_ends(place: Path) -> None:
    write(place, BASE)
    assert program("list", "people").returncode == 0
    asked = (
        "import gc, sys; from aitracker.cli.main import main;"
        "looked = lambda: sum(each['collections'] for each in gc.get_stats()); before = looked();"
        "code = main(); print(code, looked() - before, gc.get_count()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, "list", "people"], capture_output=True, text=True, check=False
    )
    code, looked, left = done.stdout.splitlines()[-1].split()
    assert (code, looked) == ("0", "0")
    assert int(left) < 100  # all that was there when it ended is frozen


def test_garbage_is_collected_as_before_where_others_run_a_command(place: Path) -> None:
    write(place, BASE)
    before = gc.get_threshold(), gc.get_freeze_count()
    assert run("list", "people").code == 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_no_locale_and_no_home_are_no_obstacle(place: Path) -> None:
    write(place, BASE.replace("name: A Minister", "name: وزير"))
    env = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", START, "list", "people"], capture_output=True, check=False, env=env
    )
    assert done.returncode == 0, done.stderr
    assert "وزير" in done.stdout.decode("utf-8")


def test_a_bug_is_said_without_a_traceback(place: Path) -> None:
    write(place, BASE)
    broken = f"import aitracker.catalog.cache as c; c.key = lambda files: 1 / 0; {START}"
    done = subprocess.run(
        [sys.executable, "-c", broken, "list"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "this is a bug" in done.stderr
    assert "Traceback" not in done.stderr


def on_terminal(columns: int, *args: str, env: dict[str, str] | None = None) -> tuple[str, int]:
    """What a terminal of this width is sent, and the exit code."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", START, *args],
        dimensions=(60, columns),
        encoding="utf-8",
        timeout=PATIENCE,
        env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})},
    )
    child.expect(pexpect.EOF)
    child.close()
    return str(child.before).replace("\r\n", "\n"), int(child.exitstatus)


COMMANDS = [
    ["list"],
    ["list", "partnerships"],
    ["list", "people", "--lang", "ar"],
    ["list", "signatories"],
    ["timeline"],
    ["show", "mistral-ai-lab"],
    ["check"],
]


@pytest.mark.slow
@pytest.mark.parametrize("columns", [40, 60, 80, 140])
@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_on_a_terminal_every_line_fits_and_every_isolate_is_closed(
    args: list[str], columns: int
) -> None:
    out, code = on_terminal(columns, *args, "-r", str(SHIPPED))
    assert code == 0
    for line in re.sub(r"\x1b\[[0-9;]*m", "", out).splitlines():
        assert len(re.findall("[\u2066\u2067]", line)) == line.count("\u2069")
        problem_or_address = (
            "://" in line or ": warning:" in line or line.endswith("initiatives.yaml")
        )
        assert problem_or_address or width(line) <= columns, line


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_is_left_out_where_it_is_not_wanted(env: dict[str, str]) -> None:
    out, code = on_terminal(80, "timeline", "-r", str(SHIPPED), env=env)
    assert code == 0
    assert "\x1b[" not in out


def test_colour_is_given_where_it_is_asked_for() -> None:
    assert "\x1b[" in on_terminal(80, "timeline", "-r", str(SHIPPED))[0]
    assert (
        "\x1b["
        in on_terminal(
            80, "timeline", "-r", str(SHIPPED), "--color", "always", env={"NO_COLOR": "1"}
        )[0]
    )
    forced = program("timeline", "-f", "table", "-r", str(SHIPPED), env={"CLICOLOR_FORCE": "1"})
    assert "\x1b[" in forced.stdout
    assert "\x1b[" not in program("timeline", "-f", "table", "-r", str(SHIPPED)).stdout


def test_on_a_terminal_the_locale_chooses_the_language() -> None:
    french = on_terminal(
        100, "show", "maroc-digital-2030", "-r", str(SHIPPED), env={"LANG": "fr_MA.UTF-8"}
    )[0]
    assert "Maroc Digital 2030" in french.splitlines()[0]
    assert "stratégie" in french
