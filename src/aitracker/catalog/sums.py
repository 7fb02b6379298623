"""Sums of money: nothing is added twice, no currency to another, no promise to a payment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from aitracker.model.units import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from aitracker.catalog.figures import FigureRow

KeyT = TypeVar("KeyT")

_STAGES = ("announced", "committed", "spent")


class SumRow(NamedTuple):
    """What is added of one stage in one currency: so many figures, between `low` and `high`.

    `high` is None where one of them is "at least", and `about` true where one is only about.
    `left_out` are those of the stage and currency that are not added.
    """

    stage: str
    unit: str
    low: float
    high: float | None
    about: bool
    figures: int
    left_out: int


class Sums(NamedTuple):
    """The sums, and how many figures are in none of them, by the reason why."""

    rows: list[SumRow]
    left_out: Counter[str]


def sums(figures: Sequence[FigureRow], wholes: Mapping[str, set[str]]) -> Sums:
    """The amounts with a stage, added by stage and currency. `wholes` says what records belong to.

    What may be part of an amount that is added is left out: a part of a whole, an earlier version,
    another metric of the same record, a record that belongs to another one.
    """
    left_out: Counter[str] = Counter()
    money = [row for row in figures if row.unit in CURRENCIES]
    amounts = [row for row in money if row.stage and row.state != "revised"]
    left_out["stage"] = sum(not row.stage for row in money)
    left_out["version"] = len(money) - left_out["stage"] - len(amounts)
    rows = []
    for (stage, unit), alike in _groups(amounts, lambda row: (row.stage or "", row.unit or "")):
        records = {
            record: _of_record(own, left_out) for record, own in _groups(alike, lambda row: row.id)
        }
        summands: list[FigureRow] = []
        for record, own in records.items():
            if _above(record, wholes) & records.keys():
                left_out["within"] += len(own)
            else:
                summands += own
        rows.append(_sum(stage, unit, summands, len(alike) - len(summands)))
    return Sums(sorted(rows, key=lambda row: (_STAGES.index(row.stage), row.unit)), left_out)


def _sum(stage: str, unit: str, summands: Sequence[FigureRow], left_out: int) -> SumRow:
    highs = [row.high for row in summands if row.high is not None]
    return SumRow(
        stage,
        unit,
        sum(row.low for row in summands),
        sum(highs) if len(highs) == len(summands) else None,
        any("~" in row.value for row in summands),
        len(summands),
        left_out,
    )


def _of_record(rows: Sequence[FigureRow], left_out: Counter[str]) -> list[FigureRow]:
    """The figures of the metric with the most money; others may be part of it."""
    metrics = [_of_metric(own, left_out) for _, own in _groups(rows, _whole)]
    most = max(metrics, key=lambda own: sum(row.low for row in own))
    left_out["metric"] += sum(len(own) for own in metrics if own is not most)
    return most


def _of_metric(rows: Sequence[FigureRow], left_out: Counter[str]) -> list[FigureRow]:
    """The whole, where one is said, else its parts, else what each pays; of each the last said."""
    parts = [row for row in rows if _part(row)]
    amounts = _total(row for row in rows if not _part(row))
    if parts and any(row.payer is not None for row in amounts):
        amounts = []  # what each pays may be what the parts cost
    if not amounts:
        amounts = [row for _, own in _groups(parts, _part) for row in _total(own)]
    left_out["part"] += len(rows) - len(amounts)
    latest = [
        max(own, key=lambda row: (row.said or "", row.date or ""))
        for _, own in _groups(amounts, lambda row: (_part(row), row.payer))
    ]
    left_out["version"] += len(amounts) - len(latest)
    return latest


def _whole(row: FigureRow) -> str:
    return row.whole or row.metric


def _part(row: FigureRow) -> tuple[str, ...]:
    """What part of the whole a figure is; empty for the whole."""
    return tuple(part for part in (row.whole and row.metric, row.part) if part)


def _total(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Those that name no payer, where there are any, else what each payer gives."""
    alike = list(rows)
    return [row for row in alike if row.payer is None] or alike


def _groups(
    rows: Iterable[FigureRow], key: Callable[[FigureRow], KeyT]
) -> list[tuple[KeyT, list[FigureRow]]]:
    """The rows by what they share, in the order in which they come."""
    groups: dict[KeyT, list[FigureRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.items())


def _above(record: str, wholes: Mapping[str, set[str]]) -> set[str]:
    """All that a record belongs to, however far up; never itself."""
    result: set[str] = set()
    waiting = [record]
    while waiting:
        for whole in wholes.get(waiting.pop(), set()) - result:
            result.add(whole)
            waiting.append(whole)
    return result - {record}
