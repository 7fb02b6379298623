"""Sums of money for people, and what is in none of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from aitracker.display.labels import amount, count
from aitracker.model.labels import name_and_value, say, series, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aitracker.catalog.sums import SumRow

_SCALES = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))

_REASONS = ("part", "version", "metric", "within", "stage")


def lines(sums: Iterable[SumRow], language: str) -> Iterator[str]:
    """A line a stage, with what is added in each currency."""
    for stage, alike in groupby(sums, lambda row: row.stage):
        amounts = series((_amount(row, language) for row in alike), language)
        yield name_and_value(word("stage", stage, language), amounts, language)


def omission_lines(reasons: Mapping[str, int], language: str) -> Iterator[str]:
    """What is not added, and why; nothing where all is."""
    texts = [
        say(f"left out {reason}", language, number=number)
        for reason in _REASONS
        if (number := reasons[reason])
    ]
    if texts:
        yield say("not added", language, reasons=series(texts, language))


def _amount(row: SumRow, language: str) -> str:
    low = _short(row.low, language)
    high = _short(row.high, language) if row.high is not None else ""
    number = say("amount range", language, low=low, high=high) if high not in ("", low) else low
    sum_of_money = f"{number} {row.unit}"
    if row.high is None:
        sum_of_money = say("at least", language, amount=sum_of_money)
    elif row.about:
        sum_of_money = say("about amount", language, amount=sum_of_money)
    return f"{sum_of_money} ({count(row.figures, 'figure', language)})"


def _short(number: float, language: str) -> str:
    """A number with the scale in which a registry would write it."""
    for scale, name in _SCALES:
        if number >= scale:
            return amount(f"{number / scale:.12g} {name}", language)
    return amount(f"{number:.12g}", language)
