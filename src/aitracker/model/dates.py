"""Dates of known precision: a subset of EDTF (ISO 8601-2), with the days between which they lie."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from aitracker.model.errors import InvalidValueError

_POINT = re.compile(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)", re.ASCII)
_FORMS = (
    "write 2026, 2026-01 or 2026-01-12; add ~ for about;"
    " 2025-07-01/2025-07-02, 2024-10/.. or ../2025-11 for a span"
)


class Days(NamedTuple):
    """The first and the last day on which something may lie; None where nobody knows."""

    first: date | None
    last: date | None


class DatePart(NamedTuple):
    """One year, month or day (precision 0, 1, 2): its days, and whether it is only about."""

    days: Days
    precision: int
    about: bool


class Date:
    """A date as written, with bounds for its beginning and its end.

    `2025-07` begins (and ends) on an unknown day of July; `2025-07-01/2025-07-31` begins on the 1st
    and ends on the 31st. An open end (`2024-10/..`) has no days; an open beginning (`../2025-11`)
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
        return _span(following.year, following.month, following.day, self.end.precision).last


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


def _span(year: int, month: int, day: int, precision: int) -> Days:
    """All days of the year, month or day (precision 0, 1, 2) that holds this day."""
    if precision == 0:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if precision == 1:
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Days(date(year, month, day), date(year, month, day))


@lru_cache(maxsize=1 << 14)
def _point(part: str, text: str) -> DatePart:
    match = _POINT.fullmatch(part)
    if match is None:
        raise _not_a_date(text)
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    precision = 2 if match[3] else 1 if match[2] else 0
    if not 1 <= month <= 12:
        raise InvalidValueError(
            "not-a-date", f"'{text}' has no month {match[2]}", "months run from 01 to 12"
        )
    if not 1 <= day <= monthrange(year, month)[1]:
        days = monthrange(year, month)[1]
        raise InvalidValueError(
            "not-a-date", f"'{text}' has no day {match[3]}", f"that month has {days} days"
        )
    return DatePart(_span(year, month, day, precision), precision, bool(match[4]))


def _not_a_date(text: str) -> InvalidValueError:
    shown = text if len(text) <= 40 else text[:39] + "…"
    return InvalidValueError("not-a-date", f"'{shown}' is not a date", _FORMS)


def _guess(text: str) -> str:
    """A hint naming the spelling somebody probably meant, or ""."""
    from aitracker.model.date_suggestions import spellings

    meant = dict.fromkeys(spellings(text))
    fitting = [spelling for spelling in meant if spelling != text and Date.is_one(spelling)]
    if len(fitting) > 1 and re.match(r"\D*\d{1,2}(?!\d)", text):
        # Day first or month first: who typed it knows.
        return f"did you mean '{fitting[0]}' or '{fitting[1]}'?"
    return f"did you mean '{fitting[0]}'?" if fitting else ""
