"""The exceptions of the program: why something cannot be read, found or done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.model.problems import Problem

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top of a registry (or of a record) down to a value."""


class InvalidValueError(ValueError):
    """A value that is not what its field needs, or a text that cannot be read.

    `problem` says why.
    """

    def __init__(
        self,
        code: str,
        message: str,
        hint: str = "",
        path: KeyPath = (),
        *,
        at_key: bool = False,
        offset: int = 0,
    ) -> None:
        from aitracker.model.problems import Problem  # a start that reads an index has no problem

        super().__init__(message)
        self.problem: Problem = Problem(message, hint, code, path, at_key=at_key, offset=offset)

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        return self.problem.message

    @property
    def hint(self) -> str:
        """A remedy, or ""."""
        return self.problem.hint


class FatalError(Exception):
    """Why the program cannot do its work: a sentence, a remedy or "", and an exit code."""

    exit_code = 3
    choices: Sequence[str] = ()

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFoundError(FatalError):
    """An id, a name or a code that names nothing here, or several of which one is meant.

    `choices` are lines from which somebody can choose.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", choices: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.choices = choices


class UsageError(FatalError):
    """A wrong use of a command, seen only after its options were parsed."""

    exit_code = 2
