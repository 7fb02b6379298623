"""Counts for people: a group a heading, a bar a count."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from aitracker.display.cells import escape, mostly_right_to_left, padded, truncate, width
from aitracker.display.labels import cell, count, share
from aitracker.display.layout import TextLayout
from aitracker.model.labels import clauses, field, labels, say, series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aitracker.catalog.counts import StatRow, Total
    from aitracker.display.streams import Screen

_COVERED = ("facts", "records", "rival accounts", "names", "summaries", "other texts", "sources")
"""What --coverage counts the parts of."""

_WIDEST_VALUE = 40
_LONGEST_BAR = 40
_EIGHTHS = " ▏▎▍▌▋▊▉"


def text(
    rows: Sequence[StatRow],
    screen: Screen,
    language: str,
    totals: Mapping[str, Total] | None = None,
    year: str = "first",
) -> str:
    """The counts under what they are by, each with its share and a bar."""
    layout = TextLayout(screen, language)
    for by, alike in groupby(rows, lambda row: row.by):
        group = list(alike)
        title = say(f"year {year}", language) if by == "year" else _heading(by, language)
        numbers = f" {say('records and agreements', language)}" if _of_several(group) else ""
        layout.heading(title + numbers)
        worded = [row._replace(value=_value(row, language)) for row in group]
        _group(worded, layout, language)
        if totals and by in totals:
            layout.row("", _total(totals[by], group, language), indent=2)
    return layout.text()


def record_total(records: int, agreements: int | None, language: str, noun: str = "record") -> str:
    """A number of records, and of the agreements they stand for where that is not the same."""
    total = count(records, noun, language)
    if agreements is None or (agreements == records and noun != "record"):
        return total
    return series((total, count(agreements, "agreement", language)), language)


def _heading(by: str, language: str) -> str:
    """What a group is called: a part of the coverage, or the field that is counted by."""
    return labels(language).phrases.get(by) or field(by, language, by)


def _value(row: StatRow, language: str) -> str:
    """What was counted: a word of what it is counted by, or a part of the coverage."""
    if row.by not in _COVERED:
        return cell(row.by, row.value, language)
    return labels(language).phrases.get(row.value) or cell("evidence", row.value, language)


def _total(total: Total, group: Sequence[StatRow], language: str) -> str:
    """The line below a group: what was counted, and why the numbers above may not add up to it."""
    sentences = [
        say("total", language, counted=record_total(total.records, total.agreements, language))
    ]
    if total.without:
        by = _heading(group[0].by, language)
        sentences.append(say("total without", language, number=total.without, field=by))
    if sum(row.count for row in group) > total.records - total.without:
        sentences.append(say("may have several", language))
    return clauses(sentences, language)


def _group(group: Sequence[StatRow], layout: TextLayout, language: str) -> None:
    """The lines of one group, a count each."""
    screen = layout.screen
    counts = _numbers([row.count for row in group])
    if _of_several(group):
        agreements = _numbers(["" if row.agreements is None else row.agreements for row in group])
        counts = [f"{records}  {more}" for records, more in zip(counts, agreements, strict=True)]
    digits = len(counts[0])
    column = min(
        max(width(escape(row.value)) for row in group),
        _WIDEST_VALUE,
        max(screen.width - 23 - digits, 12) if screen.width else 999,
    )
    most = max(row.count for row in group) or 1
    room = min(_LONGEST_BAR, screen.width - column - digits - 15) if screen.width else _LONGEST_BAR
    at_end = mostly_right_to_left([row.value for row in group])
    for row, number in zip(group, counts, strict=True):
        value = truncate(escape(row.value), column)
        part = share(row.share, language) if row.share is not None else ""
        bar = _bar(row.count / most, room)
        layout.line(
            f"  {padded(value, column + 1, screen, at_end=at_end)} {number}  {part:>7}  {bar}"
        )


def _of_several(group: Sequence[StatRow]) -> bool:
    """Whether some of the records are several agreements each."""
    return any((row.agreements or 0) > row.count for row in group)


def _numbers(numbers: Sequence[int | str]) -> list[str]:
    """Numbers below each other."""
    digits = max(len(str(number)) for number in numbers)
    return [f"{number:>{digits}}" for number in numbers]


def _bar(part: float, room: int) -> str:
    """A bar of so many columns at most, exact to an eighth of one.

    It is at least a sliver for what is not nothing.
    """
    eighths = max(round(part * max(room, 0) * 8), 1 if part and room > 0 else 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
