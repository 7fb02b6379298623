"""The timeline for people: steps under their year and month."""

from __future__ import annotations

from collections.abc import Iterable

from aitracker.catalog.rows import TimelineRow
from aitracker.display.paper import Paper
from aitracker.display.streams import Screen
from aitracker.display.words import month_name, status_style
from aitracker.model.vocabulary import label

_DATE = 12
_STATUS = 12


def text(rows: Iterable[TimelineRow], screen: Screen, language: str) -> str:
    """The steps in order, each with its date as written, its status, and what it was."""
    paper = Paper(screen)
    year = month = before = ""
    for row in rows:
        written = row.date or ""
        start = written.removeprefix("../")
        if start[:4] != year:
            year, month, before = start[:4], "", ""
            paper.heading(year or "?", "title")
        if start[5:7] != month or not start[4:5]:
            month = start[5:7]
            if month:
                paper.row("", month_name(int(month), language), indent=2, style="heading")
        date = f"by {start}" if written.startswith("../") else written
        status = label("status", row.status, language) if row.status else ""
        doubt = "" if row.certain else "?"
        line = f"{row.name}: {row.summary}" if row.summary else row.name
        hang = _DATE + _STATUS
        lead = f"{'' if date == before else date:<{_DATE}}{status + doubt:<{_STATUS}}"
        paper.row(lead, f"{line} [{row.id}]", indent=4, hang=hang, label_style=status_style(row.status))
        before = date
    return paper.text()
