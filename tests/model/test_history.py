from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitracker.catalog.lists import records
from aitracker.catalog.snapshot import state
from aitracker.model.history import steps
from aitracker.model.inherit import completed
from aitracker.model.records import Dated
from tests.conftest import BASE, catalog, loaded

DAY = timedelta(days=1)


def taken(text: str, record: str) -> list[tuple[str, str | None, str | None]]:
    """The steps of a record: date as written, first day and last day it may have begun."""
    registry = loaded(BASE, text).registry
    found = completed(registry.records[record], registry)
    assert isinstance(found, Dated)
    return [
        (str(step.date), str(step.days.first), str(step.days.last))
        for step in steps(record, found, registry)
    ]


def test_steps_are_in_order_of_their_first_day_the_coarser_first_then_as_written() -> None:
    text = """
        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [press-page]
            history: [{date: 2025-07-01}, {date: 2025-07}, {date: 2025}, {date: 2025-07-01,
              summary: Second}, {date: ../2025-06}]
        """
    assert [date for date, _, _ in taken(text, "plan")] == [
        "2025",
        "../2025-06",
        "2025-07",
        "2025-07-01",
        "2025-07-01",
    ]


def test_a_step_without_a_date_counts_from_its_oldest_source() -> None:
    text = """
        initiatives:
          bill: {kind: bill, name: Bill, sources: [press-page, official-page],
            history: [{status: proposed}]}
        """
    assert taken(text, "bill") == [("None", "2026-01-20", "2026-01-20")]


def test_a_step_at_an_event_of_several_days_was_taken_on_one_of_them_unless_it_says_which() -> None:
    text = """
        events:
          conference: {name: Conference, date: 2025-07-01/2025-07-02, sources: [press-page]}
        partnerships:
          one: {kind: mou, name: One, sources: [press-page], history: [{at: conference,
            status: signed}]}
          two: {kind: mou, name: Two, sources: [press-page], history: [{date: 2025-07-02,
            at: conference, status: signed}]}
        """
    assert taken(text, "one") == [("2025-07-01/2025-07-02", "2025-07-01", "2025-07-02")]
    assert taken(text, "two") == [("2025-07-02", "2025-07-02", "2025-07-02")]


def test_an_event_is_held_from_its_last_day_unless_its_history_says_otherwise() -> None:
    text = """
        events:
          fair: {name: Fair, date: 2025-07-01/2025-07-03, sources: [press-page]}
          seen: {name: Seen, date: ../2025-07, sources: [press-page]}
          off: {name: Off, date: 2025-07-01, sources: [press-page], history: [{date: 2025-06-01,
            status: cancelled}]}
        """
    seen = {
        day: {row.id: row.status for row in records(catalog(day, BASE, text), ["events"])}
        for day in ("2025-07-01", "2025-07-03", "2025-07-31")
    }
    assert seen["2025-07-01"] == {"fair": None, "off": "cancelled"}
    assert seen["2025-07-03"] == {"fair": "held", "off": "cancelled"}
    assert seen["2025-07-31"] == {"fair": "held", "off": "cancelled", "seen": "held"}


def points() -> st.SearchStrategy[str]:
    day = st.dates(date(2025, 1, 1), date(2025, 4, 30))
    return st.one_of(
        day.map(date.isoformat),
        day.map(lambda d: f"{d:%Y-%m}"),
        day.map(lambda d: f"../{d:%Y-%m}"),
        st.just("2025"),
    )


@pytest.mark.slow
@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(points(), st.sampled_from(["announced", "signed", "active"])),
        min_size=1,
        max_size=5,
    )
)
def test_status_on_every_day_is_that_of_the_last_begun_step(history: list[tuple[str, str]]) -> None:
    listed = "".join(f"      - {{date: {when}, status: {status}}}\n" for when, status in history)
    head = "initiatives:\n  plan:\n    kind: strategy\n    name: Plan\n"
    text = f"{head}    sources: [press-page]\n    history:\n{listed}"
    index = catalog("2025-01-01", BASE, text)
    index.connection.execute("pragma query_only = off")
    for number in range(0, 125, 7):
        day = date(2025, 1, 1) + number * DAY
        index.connection.execute("update clock set day = ?", (day.isoformat(),))
        status = state(index, "plan")
        assert (status and (status.status, status.certain)) == brute_force(history, day)


def brute_force(history: list[tuple[str, str]], day: date) -> tuple[str, bool] | None:
    """The rules, day by day: the steps that may have begun, the last one, whether it must have."""
    begun = []
    for place, (when, status) in enumerate(history):
        point = when.removeprefix("../")
        days = [
            date(2025, 1, 1) + n * DAY
            for n in range(365)
            if (date(2025, 1, 1) + n * DAY).isoformat().startswith(point)
        ]
        first = days[-1] if when.startswith("../") else days[0]
        if first <= day:
            begun.append((first, len(point), place, status, days[-1] <= day))
    return (max(begun)[3], max(begun)[4]) if begun else None


REPORTED = """
    sources:
      before: {url: "https://a.example/1", publisher: A, published: 2026-01}
      after: {url: "https://a.example/2", publisher: A, published: 2026-06-03}
      read-later: {url: "https://a.example/3", publisher: A, accessed: 2026-07-01}
      no-day: {url: "https://a.example/4", publisher: A}
    events:
      fair: {name: Fair, date: 2026-06-01/2026-06-05, organizers: [ministry], sources: [%s]}
    initiatives:
      plan:
        kind: strategy
        name: Plan
        sources: [before]
        history: [{at: fair, status: launched, sources: [%s]}]
    """


@pytest.mark.parametrize(
    ("of_the_event", "of_the_step", "status"),
    [
        ("before", "before", "scheduled"),
        ("before, after", "before", "held"),
        ("before", "after", "held"),
        ("read-later", "before", "held"),
        ("no-day", "before", "held"),
    ],
)
def test_an_event_is_held_once_its_day_is_past_and_a_page_reports_it(
    of_the_event: str, of_the_step: str, status: str
) -> None:
    text = REPORTED % (of_the_event, of_the_step)
    now = state(catalog("2026-06-05", BASE, text), "fair")
    assert now is not None
    assert (now.status, now.since, now.certain) == (status, "2026-06-01/2026-06-05", True)
    before = state(catalog("2026-05-31", BASE, text), "fair")
    # Of pages that appeared on its day or later, none tells that it was announced.
    announced = "../2026-01-31" if "before" in of_the_event else None
    assert (before and before.since) == announced
