from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitracker.catalog.catalog import Catalog
from aitracker.catalog.snapshot import promises
from tests.conftest import BASE, catalog

DAY = timedelta(days=1)
START = date(2024, 1, 1)


def plan(due: str, *, history: str = "", figures: str = "", other: str = "") -> str:
    return f"""\
initiatives:
  plan:
    kind: strategy
    name: Plan
    sources: [old-page]
    history: [{{date: 2024-01-01, status: announced}}{history}]
    milestones: [{{name: Opening, due: {due}}}]
    figures: [{{metric: people trained, value: 500, by: 2025}}{figures}]
{other}sources:
  old-page: {{url: "https://example.org/old", publisher: Old, published: 2024-01-15}}
"""


def states(text: str, day: str) -> dict[str, str]:
    return {promise.kind: promise.state for promise in promises(catalog(day, BASE, text), "plan")}


@pytest.mark.parametrize(
    ("due", "day", "state"),
    [
        ("2025", "2025-09-30", "open"),
        ("2025", "2025-10-02", "soon"),
        ("2025", "2025-12-31", "soon"),
        ("2025", "2026-01-01", "overdue"),
        ("2025~", "2026-01-01", "maybe-overdue"),
        ("2025~", "2026-12-31", "maybe-overdue"),
        ("2025~", "2027-01-01", "overdue"),
        ("2026-04/2026-06", "2026-06-30", "soon"),
        ("2026-04/2026-06", "2026-07-01", "overdue"),
        ("2027/..", "2099-01-01", "open"),
    ],
)
def test_a_promise_is_due_until_the_last_day_of_its_date(due: str, day: str, state: str) -> None:
    assert states(plan(due), day)["milestone"] == state


def test_a_promise_is_met_by_the_step_that_says_so_and_late_ones_too() -> None:
    text = plan("2025-03", history=", {date: 2025-05-10, status: active, meets: Opening}")
    assert states(text, "2025-05-09")["milestone"] == "overdue"
    assert states(text, "2025-05-10")["milestone"] == "met"


def test_a_later_measurement_in_another_unit_leaves_an_aim_measured() -> None:
    text = plan(
        "2030",
        figures=", {metric: people trained, value: 9, measured: 2023},"
        " {metric: other, value: 1, measured: 2025-02}",
    )
    assert states(text, "2025-06-01")["aim"] == "open"
    text = plan(
        "2030", figures=", {metric: people trained, value: 400 teachers, measured: 2025-02}"
    )
    assert states(text, "2025-01-31")["aim"] == "open"
    assert states(text, "2025-02-01")["aim"] == "measured"


def test_promises_end_when_another_record_follows() -> None:
    other = """\
  next:
    kind: strategy
    name: Next
    follows: [plan]
    sources: [old-page]
    history: [{date: 2025-02-03, status: launched}]
"""
    assert states(plan("2025-01", other=other), "2025-02-02")["milestone"] == "overdue"
    assert states(plan("2025-01", other=other), "2025-02-03")["milestone"] == "ended"


def test_before_it_was_said_nothing_was_promised() -> None:
    assert states(plan("2025"), "2024-01-14") == {}
    assert set(states(plan("2025"), "2024-01-15")) == {"milestone", "aim"}


POINTS = st.dates(date(2024, 2, 1), date(2024, 8, 31)).map(date.isoformat) | st.integers(2, 8).map(
    lambda month: f"2024-{month:02}"
)


@pytest.mark.slow
@settings(max_examples=40)
@given(POINTS, st.booleans(), st.none() | st.dates(date(2024, 2, 1), date(2024, 12, 31)))
def test_state_on_every_day_is_what_counting_days_says(
    point: str, about: bool, met: date | None
) -> None:
    history = f", {{date: {met}, meets: Opening}}" if met else ""
    index = catalog("2024-01-15", BASE, plan(point + "~" * about, history=history))
    index.connection.execute("pragma query_only = off")
    for number in range(15, 366, 11):
        day = START + number * DAY
        assert state_of(index, day) == brute_force(point, about=about, met=met, day=day)


def state_of(index: Catalog, day: date) -> str:
    index.connection.execute("update clock set day = ?", (day.isoformat(),))
    return next(promise.state for promise in promises(index, "plan") if promise.kind == "milestone")


def brute_force(point: str, *, about: bool, met: date | None, day: date) -> str:
    """The state by walking through the days of the date and of the period after it."""
    year = [START + n * DAY for n in range(731)]
    last = max(each for each in year if each.isoformat().startswith(point))
    following = (last + DAY).isoformat()[: len(point)]
    grace = max(each for each in year if each.isoformat().startswith(following)) if about else last
    if met and met <= day:
        return "met"
    if day > grace:
        return "overdue"
    if day > last:
        return "maybe-overdue"
    return "soon" if (last - day).days <= 90 else "open"
