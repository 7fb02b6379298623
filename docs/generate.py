"""Writes what the program says: reference, rules, schema, manual page, the answers in pages. `python docs/generate.py`.

A test asks that the files are what this makes, so they cannot go stale.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
from pathlib import Path
from runpy import run_path

from aitracker.cli.lazy import COMMANDS
from aitracker.cli.main import main
from aitracker.reading.explain import EXPLANATIONS
from aitracker.reading.schema import schema

REPOSITORY = Path(__file__).parent.parent


def commands() -> str:
    """The reference of all commands: their help, as the program prints it."""
    lines = [
        "# Commands",
        "",
        "As the program prints it. `aitracker COMMAND --help` says the same.",
        "",
    ]
    for name in (None, *COMMANDS):
        lines += [
            f"## aitracker {name or ''}".rstrip(),
            "",
            "```text",
            _help([name] if name else []).rstrip(),
            "```",
            "",
        ]
    return "\n".join(lines)


def _help(args: list[str]) -> str:
    """What `--help` prints on a terminal of 80 columns."""
    os.environ["COLUMNS"] = "80"
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out):
        main([*args, "--help"])
    out.seek(0)
    return out.read()


def rules() -> str:
    """The page of all problems `check` reports, with a bad and a good example each."""
    lines = [
        "# What `aitracker check` reports",
        "",
        "Each problem has a code, printed in brackets at the end of its line; `aitracker check --explain CODE` prints what",
        "stands here. Errors make `check` fail; warnings are worth a look, and fail only with `--strict`. The examples stand",
        "beside a registry that has an organization `ministry`, its `minister`, and the sources `press-page` and",
        "`official-page`.",
        "",
    ]
    for title, explained in EXPLANATIONS.items():
        lines += [f"## {title}", ""]
        for code, text in explained.items():
            lines += [f"### {code}", "", text.replace("::\n", ":\n").rstrip(), ""]
    return "\n".join(lines)


class _Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def answered(name: str) -> str:
    """A page with each command's answer as a terminal prints it."""
    page = (REPOSITORY / name).read_text("utf-8")
    return re.sub(
        r"(?<=```console\n)(\$ aitracker (.*)\n)[^`]*(?=```)",
        lambda found: found[1] + answer(shlex.split(found[2])),
        page,
    )


def answer(args: list[str], columns: int = 96) -> str:
    """What a terminal of so many columns without colour shows on the day of the page, of the shipped registry."""
    fixed = {
        "COLUMNS": str(columns),
        "TERM": "dumb",
        "AITRACKER_TODAY": "2026-11-24",
        "AITRACKER_LANG": "en",
    }
    fixed["AITRACKER_REGISTRY"] = str(REPOSITORY / "data" / "initiatives.yaml")
    before = dict(os.environ)
    out = _Terminal(io.BytesIO(), "utf-8")
    try:
        os.environ.update(fixed)
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(io.TextIOWrapper(io.BytesIO(), "utf-8")),
        ):
            main(args)
    finally:
        os.environ.clear()
        os.environ.update(before)
    out.seek(0)
    return out.read()


FILES = {
    "docs/questions.md": lambda: answered("docs/questions.md"),
    "docs/registry.md": lambda: answered("docs/registry.md"),
    "docs/sql.md": lambda: answered("docs/sql.md"),
    "docs/commands.md": commands,
    "docs/rules.md": rules,
    "docs/aitracker.1": run_path(str(REPOSITORY / "docs" / "manual.py"))["manual"],
    "schema/registry.schema.json": lambda: (
        json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    ),
}

if __name__ == "__main__":
    for name, make in FILES.items():
        path = REPOSITORY / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(make(), "utf-8")
