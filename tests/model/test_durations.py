from __future__ import annotations

from datetime import date

import pytest

from aitracker.model.durations import shift
from aitracker.model.errors import InvalidValueError

DAY = date(2024, 1, 31)


@pytest.mark.parametrize(
    ("span", "later", "earlier"),
    [
        ("0d", "2024-01-31", "2024-01-31"),
        ("1d", "2024-02-01", "2024-01-30"),
        ("90d", "2024-04-30", "2023-11-02"),
        ("999 days", "2026-10-26", "2021-05-07"),
        ("1w", "2024-02-07", "2024-01-24"),
        ("2W", "2024-02-14", "2024-01-17"),
        ("1m", "2024-02-29", "2023-12-31"),
        ("13m", "2025-02-28", "2022-12-31"),
        ("12m", "2025-01-31", "2023-01-31"),
        ("2 Weeks", "2024-02-14", "2024-01-17"),
        ("1 month", "2024-02-29", "2023-12-31"),
        (" 1y ", "2025-01-31", "2023-01-31"),
    ],
)
def test_a_span_leads_as_far_forth_as_back(span: str, later: str, earlier: str) -> None:
    assert shift(DAY, span).isoformat() == later
    assert shift(DAY, span, back=True).isoformat() == earlier


def test_a_month_ends_where_it_ends() -> None:
    assert shift(date(2024, 2, 29), "1y") == date(2025, 2, 28)
    assert shift(date(2024, 11, 30), "1m") == date(2024, 12, 30)
    assert shift(date(2024, 12, 30), "1m") == date(2025, 1, 30)


@pytest.mark.parametrize(
    ("span", "message"),
    [
        ("2025", "'2025' has no unit"),
        ("3", "'3' has no unit"),
        ("1 x", "'1 x' is not a span of time"),
        ("soon", "'soon' is not a span of time"),
        ("1.5y", "'1.5y' is not a span of time"),
        ("٣d", "'٣d' is not a span of time"),
        ("99999y", "'99999y' is too long"),
        ("99999m", "'99999m' is too long"),
    ],
)
def test_what_is_no_span_is_said(span: str, message: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        shift(DAY, span)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("span", "hint"),
    [
        ("3", "write 3d, 3w, 3m or 3y (days, weeks, months, years)"),
        ("2025", "write 2025d, or --until 2025"),
    ],
)
def test_a_bare_number_is_told_its_units(span: str, hint: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        shift(DAY, span)
    assert caught.value.hint == hint
