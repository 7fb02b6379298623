"""What the parts of a whole add up to, and whether that is the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.model.values import Value


class PartSum(NamedTuple):
    """What parts add up to, and by how much that is less or more than the whole.

    Both are written as values in the scale and unit of the whole; `gap` is "" where the sum may be
    the whole.
    """

    total: str
    word: Literal["equal", "less", "more"]
    gap: str


def part_sum(whole: Value, parts: Sequence[Value]) -> PartSum | None:
    """The parts added up and compared with the whole; None where their units differ.

    "At least" has no upper end, and of a range both ends are added.
    """
    if not parts or {part.unit for part in parts} != {whole.unit}:
        return None
    low = sum((part.number for part in parts), Decimal())
    high = sum((part.high for part in parts), Decimal())
    open_end = any(part.bound == "+" for part in parts)
    total = whole.written(low, high, _bound(parts))
    if low > whole.high and whole.bound != "+":
        gap = whole.written(low - whole.high, high - whole.number, _bound([whole, *parts]))
        return PartSum(total, "more", gap)
    if high < whole.number and not open_end:
        gap = whole.written(whole.number - high, whole.high - low, _bound([whole, *parts]))
        return PartSum(total, "less", gap)
    return PartSum(total, "equal", "")


def _bound(values: Sequence[Value]) -> str:
    """That of a number worked out from these: at least, about, or neither."""
    bounds = {value.bound for value in values}
    return "+" if "+" in bounds else "~" if "~" in bounds else ""
