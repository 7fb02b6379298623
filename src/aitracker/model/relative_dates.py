"""Dates as people ask for them: as a registry has them, or from today (`-7d`, `last-month`)."""

from __future__ import annotations

from datetime import date, timedelta

from aitracker.model.dates import Date, Days
from aitracker.model.durations import shift
from aitracker.model.errors import InvalidValueError

_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_NEAR = {"last": -1, "this": 0, "next": 1}
_PERIODS = ("week", "month", "year")

WORDS = (*_DAYS, *(f"{near}-{period}" for near in _NEAR for period in _PERIODS))
"""The words that stand for a day or a span of days; a week begins on a Monday."""

FORMS = "write 2026, 2026-01, 2026-01-12, today, -7d, -2w, -6m or a word such as last-month"


def days_of(text: str, today: date) -> Days:
    """The first and the last day meant; None where the date is open there.

    InvalidValueError for what is no date, with the right spelling where one can be guessed.
    """
    word = "-".join(text.lower().split())
    if word in _DAYS:
        day = _shift(today, _DAYS[word], "d")
        return Days(day, day)
    if word[:1] in ("-", "+"):
        day = shift(today, word[1:], back=word[0] == "-")
        return Days(day, day)
    near, _, period = word.partition("-")
    if near in _NEAR and period in _PERIODS:
        return _span(today, _NEAR[near], period)
    return _date_in_registry(text, word)


def _date_in_registry(text: str, word: str) -> Days:
    from aitracker.model.nearest import nearest_of

    try:
        date = Date.parse(text)
    except InvalidValueError as error:
        near = nearest_of(word, WORDS)
        hint = error.hint if error.hint.startswith("did you mean") else ""
        hint = hint or (f"did you mean '{near}'?" if near else FORMS)
        raise InvalidValueError("not-a-date", error.message, hint) from None
    return Days(date.begins.first, date.ends.last)


def _span(today: date, number: int, period: str) -> Days:
    """The week, month or year so many after that of today."""
    if period == "week":
        monday = _shift(today, -today.weekday(), "d")
        start = _shift(monday, number, "w")
        return Days(start, min(date.max - timedelta(6), start) + timedelta(6))
    day = _shift(today.replace(day=1), number, period[0])
    whole = Date.parse(day.isoformat()[: 7 if period == "month" else 4])
    return Days(whole.begins.first, whole.ends.last)


def _shift(day: date, number: int, unit: str) -> date:
    return shift(day, f"{abs(number)}{unit}", back=number < 0)
