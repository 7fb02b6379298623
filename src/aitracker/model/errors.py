"""Why something cannot be read, found or done: the exceptions of the program, each with its sentence."""

from __future__ import annotations

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top of a registry (or of a record) down to a value."""


class InvalidValueError(ValueError):
    """A value that is not what its field asks for.

    `code` is the problem's kebab-case name, `hint` a remedy or "", `below` the path inside the value, whose last key is what
    is wrong when `at_key` is set; `offset` counts the characters of the text before the mistake.
    """

    def __init__(
        self,
        code: str,
        message: str,
        hint: str = "",
        below: KeyPath = (),
        *,
        at_key: bool = False,
        offset: int = 0,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.below = below
        self.at_key = at_key
        self.offset = offset


class FatalError(Exception):
    """Why the program cannot do what was asked: one sentence, a remedy or "", and an exit code of the design."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFoundError(FatalError):
    """An id, a name or a code that names nothing here."""

    exit_code = 1


class UsageError(FatalError):
    """A wrong use of a command, seen only after its options were parsed."""

    exit_code = 2
