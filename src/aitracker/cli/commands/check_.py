"""`aitracker check`: every problem of a registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import PROBLEM_FORMATS, Format, OutputOptions, option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.cli.output import Report
    from aitracker.display.streams import Screen
    from aitracker.model.problems import Problem
    from aitracker.reading.load import Loaded
    from aitracker.reading.locate import File

FORMATS = PROBLEM_FORMATS

ALONE = ("explain",)

EXAMPLES = (
    "aitracker check",
    "aitracker check registry.yaml --errors-only",
    "aitracker check ID",
    "aitracker check --explain unknown-term",
)


def command(
    options: OutputOptions,
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH|ID]",
            help="A registry in place of the usual one, or a record to show the problems of.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[bool, option("--strict", help="Fail on warnings too.")] = False,
    errors_only: Annotated[bool, option("--errors-only", help="Leave out warnings.")] = False,
    changed: Annotated[
        bool, option("--changed", help="Show problems of records changed since the last commit.")
    ] = False,
    explain: Annotated[
        str | None, option("--explain", metavar="CODE", help="Explain a code of a problem.")
    ] = None,
) -> int:
    """Check a registry and report every problem with its line and column; exit 1 on errors."""
    from aitracker.cli.output import Output
    from aitracker.cli.session import open_place, today
    from aitracker.display.labels import count
    from aitracker.display.streams import say, write
    from aitracker.model.errors import UsageError
    from aitracker.reading.editor_schema import renew_ids
    from aitracker.reading.intake import named
    from aitracker.reading.load import load
    from aitracker.reading.locate import read, registry_around

    if explain is not None:
        from aitracker.reading.explain import explain as explanation

        write([explanation(explain)])
        return Exit.DONE
    record = path if path and _is_an_id(path) else None
    part = None if record else path
    if record and changed:
        raise UsageError("an ID and --changed contradict each other", "leave one of them out")
    _refuse(options, part, strict=strict, errors_only=errors_only)
    output = Output(options)
    whole = registry_around(named(part)) if part and part != "-" else None
    place = open_place(str(whole) if whole else part or options.registry, output)
    files = read(place)
    result = load(files, today=today())
    problems = [each for each in result.problems if each.severity == "error" or not errors_only]
    if whole and part:
        problems = [each for each in problems if _is_within(each.file, part)]
    if record or changed:
        problems = _narrowed(problems, files, record)
    output.print(_report(problems, output.screen, files))
    renew_ids(files, result)
    _say_what_is_left_out(result, problems, is_part=bool(record or changed))
    errors = sum(each.severity == "error" for each in problems)
    warnings = len(problems) - errors
    if output.screen.terminal:
        counts = count(errors, "error")
        counts += "" if errors_only else f", {count(warnings, 'warning')}"
        if result.accepted and not errors_only:
            counts += f" ({result.accepted} accepted)"
        records = f"{count(len(result.registry.records), 'record')} of {place.name}"
        say(f"{counts} in {f'{part}, a part of {place.name}' if whole else record or records}")
    return Exit.NO if errors or (strict and warnings) else Exit.DONE


def _is_an_id(path: str) -> bool:
    """Whether a word is an id rather than the path of a registry."""
    from aitracker.model.scalars import SLUG

    return bool(SLUG.fullmatch(path)) and not Path(path).exists()


def _narrowed(
    problems: Sequence[Problem], files: Sequence[File], record: str | None
) -> list[Problem]:
    """The problems of one record, or of those that were changed."""
    from aitracker.reading.changed import changed, check_ids, of_records

    if record is not None:
        check_ids([record], files)
    return of_records(problems, files, [record] if record else changed(files))


def _say_what_is_left_out(result: Loaded, problems: Sequence[Problem], *, is_part: bool) -> None:
    """Says which files were read in part, and how many errors of other records there are."""
    from aitracker.display.labels import count
    from aitracker.display.streams import say

    for name, left_out in result.partly.items():
        say(f"{name} was read in part: {count(left_out, 'record')} left out until mended")
    others = sum(each.severity == "error" and each not in problems for each in result.problems)
    if is_part and others:
        say(f"{count(others, 'error')} in other records; run: aitracker check")


def _is_within(file: str, part: str) -> bool:
    """Whether a file is this part of a registry, or in it."""
    return Path(part) in (Path(file), *Path(file).parents)


def _refuse(options: OutputOptions, path: str | None, *, strict: bool, errors_only: bool) -> None:
    """UsageError for options that contradict each other."""
    from aitracker.model.errors import UsageError

    if strict and errors_only:
        raise UsageError(
            "--strict and --errors-only contradict each other", "leave one of them out"
        )
    if path and options.registry:
        raise UsageError(
            f"two registries: '{path}' and '{options.registry}'", "give PATH or --registry"
        )


def _report(problems: Sequence[Problem], screen: Screen, files: Sequence[File]) -> Report:
    from aitracker.display.formats import diagnostics, structured
    from aitracker.reading.source import lines

    excerpts = {file.name: lines(file.raw) for file in files} if screen.terminal else {}
    return {
        Format.text: lambda: diagnostics.text(problems, screen, excerpts),
        Format.json: lambda: structured.array(diagnostics.rows(problems), diagnostics.KEYS),
        Format.github: lambda: diagnostics.github(problems),
    }
