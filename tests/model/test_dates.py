from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitracker.model.dates import Date, Days, last_day
from aitracker.model.errors import InvalidValueError

YEARS = st.integers(1990, 2040)


@st.composite
def points(draw: st.DrawFn) -> str:
    """A year, a month or a day, as text."""
    year, month = draw(YEARS), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    return draw(st.sampled_from([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"]))


def days_of(point: str) -> list[date]:
    """Every day whose ISO text begins with the point: what the point means, day by day."""
    day, found = date(int(point[:4]), 1, 1), []
    while day.year == int(point[:4]):
        if day.isoformat().startswith(point):
            found.append(day)
        day += timedelta(days=1)
    return found


@given(points(), st.sampled_from(["", "~"]))
def test_a_point_lies_between_the_first_and_last_of_its_days(point: str, about: str) -> None:
    days = days_of(point)
    parsed = Date.parse(point + about)
    assert parsed.begins == parsed.ends == Days(days[0], days[-1])
    assert parsed.effective == Days(days[0], days[-1])
    assert str(parsed) == point + about


@given(points(), points())
def test_a_span_begins_somewhere_in_its_first_point_and_ends_somewhere_in_its_last(
    start: str, end: str
) -> None:
    if days_of(end)[-1] < days_of(start)[0]:
        with pytest.raises(InvalidValueError, match="ends before it begins"):
            Date.parse(f"{start}/{end}")
        return
    parsed = Date.parse(f"{start}/{end}")
    assert parsed.begins == Days(days_of(start)[0], days_of(start)[-1])
    assert parsed.ends == Days(days_of(end)[0], days_of(end)[-1])


@given(points())
def test_open_ends_have_no_day_and_open_beginnings_only_a_last_one(point: str) -> None:
    days = days_of(point)
    assert Date.parse(f"{point}/..").ends == Days(None, None)
    assert Date.parse(f"../{point}").begins == Days(None, days[-1])
    assert Date.parse(f"../{point}").effective == Days(days[-1], days[-1])


@given(points())
def test_about_gives_one_more_period_of_its_precision(point: str) -> None:
    last = days_of(point)[-1]
    after = (last + timedelta(days=1)).isoformat()[: len(point)]
    assert Date.parse(point).grace() == last
    assert Date.parse(f"{point}~").grace() == days_of(after)[-1]


@given(st.text())
def test_any_text_is_a_date_or_a_clear_error(text: str) -> None:
    try:
        parsed = Date.parse(text)
    except InvalidValueError as error:
        assert error.problem.code == "not-a-date"
        assert error.hint
    else:
        assert str(parsed) == text


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("2024-9-1", "2024-09-01"),
        ("25/09/2024", "2024-09-25"),
        ("2024/09/25", "2024-09-25"),
        ("09/2024", "2024-09"),
        ("Q3 2025", "2025-Q3"),
        ("2025 T3", "2025-Q3"),
        ("2025-q3", "2025-Q3"),
        ("H2 2026", "2026-H2"),
        ("1er trimestre 2026", "2026-Q1"),
        ("1. Quartal 2026", "2026-Q1"),
        ("2e semestre 2026", "2026-H2"),
        ("März 2025", "2025-03"),
        ("9. April 2025", "2025-04-09"),
        ("12 de enero de 2026", "2026-01-12"),
        ("٢٠٢٥-٠١-١٢", "2025-01-12"),
        ("c. 2024", "2024~"),
        ("2024/", "2024/.."),
        (" 2024 ", "2024"),
        ("12 January 2026", "2026-01-12"),
        ("1er juillet 2025", "2025-07-01"),
        ("12 يناير 2026", "2026-01-12"),
        ("غشت 2025", "2025-08"),
        ("Sept. 2025", "2025-09"),
        ("January 12, 2026", "2026-01-12"),
        ("2026–01–12", "2026-01-12"),
        ("2026-01-12T10:00", "2026-01-12"),
        ("\u200f2026-01-12", "2026-01-12"),
        ("2026-06/2026-04", "2026-04/2026-06"),
    ],
)
def test_another_spelling_is_refused_with_the_right_one(written: str, offered: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Date.parse(written)
    assert refused.value.hint == f"did you mean '{offered}'?"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2024-13-45", "no month 13"),
        ("2025-02-30", "no day 30"),
        ("2023-02-29", "no day 29"),
        ("2024-00", "no month 00"),
        ("../..", "not a date"),
    ],
)
def test_a_day_that_does_not_exist_is_named(written: str, said: str) -> None:
    with pytest.raises(InvalidValueError, match=said):
        Date.parse(written)


def test_a_day_asked_by_year_or_month_is_its_last_day() -> None:
    assert last_day("2025") == date(2025, 12, 31)
    assert last_day("2024-02") == date(2024, 2, 29)
    with pytest.raises(InvalidValueError, match="no last day"):
        last_day("2025/..")


@pytest.mark.parametrize(
    ("written", "first", "last", "grace"),
    [
        ("2026-Q1~", "2026-01-01", "2026-03-31", "2026-06-30"),
        ("2026-Q4~", "2026-10-01", "2026-12-31", "2027-03-31"),
        ("2028-Q3", "2028-07-01", "2028-09-30", "2028-09-30"),
        ("2026-H1", "2026-01-01", "2026-06-30", "2026-06-30"),
        ("2026-H2~", "2026-07-01", "2026-12-31", "2027-06-30"),
    ],
)
def test_a_quarter_or_a_half_year_is_one_unknown_day_of_it(
    written: str, first: str, last: str, grace: str
) -> None:
    parsed = Date.parse(written)
    days = Days(date.fromisoformat(first), date.fromisoformat(last))
    assert parsed.begins == parsed.ends == parsed.effective == days
    assert parsed.grace() == date.fromisoformat(grace)


@pytest.mark.parametrize("written", ["2026-Q5", "2026-Q0", "2026-H3", "2026-Q1-01", "2026-T1"])
def test_there_are_four_quarters_and_two_half_years(written: str) -> None:
    with pytest.raises(InvalidValueError):
        Date.parse(written)
