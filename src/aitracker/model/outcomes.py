"""What was reached, compared with what was aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from aitracker.model.records import Figure


class Outcome(NamedTuple):
    """How a result compares with an aim, and by how much it misses or exceeds it.

    `word` is of the vocabulary `outcome`; `gap` is written as a value, and "" where there is none.
    """

    word: Literal["met", "short", "exceeded"]
    gap: str


def compare(aim: Figure, result: Figure) -> Outcome | None:
    """How a result compares with an aim; None where their units differ.

    An aim below its baseline is reached from above. Of a range, the nearer end is enough, and the
    other one has to be passed to exceed it. "At least" counts as the number itself.
    """
    target, value = aim.value, result.value
    if target.unit != value.unit:
        return None
    falling = aim.baseline is not None and aim.baseline.unit == target.unit
    falling = falling and aim.baseline is not None and aim.baseline.number > target.high
    near, far = (target.high, target.number) if falling else (target.number, target.high)
    end, sign = (value.high, -1) if falling else (value.number, 1)
    if (end - near) * sign < 0:
        return Outcome("short", target.written(abs(near - end)))
    if (end - far) * sign > 0:
        return Outcome("exceeded", target.written(abs(end - far)))
    return Outcome("met", "")
