"""What can be wrong with a registry: one record, from the place that finds it to the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from aitracker.model.errors import KeyPath

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One mistake in a registry: a sentence, and a remedy or "".

    Whoever finds it says where in what it looks at: the path down from there (with `at_key`, the key that
    ends the path is wrong, not its value), and `offset`, the characters of the text before the mistake.
    While the registry is loaded, `path` becomes a place in a file: `line` and `column` count from 1, in
    code points, and are 0 before that. A rule leaves `code` and `severity` to be filled in as well.
    """

    message: str
    hint: str = ""
    code: str = ""
    path: KeyPath = ()
    at_key: bool = False
    offset: int = 0
    id: str | None = None
    severity: Severity = "error"
    file: str = ""
    line: int = 0
    column: int = 0
