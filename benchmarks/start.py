"""What a start costs, side by side with the least Typer and Rich programs.

Run it with `python benchmarks/start.py`. What counts is the ratio; milliseconds belong to a
machine. Where valgrind is there, the instructions of each start are counted too: their ratios hold
on a busy machine, where times do not.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from counting import counted
from measuring import aitracker, ending, environment, measured, table

ROUNDS = 40
REPOSITORY = Path(__file__).parent.parent
EMPTY = """\
import typer
app = typer.Typer()
@app.command()
def main() -> None:
    print('hello')
app()
"""
RICH = """
import sys, typer
from rich.console import Console
from rich.table import Table
app = typer.Typer()
@app.command()
def main(path: str) -> None:
    table = Table(box=None)
    rows = [line.rstrip("\\n").split("\\t") for line in open(path, encoding="utf-8")]
    for column in ("id", "status", "since", "name", "evidence"):
        table.add_column(column, no_wrap=True)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
app()
"""
PIPED: dict[str, tuple[list[str], float | None]] = {
    "list": (["list"], 1.25),
    "list signatories --json": (["list", "signatories", "--json"], None),
    "show mistral-ai-lab": (["show", "mistral-ai-lab"], None),
    "timeline": (["timeline"], None),
    "search mistral": (["search", "mistral"], None),
    "--help": (["--help"], None),
}
"""Commands in a pipe, with the ratio to stay under."""


def piped(env: dict[str, str]) -> bool:
    """The shipped registry in a pipe, against an empty Typer program: times, then instructions."""
    base = "empty Typer program"
    runs = {base: [sys.executable, "-c", EMPTY]}
    runs |= {name: aitracker(*args) for name, (args, _) in PIPED.items()}
    goals = {name: goal for name, (_, goal) in PIPED.items()}
    met = table(measured(runs, env, ROUNDS, REPOSITORY), base, goals)
    counted(runs, base, env, REPOSITORY)
    return met


def on_a_terminal(env: dict[str, str], folder: str) -> bool:
    """The same table on a pseudo-terminal, against a Typer program that prints it with Rich.

    The pseudo-terminal is made by `script`.
    """
    if shutil.which("script") is None:
        print(
            "on a terminal: not measured; the command `script`, which makes one, is not installed"
        )
        return True
    rows = Path(folder) / "rows.tsv"
    listed = subprocess.run(
        aitracker("list", "--fields", "id,status,since,name,evidence"),
        capture_output=True,
        check=True,
        env=env,
        cwd=REPOSITORY,
    )
    rows.write_bytes(listed.stdout)
    program = Path(folder) / "rich_table.py"
    program.write_text(RICH, "utf-8")

    def terminal(command: str) -> list[str]:
        return ["script", "-qec", f"stty cols 100; {command}", "/dev/null"]

    start = (
        f"{sys.executable} -c 'import sys; from aitracker.cli.main import main; sys.exit(main())'"
    )
    runs = {
        "Typer and a Rich table": terminal(f"{sys.executable} {program} {rows}"),
        "list on a terminal": terminal(f"{start} list --no-pager --lang en"),
    }
    return table(
        measured(runs, env | {"TERM": "xterm-256color"}, ROUNDS, REPOSITORY),
        "Typer and a Rich table",
        {"list on a terminal": 1.15},
    )


def main() -> int:
    """Prints both comparisons."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        return ending(lambda: all([piped(env), on_a_terminal(env, folder)]))


if __name__ == "__main__":
    sys.exit(main())
