"""Dates as people ask for them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitracker.model.errors import InvalidValueError
from aitracker.model.relative_dates import WORDS, days_of

DAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2026-11-24", "2026-11-24"),
        ("Yesterday", "2026-11-23", "2026-11-23"),
        ("tomorrow", "2026-11-25", "2026-11-25"),
        ("-7d", "2026-11-17", "2026-11-17"),
        ("-2w", "2026-11-10", "2026-11-10"),
        ("-1m", "2026-10-24", "2026-10-24"),
        ("+1y", "2027-11-24", "2027-11-24"),
        ("this-week", "2026-11-23", "2026-11-29"),
        ("last-week", "2026-11-16", "2026-11-22"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("LAST-MONTH", "2026-10-01", "2026-10-31"),
        ("next-month", "2026-12-01", "2026-12-31"),
        ("this-year", "2026-01-01", "2026-12-31"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-02/2025-03", "2025-02-01", "2025-03-31"),
    ],
)
def test_a_date_asked_is_counted_from_today(text: str, first: str, last: str) -> None:
    days = days_of(text, DAY)
    assert (str(days.first), str(days.last)) == (first, last)


def test_the_month_before_that_of_the_31st_is_whole() -> None:
    assert days_of("last-month", date(2026, 3, 31)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert days_of("last-month", date(2026, 1, 5)) == (date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("lst-month", "'lst-month' is not a date", "did you mean 'last-month'?"),
        (
            "12/01/2026",
            "'12/01/2026' is not a date",
            "did you mean '2026-01-12' or '2026-12-01'?",
        ),
        ("2026-13", "'2026-13' has no month 13", "write 2026, 2026-01, 2026-01-12, today, -7d"),
        ("-7", "'7' has no unit", "write 7d, 7w, 7m or 7y"),
        ("soon", "'soon' is not a date", "write 2026, 2026-01, 2026-01-12, today, -7d"),
    ],
)
def test_what_is_no_date_is_told_what_is(text: str, message: str, hint: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        days_of(text, DAY)
    assert refused.value.message == message
    assert refused.value.hint.startswith(hint)


@given(
    st.sampled_from([*WORDS, "-9999y", "+9999y", "-3d"]),
    st.dates() | st.sampled_from([date.min, date.max]),
)
def test_near_the_ends_of_time_there_is_a_span_or_a_reason(text: str, today: date) -> None:
    try:
        days = days_of(text, today)
    except InvalidValueError:
        return
    assert days.first is not None
    assert days.last is not None
    assert days.first <= days.last
