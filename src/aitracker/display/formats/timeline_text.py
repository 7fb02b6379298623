"""The timeline for people: steps under their year and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.display.labels import part_label, short_date, status_style
from aitracker.display.layout import TextLayout, columns_of
from aitracker.model import labels
from aitracker.model.vocabulary import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.timeline import TimelineRow
    from aitracker.display.streams import Screen

_STATUS = 12
_PART = 20


def text(rows: Sequence[TimelineRow], screen: Screen, language: str) -> str:
    """The steps in order, each with its date, its status, and what it was.

    What begins on the same date shares it. Where somebody is asked for, their part stands before
    what it was.
    """
    layout = TextLayout(screen, language)
    dates = [short_date(row.date, language) for row in rows]
    column = max(map(len, dates), default=0) + 2
    parts = [
        labels.series((part_label(each, language) for each in row.role), language) for row in rows
    ]
    beside = max((columns_of(part, screen) for part in parts), default=0)
    words_of_rows = [_step(row, language) for row in rows]
    status = max(_STATUS, *(columns_of(each, screen) + 2 for each in words_of_rows), 0)
    before = ("", "", "")
    for row, date, part, word in zip(rows, dates, parts, words_of_rows, strict=True):
        year, month = _year_and_month(row.date)
        if year != before[0]:
            layout.heading(year, "title")
        if month and (year, month) != before[:2]:
            layout.row("", labels.month(int(month), language), indent=2, style="heading")
        lead = [("" if (year, month, date) == before else date, column), (word, status)]
        if beside:
            lead.append((part, min(beside, _PART) + 2))
        line = labels.name_and_value(row.name, row.summary, language)
        if row.contested:
            line += f" ({label('evidence', 'contested', language)})"
        layout.cells(lead, f"{line} [{row.id}]", indent=4, label_style=status_style(row.status))
        before = (year, month, date)
    return layout.text()


def _step(row: TimelineRow, language: str) -> str:
    """What a step brought about, with a question mark where it is not certain."""
    word = label("status", row.status, language) if row.status else ""
    word = label("change", row.change, language) if row.change else word
    return word if row.certain else labels.with_doubt(word, language).strip()


def _year_and_month(date: str) -> tuple[str, str]:
    start = date.removeprefix("../")
    month = start[5:7]
    return start[:4], month if month.isdigit() else ""
