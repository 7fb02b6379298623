"""What can be wrong with a registry: what a rule finds, and the problem that is reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from aitracker.model.errors import KeyPath

Severity = Literal["error", "warning"]


class Finding(NamedTuple):
    """What a rule found in a record: where (a path from the record down), in one sentence, with a remedy or ""."""

    record: str
    path: KeyPath
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake of a registry at its place; ordered by place. `line` and `column` count from 1, in code points."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""
    id: str | None = None
