"""`aitracker check`: every problem of a registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import PROBLEM_FORMATS, Format, OutputOptions, option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aitracker.cli.output import Report
    from aitracker.display.streams import Screen
    from aitracker.model.problems import Problem
    from aitracker.reading.load import LoadResult
    from aitracker.reading.locate import File, Place

FORMATS = PROBLEM_FORMATS

ALONE = ("explain",)

EXAMPLES = (
    "aitracker check",
    "aitracker check registry.yaml --errors-only",
    "aitracker check ID",
    "aitracker check --explain unknown-term",
)


_PathArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[PATH|ID]",
        help="A registry to check, or a record whose problems to show.",
        show_default=False,
    ),
]
_StrictOption = Annotated[bool, option("--strict", help="Fail on warnings too.")]
_ErrorsOnlyOption = Annotated[bool, option("--errors-only", help="Leave out warnings.")]
_ChangedOption = Annotated[
    bool, option("--changed", help="Show problems of records changed since the last commit.")
]
_ExplainOption = Annotated[
    str | None, option("--explain", metavar="CODE", help="Explain the code of a problem.")
]


def command(
    options: OutputOptions,
    path: _PathArgument = None,
    strict: _StrictOption = False,
    errors_only: _ErrorsOnlyOption = False,
    changed: _ChangedOption = False,
    explain: _ExplainOption = None,
) -> int:
    """Check a registry and report every problem with its line and column; exit 1 on errors."""
    from aitracker.cli.output import Output
    from aitracker.cli.session import open_place, today
    from aitracker.reading.editor_schema import renew_ids
    from aitracker.reading.load import load
    from aitracker.reading.locate import read_files

    if explain is not None:
        return _explain(explain)
    scope = _scope(path, changed=changed)
    _refuse(options, scope, strict=strict, errors_only=errors_only)
    output = Output(options)
    place = open_place(scope.whole or scope.part or options.registry, output)
    files = read_files(place)
    result = load(files, today=today())
    problems = [each for each in result.problems if each.severity == "error" or not errors_only]
    problems = _in_scope(problems, files, scope)
    output.print(_report(problems, output.screen, files))
    renew_ids(files, result)
    _say_what_is_left_out(result, problems, is_part=scope.is_narrow)
    if output.screen.terminal:
        _say_counts(result, problems, scope.name(place, result), errors_only=errors_only)
    return Exit.NO if _errors(problems) or (strict and problems) else Exit.DONE


class _Scope(NamedTuple):
    """What is checked: a whole registry, a part of one, one record, or what was changed.

    `whole` is the registry that the `part` belongs to.
    """

    part: str | None = None
    whole: str | None = None
    record: str | None = None
    changed: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether the problems of some records are shown and others not."""
        return bool(self.record or self.changed)

    def name(self, place: Place, result: LoadResult) -> str:
        """What was checked, for people."""
        from aitracker.display.labels import count

        if self.whole:
            return f"{self.part}, a part of {place.name}"
        return self.record or f"{count(len(result.registry.records), 'record')} of {place.name}"


def _scope(path: str | None, *, changed: bool) -> _Scope:
    """What the command line asks to check; UsageError for a record and --changed."""
    from aitracker.model.errors import UsageError
    from aitracker.reading.intake import path_of
    from aitracker.reading.locate import registry_around

    if path and _is_an_id(path):
        if changed:
            raise UsageError("an ID and --changed contradict each other", "leave one of them out")
        return _Scope(record=path)
    whole = registry_around(path_of(path)) if path and path != "-" else None
    return _Scope(path, str(whole) if whole else None, changed=changed)


def _in_scope(problems: list[Problem], files: Sequence[File], scope: _Scope) -> list[Problem]:
    """The problems of the part and of the records that are checked."""
    from aitracker.reading.changed_records import changed_ids, check_ids, problems_of

    if scope.whole and scope.part:
        problems = [each for each in problems if _is_within(each.file, scope.part)]
    if scope.record:
        check_ids([scope.record], files)
    if not scope.is_narrow:
        return problems
    return problems_of(problems, files, [scope.record] if scope.record else changed_ids(files))


def _explain(code: str) -> int:
    from aitracker.display.streams import write
    from aitracker.reading.explain import explain

    write([explain(code)])
    return Exit.DONE


def _errors(problems: Iterable[Problem]) -> int:
    return sum(each.severity == "error" for each in problems)


def _say_counts(
    result: LoadResult, problems: Sequence[Problem], name: str, *, errors_only: bool
) -> None:
    """Says how many problems there are, and in what."""
    from aitracker.display.labels import count
    from aitracker.display.streams import say

    errors = _errors(problems)
    counts = count(errors, "error")
    if not errors_only:
        counts += f", {count(len(problems) - errors, 'warning')}"
        counts += f" ({result.accepted} accepted)" if result.accepted else ""
    say(f"{counts} in {name}")


def _is_an_id(path: str) -> bool:
    """Whether a word is an id rather than the path of a registry."""
    from aitracker.model.scalars import SLUG

    return bool(SLUG.fullmatch(path)) and not Path(path).exists()


def _say_what_is_left_out(
    result: LoadResult, problems: Sequence[Problem], *, is_part: bool
) -> None:
    """Says which files were read in part, and how many errors of other records there are."""
    from aitracker.display.labels import count
    from aitracker.display.streams import say

    for name, number in result.partly.items():
        say(f"{name} was read in part: {count(number, 'record')} skipped until corrected")
    others = _errors(set(result.problems).difference(problems)) if is_part else 0
    if others:
        say(f"{count(others, 'error')} in other records; run: aitracker check")


def _is_within(file: str, part: str) -> bool:
    """Whether a file is this part of a registry, or in it."""
    return Path(part) in (Path(file), *Path(file).parents)


def _refuse(options: OutputOptions, scope: _Scope, *, strict: bool, errors_only: bool) -> None:
    """UsageError for options that contradict each other."""
    from aitracker.model.errors import UsageError

    if strict and errors_only:
        raise UsageError(
            "--strict and --errors-only contradict each other", "leave one of them out"
        )
    if scope.part and options.registry:
        raise UsageError(
            f"two registries: '{scope.part}' and '{options.registry}'", "give PATH or --registry"
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
