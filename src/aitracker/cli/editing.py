"""A change of the registry by a command: planned, checked, shown, and written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from aitracker.cli import prompts
from aitracker.cli.exits import Exit
from aitracker.display.streams import say, screen, write
from aitracker.editing.draft import Draft
from aitracker.model.errors import FatalError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aitracker.cli.options import EditOptions
    from aitracker.display.streams import Screen
    from aitracker.editing.change import Edit, Outcome
    from aitracker.model.problems import Problem
    from aitracker.reading.locate import File, Place

Plan = Callable[[Draft], None]
"""What makes a change in a draft; asked again where the files changed meanwhile."""


class Editor:
    """A registry that a command changes.

    UsageError for standard input, FatalError for the registry that comes with the program.
    """

    def __init__(self, options: EditOptions) -> None:
        from aitracker.editing.change import restore_interrupted
        from aitracker.reading.intake import path_of
        from aitracker.reading.locate import find_registry, read_files

        self.options = options
        self.screen: Screen = screen(options.color)
        self.place: Place = find_registry(options.registry)
        _check(self.place)
        restore_interrupted(path_of(self.place.name), say)
        self.files: list[File] = read_files(self.place)

    def draft(self) -> Draft:
        """The registry as it is, to look at and to try a change on."""
        return Draft(self.files)

    def apply(self, plan: Plan, *, confirm: bool = False) -> int:
        """Makes a change and shows it; with `--dry-run` nothing is written.

        With `confirm`, somebody at a terminal sees it before it is written, and is asked.
        FatalError where it would make an error.
        """
        draft = self._plan(self.files, plan)
        confirm = confirm and prompts.can_ask()
        if self.options.dry_run or confirm:
            self._show(_changes(draft))
        if self.options.dry_run:
            say("nothing was written (--dry-run)")
            return Exit.DONE
        if not draft.is_changed():
            say("nothing to change")
            return Exit.DONE
        if confirm and not prompts.confirm("write this?", usually=True):
            say("nothing was written")
            return Exit.NO
        change = self._write(draft, plan)
        if not confirm:
            self._show((_name(each.path), each.before, each.after) for each in change.changes)
        for warning in change.warnings:
            say(warning)
        return Exit.DONE

    def _plan(self, files: Sequence[File], plan: Plan) -> Draft:
        """The change, checked; what is told about it is told here."""
        draft = Draft(files)
        plan(draft)
        for conversion in draft.conversions:
            say(conversion)
        if draft.is_changed():
            _refuse_errors(draft.problems)
        return draft

    def _write(self, draft: Draft, plan: Plan) -> Outcome:
        from aitracker.editing.change import change
        from aitracker.reading.intake import path_of
        from aitracker.reading.locate import File

        def edit(texts: list[str]) -> list[Edit]:
            files = [
                File(file.name, text.encode("utf-8"))
                for file, text in zip(self.files, texts, strict=True)
            ]
            old_bytes = [file.raw.removeprefix(b"\xef\xbb\xbf") for file in self.files]
            same = [file.raw for file in files] == old_bytes
            return (draft if same else self._plan(files, plan)).edits()

        paths: list[Path] = [path_of(file.name) for file in self.files]
        return change(paths, edit, waiting=say)

    def _show(self, changes: Iterable[tuple[str, str, str]]) -> None:
        from aitracker.display.formats import diff_text

        write(diff_text.text(changes, self.screen), self.screen)


def _check(place: Place) -> None:
    if place.name == "-":
        raise UsageError("standard input cannot be changed", "name a file with --registry")
    if place.bundled:
        raise FatalError(
            "the registry that comes with aitracker is not changed",
            "copy it: aitracker init --copy; or name another with --registry",
        )
    if place.notice:
        say(place.notice)


def _changes(draft: Draft) -> list[tuple[str, str, str]]:
    texts = ((file.name, file.raw.decode("utf-8-sig", "replace")) for file in draft.before)
    pairs = zip(texts, draft.edits(), strict=True)
    return [(name, before, edit.text) for (name, before), edit in pairs if before != edit.text]


def _name(path: Path) -> str:
    from aitracker.reading.intake import printable

    return printable(path)


def _refuse_errors(problems: Sequence[Problem]) -> None:
    """Tells the problems that a change makes; FatalError if one is an error."""
    for problem in problems:
        say(line(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        many = "an error" if errors == 1 else f"{errors} errors"
        raise FatalError(f"the change would make {many}; nothing was written")


def line(problem: Problem) -> str:
    """A problem on one line, as `check` prints it."""
    hint = f"; {problem.hint}" if problem.hint else ""
    place = f"{problem.file}:{problem.line}:{problem.column}"
    return f"{place}: {problem.severity}: {problem.message}{hint} [{problem.code}]"
