"""`aitracker check`: every problem of a registry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import Bidi, BidiOption, ColorOption, JsonOption, RegistryOption, When

if TYPE_CHECKING:
    from aitracker.display.streams import Screen
    from aitracker.model.problems import Problem
    from aitracker.reading.locate import File


class Report(StrEnum):
    """How problems are written."""

    text = "text"
    json = "json"
    github = "github"


def command(
    path: Annotated[
        str | None,
        typer.Argument(help="The registry to check, instead of the usual one.", show_default=False),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    errors_only: Annotated[
        bool, typer.Option("--errors-only", help="Leave the warnings out.")
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain", metavar="CODE", help="Tell what a code means.", show_default=False
        ),
    ] = None,
    registry: RegistryOption = None,
    format: Annotated[
        Report, typer.Option("--format", "-f", help="How to print.", show_default=False)
    ] = Report.text,
    json: JsonOption = False,
    color: ColorOption = When.auto,
    bidi: BidiOption = Bidi.auto,
) -> int:
    """Every problem of a registry, each at its line and column; exit code 1 when there are errors."""
    from aitracker.display.streams import say, screen, write
    from aitracker.reading.load import load
    from aitracker.reading.locate import find, read

    if explain is not None:
        from aitracker.reading.explain import explain as explanation

        write([explanation(explain)])
        return Exit.DONE
    if strict and errors_only:
        from aitracker.model.errors import UsageError

        raise UsageError("--strict and --errors-only do not go together", "leave one of them out")
    if path and registry:
        from aitracker.model.errors import UsageError

        raise UsageError("the registry is named twice", "give its path, or --registry")
    place = find(path or registry)
    shown = screen(color, bidi)
    if place.notice and not shown.terminal:
        say(place.notice)
    files = read(place)
    loaded = load(files)
    problems = [
        problem for problem in loaded.problems if problem.severity == "error" or not errors_only
    ]
    style = Report.json if json else format
    markup = style is Report.text
    write(
        _report(style, problems, shown, files),
        shown if markup else shown.unmarked,
    )
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if shown.terminal:
        from aitracker.cli.session import count

        found = f"{count(errors, 'error')}, {count(warnings, 'warning')}"
        say(f"{found} in {count(len(loaded.registry.records), 'record')} of {place.name}")
    return Exit.NO if errors or (strict and warnings) else Exit.DONE


def _report(
    style: Report, problems: Sequence[Problem], shown: Screen, files: Sequence[File]
) -> Iterable[str]:
    from aitracker.display.formats import diagnostics, structured
    from aitracker.reading.source import lines

    if style is Report.json:
        return structured.array(diagnostics.rows(problems), diagnostics.KEYS)
    if style is Report.github:
        return diagnostics.github(problems)
    excerpts = {file.name: lines(file.raw) for file in files} if shown.terminal else {}
    return diagnostics.text(problems, shown, excerpts)
