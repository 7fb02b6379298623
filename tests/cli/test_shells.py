"""Completion in real shells: what comes to the line on TAB, and that nothing in a name runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PATIENCE, run, write

pexpect = pytest.importorskip("pexpect", reason="needs a terminal driver: pip install -e '.[dev]'")

HOSTILE = {
    "command": "$(touch ran)",
    "backticks": "`touch ran`",
    "double-quote": '\\" $(touch ran) \\"',
    "single-quote": "' $(touch ran) '",
    "closing": ")' ; touch ran ; : '(",
    "colons": "a:b\\\\:c: $(touch ran):",
    "newline": "one\\n$(touch ran)\\ttwo",
    "arabic": "الجزري (روت) $(touch ran)",
    "brackets": "[a] {b,c} ((d)) <e> *? ~ !1 %F{red} =ls & | touch ran",
}
REGISTRY = "\n".join(
    [
        "schema_version: 1",
        "registry: {title: A registry, jurisdiction: MA, languages: [en], license: CC-BY-4.0}",
        "organizations:",
        *(
            f'  x-{key}: {{name: "{name}", kind: ministry, sources: [page]}}'
            for key, name in HOSTILE.items()
        ),
        "  ministry: {name: The Ministry, kind: ministry, sources: [page]}",
        'sources: {page: {url: "https://press.example/1", publisher: P, published: 2025-01-02}}',
        "",
    ]
)
PROGRAM = """
import json, sys
from aitracker.cli.main import main
if sys.argv[1] == "completion":
    sys.exit(main())
print("GIVEN", json.dumps(sys.argv[1:]))
"""
"""Completes as ever; any other command tells what it was given."""

PROMPT = "READY> "
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
SET_UP = {
    "bash": "PS1='READ''Y> '; bind 'set bell-style none'; bind 'set enable-bracketed-paste "
    'off\'; eval "$(aitracker completion bash)"',
    "zsh": "PS1='READ''Y> '; unsetopt beep auto_menu; eval \"$(aitracker completion zsh)\"",
}


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


@pytest.fixture(autouse=True)
def installed(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program on the PATH, beside a registry of hostile names, in a home without settings."""
    program = write(tmp_path, f"#!{sys.executable}\n{PROGRAM}", "bin/aitracker")
    program.chmod(0o755)
    for name, value in {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "ZDOTDIR": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)
    write(place, REGISTRY)
    assert run("check").code == 0
    assert run("list").code == 0
    return place


class Terminal:
    """A shell that somebody types into."""

    def __init__(self, shell: str) -> None:
        self.child = pexpect.spawn(
            START[shell][0],
            START[shell][1:],
            encoding="utf-8",
            timeout=PATIENCE,
            dimensions=(50, 200),
        )
        self.child.sendline(SET_UP[shell])
        self.child.expect_exact(PROMPT)
        self.shown = ""

    def entered(self, keys: str) -> list[str]:
        """What the program gets once these keys and Enter are pressed.

        `shown` is what was on the screen meanwhile.
        """
        self.child.send(f"{keys}\r")
        self.child.expect(r"GIVEN (.*)\r\n")
        self.shown, found = self.child.before, self.child.match[1]
        self.child.expect_exact(PROMPT)
        return list(json.loads(found))


@pytest.mark.slow
@pytest.mark.parametrize(
    "shell", [pytest.param(name, marks=needs(name)) for name in ("bash", "zsh")]
)
def test_a_tab_completes_and_runs_nothing(shell: str, installed: Path) -> None:
    terminal = Terminal(shell)
    assert terminal.entered("aitracker sho\tmin\t--colo\tal\t") == [
        "show",
        "ministry",
        "--color",
        "always",
    ]
    assert terminal.entered("aitracker list --fields id,na\t,sta\t --kind=mo\t") == [
        "list",
        "--fields",
        "id,name,status",
        "--kind=mou",
    ]
    assert terminal.entered("aitracker list --sort -nam\t") == ["list", "--sort", "-name"]
    assert terminal.entered("aitracker show MIN\t") == ["show", "ministry"]
    assert terminal.entered('aitracker show "min\t') == ["show", "ministry"]
    assert terminal.entered("aitracker show -r data/ini\t--registry=data/ini\t") == ["show", *FILES]
    assert terminal.entered("aitracker show -r '$(touch ran)' x-\t") == [
        "show",
        "-r",
        "$(touch ran)",
        "x-",
    ]
    assert terminal.entered("aitracker show x-\t\t") == ["show", "x-"]
    assert all(f"x-{name}" in terminal.shown for name in HOSTILE)
    assert ("(touch ran)" in terminal.shown) == (shell == "zsh")
    # For a part of a name: its id; of several nothing, but they are shown.
    assert terminal.entered("aitracker show the\t") == ["show", "ministry"]
    assert terminal.entered("aitracker show touch\t\t") == ["show", "touch"]
    assert "x-command" in terminal.shown
    for name in HOSTILE:
        assert terminal.entered(f"aitracker list --org x-{name[:3]}\t") == [
            "list",
            "--org",
            f"x-{name}",
        ]
    assert not (installed / "ran").exists()


FILES = ["-r", "data/initiatives.yaml", "--registry=data/initiatives.yaml"]


def replies(*line: str) -> list[str]:
    """What bash would put onto the line, asked of the function itself."""
    ask = """
        eval "$(aitracker completion bash)"
        COMP_WORDS=(aitracker "$@") COMP_CWORD=$#
        _aitracker
        for reply in "${COMPREPLY[@]}"; do printf '[%s]\\n' "$reply"; done
    """
    done = subprocess.run(
        ["bash", "--norc", "-u", "-c", ask, "bash", *line],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.slow
@needs("bash")
def test_bash_is_given_values_without_help(installed: Path) -> None:
    assert replies("show", "min") == ["[ministry]"]
    assert replies("show", "x-") == [f"[x-{name}]" for name in HOSTILE]
    assert replies("list", "--kind", "=", "mo") == ["[mou]"]
    assert replies("list", "--sort", "-n") == ["[-name]", "[-newest]"]
    assert replies("show", "-r", "no-such-file", "x-") == []
    assert replies("show", '"min') == ["[ministry]"]
    assert replies("show", "-r", "'$(touch ran)'", "`touch ran`") == []
    assert replies("list", "--fields", "'$(touch ran),na") == []
    assert not (installed / "ran").exists()


@pytest.mark.slow
@needs("fish")
def test_fish_is_given_values_with_help(installed: Path) -> None:
    def offered(line: str) -> list[str]:
        ask = "aitracker completion fish | source; complete -C $argv[1]"
        done = subprocess.run(
            ["fish", "--no-config", "-c", ask, line],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.stderr == ""
        return done.stdout.splitlines()

    assert offered("aitracker show min") == ["ministry\tThe Ministry"]
    assert offered("aitracker show 'min") == ["ministry\tThe Ministry"]
    assert [line.split("\t")[0] for line in offered("aitracker show x-")] == [
        f"x-{name}" for name in HOSTILE
    ]
    assert offered("aitracker show x-ar") == ["x-arabic\tالجزري (روت) (touch ran)"]
    assert [line.split("\t")[0] for line in offered("aitracker list --kind=mo")] == ["--kind=mou"]
    assert offered("aitracker list --fields id,na") == ["id,name"]
    assert offered("aitracker show -r data/ini") == ["data/initiatives.yaml"]
    assert offered("aitracker show --registry=data/ini") == ["--registry=data/initiatives.yaml"]
    assert offered("aitracker show -r '(touch ran)' x-") == []
    assert offered("aitracker show -r (touch ran)/x") == []
    assert offered('aitracker show -r "$(touch ran)/x') == []
    assert not (installed / "ran").exists()


def shown_by_zsh(script: str, keys: str, env: dict[str, str]) -> str:
    """What zsh shows once these keys are pressed, and the line is thrown away."""
    start = [str(shutil.which("zsh")), "-f", "-i"]
    child = pexpect.spawn(start[0], start[1:], encoding="utf-8", timeout=PATIENCE, env=env)
    child.sendline(f"PS1='READ''Y> '; autoload -Uz compinit && compinit -i -D; {script}")
    child.expect_exact(PROMPT)
    child.send(f"{keys}\x15print -r EN''D\r")
    child.expect_exact("END\r\n")
    child.close()
    return str(child.before)


@pytest.mark.parametrize(
    "shell", [pytest.param(name, marks=needs(name)) for name in ("bash", "zsh", "fish")]
)
def test_a_program_that_is_gone_is_not_missed_aloud(
    shell: str, tmp_path: Path, installed: Path
) -> None:
    script = write(tmp_path, run("completion", shell).out, "script")
    (tmp_path / "bin" / "aitracker").unlink()
    alone = {**os.environ, "PATH": str(tmp_path / "bin")}  # there may be another one on the PATH
    assert shutil.which("aitracker", path=alone["PATH"]) is None

    def said(*args: str) -> tuple[int, str, str]:
        command = [str(shutil.which(shell)), *args]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, cwd=installed, env=alone
        )
        return done.returncode, done.stdout, done.stderr

    assert said("-n", str(script)) == (0, "", "")
    if shell == "zsh":  # which completes on a terminal only
        assert "not found" not in shown_by_zsh(f"source {script}", "aitracker show x\t", alone)
    else:
        ask = {
            "bash": f". {script}; COMP_WORDS=(aitracker x) COMP_CWORD=1; _aitracker; exit 0",
            "fish": f"source {script}; complete -C 'aitracker x'; exit 0",
        }
        assert said("-c", ask[shell]) == (0, "", "")
