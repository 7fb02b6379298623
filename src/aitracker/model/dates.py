"""Dates of known precision: a subset of EDTF (ISO 8601-2), with the days between which they lie."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from aitracker.model.errors import InvalidValueError

_POINT = re.compile(
    r"([1-9][0-9]{3})(?:-(?:(Q[1-4]|H[12])|([0-9]{2})(?:-([0-9]{2}))?))?(~?)", re.ASCII
)
_FORMS = (
    "write 2026, 2026-Q1, 2026-01 or 2026-01-12; add ~ for about;"
    " 2025-07-01/2025-07-02, 2024-10/.. or ../2025-11 for a span"
)


class Days(NamedTuple):
    """The first and the last day on which something may lie; None where nobody knows."""

    first: date | None
    last: date | None


class DatePart(NamedTuple):
    """One year, month or day (precision 0, 1, 2): its days, and whether it is only about.

    A half-year or a quarter has the precision of a year; `months` is how many it spans.
    """

    days: Days
    precision: int
    about: bool
    months: int


class Date:
    """A date as written, with bounds for its beginning and its end.

    `2025-07` begins (and ends) on an unknown day of July; `2025-07-01/2025-07-31` begins on the 1st
    and ends on the 31st; `2025-Q3` and `2025-H2` are an unknown day of a quarter or a half-year. An
    open end (`2024-10/..`) has no days; an open beginning (`../2025-11`)
    has only a last one.
    """

    __slots__ = ("about", "begins", "end", "ends", "precision", "text")

    def __init__(
        self, text: str, begins: Days, end: DatePart | None, precision: int, about: bool
    ) -> None:
        self.text = text
        self.begins = begins
        self.end = end
        self.ends = end.days if end else Days(None, None)
        self.precision = precision
        self.about = about

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Date({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Date) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    @classmethod
    def parse(cls, text: object) -> Date:
        """The date `text` spells.

        InvalidValueError with the right spelling, where one can be guessed, for anything else.
        """
        if not isinstance(text, str):
            raise InvalidValueError("not-a-date", "expected a date, in one text", _FORMS)
        try:
            return cls._read(text)
        except InvalidValueError as error:
            hint = _guess(text) or error.hint
            raise InvalidValueError("not-a-date", error.message, hint) from None

    @classmethod
    @lru_cache(maxsize=1 << 14)  # a day is written many times
    def _read(cls, text: str) -> Date:
        start, slash, end = text.partition("/")
        if not slash:
            point = _point(start, text)
            return cls(text, point.days, point, point.precision, point.about)
        if start == end == "..":
            raise _not_a_date(text)
        if start == "..":
            after = _point(end, text)
            return cls(text, Days(None, after.days.last), after, after.precision, after.about)
        before = _point(start, text)
        if end == "..":
            return cls(text, before.days, None, before.precision, before.about)
        after = _point(end, text)
        if _day(after.days.last) < _day(before.days.first):
            raise InvalidValueError(
                "not-a-date",
                f"the span '{text}' ends before it begins",
                "write the earlier date first",
            )
        return cls(text, before.days, after, before.precision, before.about or after.about)

    @classmethod
    def is_one(cls, text: str) -> bool:
        """Whether the text spells a date."""
        try:
            cls._read(text)
        except InvalidValueError:
            return False
        return True

    @property
    def effective(self) -> Days:
        """The days between which what it dates begins to count.

        An open beginning counts from its last possible day.
        """
        first, last = self.begins
        return Days(first or last, last)

    def grace(self) -> date | None:
        """The last day on which something due then is not surely late.

        With `~` at its end this is one more period of its precision.
        """
        last = self.ends.last
        if last is None or self.end is None or not self.end.about:
            return last
        following = last + timedelta(days=1)
        return _span(following, self.end.months).last


def last_day(text: str) -> date:
    """The day meant by a date somebody asks for: `2025` is its last day.

    InvalidValueError when it is no date, or has no end.
    """
    last = Date.parse(text).ends.last
    if last is None:
        raise InvalidValueError(
            "not-a-date", f"'{text}' has no last day", "give a day, a month or a year"
        )
    return last


def _day(day: date | None) -> date:
    """A bound of a written year, month or day, which is always known."""
    assert day is not None
    return day


def _span(first: date, months: int) -> Days:
    """So many months from a day on; no month is that day alone."""
    if not months:
        return Days(first, first)
    month = first.month + months - 1
    return Days(first, date(first.year, month, monthrange(first.year, month)[1]))


@lru_cache(maxsize=1 << 14)
def _point(part: str, text: str) -> DatePart:
    match = _POINT.fullmatch(part)
    if match is None:
        raise _not_a_date(text)
    year, about = int(match[1]), bool(match[5])
    if period := match[2]:
        months = 3 if period[0] == "Q" else 6
        first = date(year, (int(period[1]) - 1) * months + 1, 1)
        return DatePart(_span(first, months), 0, about, months)
    precision = 2 if match[4] else 1 if match[3] else 0
    first = _first_day(year, int(match[3] or 1), int(match[4] or 1), text)
    months = (12, 1, 0)[precision]
    return DatePart(_span(first, months), precision, about, months)


def _first_day(year: int, month: int, day: int, text: str) -> date:
    """A day of the calendar; InvalidValueError where there is none."""
    if not 1 <= month <= 12:
        message = f"'{text}' has no month {month:02}"
        raise InvalidValueError("not-a-date", message, "months run from 01 to 12")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        message = f"'{text}' has no day {day:02}"
        raise InvalidValueError("not-a-date", message, f"that month has {days} days")
    return date(year, month, day)


def _not_a_date(text: str) -> InvalidValueError:
    excerpt = text if len(text) <= 40 else text[:39] + "…"
    return InvalidValueError("not-a-date", f"'{excerpt}' is not a date", _FORMS)


@lru_cache(maxsize=1024)  # a mistake made once is often made in every record
def _guess(text: str) -> str:
    """A hint naming the spelling somebody probably meant, or ""."""
    from aitracker.model.date_suggestions import spellings

    guesses = dict.fromkeys(spellings(text))
    fitting = [spelling for spelling in guesses if spelling != text and Date.is_one(spelling)]
    if len(fitting) > 1 and re.match(r"\D*\d{1,2}(?!\d)", text):
        # Day first or month first: who typed it knows.
        return f"did you mean '{fitting[0]}' or '{fitting[1]}'?"
    return f"did you mean '{fitting[0]}'?" if fitting else ""
