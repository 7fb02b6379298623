"""Spans of time as people ask for them: `90d`, `12w`, `6m`, `1y`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from aitracker.model.errors import InvalidValueError

_SPAN = re.compile(r"([0-9]{1,5})\s*(d|w|m|y|days?|weeks?|months?|years?|)", re.ASCII)
_DAYS = {"d": 1, "w": 7}
_YEAR = 4
"""A number of so many digits may be a year."""

_MONTHS = {"m": 1, "y": 12}


def shift(day: date, span: str, *, back: bool = False) -> date:
    """The day so long after (or before) a day. Months and years keep the day of the month.

    InvalidValueError when the span is none, has no unit, or is too long.
    """
    match = _SPAN.fullmatch(span.strip().lower())
    if match is None:
        raise InvalidValueError(
            "not-a-span", f"'{span}' is not a span of time", "write 90d, 12w, 6m or 1y"
        )
    unit = match[2][:1]
    if not unit:
        bare = match[1]
        choice = f"write {bare}d, {bare}w, {bare}m or {bare}y (days, weeks, months, years)"
        hint = f"write {bare}d, or --until {bare}" if len(bare) == _YEAR else choice
        raise InvalidValueError("not-a-span", f"'{span}' has no unit", hint)
    number = int(match[1]) * (-1 if back else 1)
    try:
        if unit in _DAYS:
            return day + timedelta(days=number * _DAYS[unit])
        year, month = divmod(day.year * 12 + day.month - 1 + number * _MONTHS[unit], 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        raise InvalidValueError(
            "not-a-span", f"'{span}' is too long", "write 90d, 12w, 6m or 1y"
        ) from None
