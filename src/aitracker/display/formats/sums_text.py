"""Sums of money for people, and what is in none of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aitracker.catalog.sums import SumRow

_SCALES = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))

_REASONS = {
    "part": ("part of a whole", "parts of a whole"),
    "version": ("earlier or later version", "earlier or later versions"),
    "metric": ("other metric of the same record", "other metrics of the same record"),
    "within": ("of a record that belongs to another", "of records that belong to another"),
    "stage": ("amount without a stage", "amounts without a stage"),
}


def lines(sums: Iterable[SumRow]) -> Iterator[str]:
    """A line a stage, with what is added in each currency."""
    for stage, alike in groupby(sums, lambda row: row.stage):
        yield f"{stage}: {', '.join(map(_amount, alike))}"


def left_out(reasons: Mapping[str, int]) -> Iterator[str]:
    """What is not added, and why; nothing where all is."""
    said = [
        f"{number} {words[number != 1]}"
        for reason, words in _REASONS.items()
        if (number := reasons[reason])
    ]
    if said:
        yield f"not added: {', '.join(said)}"


def _amount(row: SumRow) -> str:
    low, high = _short(row.low), _short(row.high) if row.high is not None else ""
    number = f"{low} to {high}" if high not in ("", low) else low
    doubt = "at least " if row.high is None else "about " if row.about else ""
    counted = f"{row.figures} {'figure' if row.figures == 1 else 'figures'}"
    return f"{doubt}{number} {row.unit} ({counted})"


def _short(number: float) -> str:
    """A number with the scale in which a registry would write it."""
    for scale, name in _SCALES:
        if number >= scale:
            return f"{number / scale:.12g} {name}"
    return f"{number:.12g}"
