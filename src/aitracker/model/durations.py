"""Spans of time as people ask for them: `90d`, `12w`, `6m`, `1y`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from aitracker.model.errors import InvalidValueError

_SPAN = re.compile(r"([0-9]{1,5})([dwmy]?)", re.ASCII)
_DAYS = {"": 1, "d": 1, "w": 7}
_BARE = 3
"""A number of more digits needs its unit."""

_MONTHS = {"m": 1, "y": 12}


def shift(day: date, span: str, *, back: bool = False) -> date:
    """The day so long after (or before) a day. A bare number counts days; months and years keep the day of the month.

    InvalidValueError when the span is none, or is too long.
    """
    match = _SPAN.fullmatch(span.strip().lower())
    if match is not None and not match[2] and len(match[1]) > _BARE:
        raise InvalidValueError(
            "not-a-span",
            f"'{span}' could be a year, or a number of days",
            f"write {span}d, or --until {span}",
        )
    if match is None:
        raise InvalidValueError(
            "not-a-span", f"'{span}' is not a span of time", "write 90d, 12w, 6m or 1y"
        )
    number = int(match[1]) * (-1 if back else 1)
    try:
        if match[2] in _DAYS:
            return day + timedelta(days=number * _DAYS[match[2]])
        year, month = divmod(day.year * 12 + day.month - 1 + number * _MONTHS[match[2]], 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        raise InvalidValueError(
            "not-a-span", f"'{span}' is too long", "write 90d, 12w, 6m or 1y"
        ) from None
