"""Promises that are put off, and aims that are compared with what was reached."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitracker.catalog.due import DueRow, due
from aitracker.catalog.snapshot import promises, snapshot
from aitracker.catalog.stale import stale
from aitracker.catalog.timeline import timeline
from tests.conftest import BASE, catalog

if TYPE_CHECKING:
    from aitracker.catalog.catalog import Catalog

DAY = timedelta(days=1)
START = date(2024, 1, 1)


def plan(items: str, history: str = "") -> str:
    return f"""\
initiatives:
  plan:
    kind: infrastructure
    name: Plan
    sources: [old-page]
    history: [{{date: 2024-01-01, status: announced}}{history}]
{items}
sources:
  old-page: {{url: "https://example.org/old", publisher: Old, published: 2024-01-15}}
  new-page: {{url: "https://example.org/new", publisher: New, published: 2025-02-03}}
"""


PUT_OFF = plan(
    """\
    milestones:
      - {name: Opening, due: 2024-12}
      - {name: Opening, due: 2025-12, sources: [new-page]}
      - {name: Opening, due: 2028, said: 2026-01-10}
    figures:
      - {metric: seats, value: 100, by: 2024}
      - {metric: seats, value: 100, by: 2030}
      - {metric: seats, value: 80, by: 2026, said: 2025-02-03, instead_of: 2024}
"""
)


def rows(text: str, day: str, *, slipped: bool = False, overdue: bool = False) -> list[DueRow]:
    return list(due(catalog(day, BASE, text), slipped=slipped, overdue=overdue))


def brief(row: DueRow) -> tuple[str, str, str, str | None, int, int | None]:
    return row.text, row.due, row.state, row.first, row.slips, row.slipped


@pytest.mark.parametrize(
    ("day", "opening"),
    [
        ("2024-06-01", ("Opening", "2024-12", "open", None, 0, None)),
        ("2025-02-02", ("Opening", "2024-12", "overdue", None, 0, None)),
        ("2025-02-03", ("Opening", "2025-12", "open", "2024-12", 1, 365)),
        ("2026-01-09", ("Opening", "2025-12", "overdue", "2024-12", 1, 365)),
        ("2026-01-10", ("Opening", "2028", "open", "2024-12", 2, 1461)),
    ],
)
def test_a_milestone_said_later_is_the_promise_in_force_from_that_day(
    day: str, opening: tuple[str, str, str, str | None, int, int | None]
) -> None:
    assert [brief(row) for row in rows(PUT_OFF, day) if row.promise == "milestone"] == [opening]


def test_an_aim_takes_the_place_of_the_one_it_names_and_of_no_other() -> None:
    aims = [brief(row) for row in rows(PUT_OFF, "2026-02-01") if row.promise == "aim"]
    assert aims == [
        ("seats: 80", "2026", "open", "2024", 1, 730),
        ("seats: 100", "2030", "open", None, 0, None),
    ]


def test_what_was_put_off_is_listed_longest_first_and_without_a_date_before_all() -> None:
    text = PUT_OFF.replace(
        "    figures:",
        "      - {name: Network, due: 2024-06}\n"
        "      - {name: Network, due: 2025/.., said: 2025-01}\n"
        "      - {name: Kept, due: 2027}\n    figures:",
    )
    found = [(row.text, row.slipped) for row in rows(text, "2026-02-01", slipped=True)]
    assert found == [("Network", None), ("Opening", 1461), ("seats: 80", 730)]


def test_a_promise_brought_forward_did_not_slip() -> None:
    text = plan(
        "    milestones:\n"
        "      - {name: Opening, due: 2026}\n"
        "      - {name: Opening, due: 2025, said: 2024-05}"
    )
    assert [brief(row)[4:] for row in rows(text, "2024-06-01")] == [(0, -365)]
    assert rows(text, "2024-06-01", slipped=True) == []


def test_a_step_meets_the_promise_and_is_late_by_the_date_then_in_force() -> None:
    text = PUT_OFF.replace(
        "status: announced}", "status: announced}, {date: 2026-01-05, meets: Opening}"
    )
    found = [row for row in rows(text, "2026-03-01") if row.promise == "milestone"]
    assert [(row.state, row.due, row.late) for row in found] == [("met", "2028", 5)]


def test_show_has_each_version_and_the_timeline_says_when_it_was_put_off() -> None:
    index = catalog("2026-02-01", BASE, PUT_OFF)
    states = [each.state for each in promises(index, "plan") if each.kind == "milestone"]
    assert states == ["revised", "revised", "open"]
    told = [(row.date, row.change, row.summary) for row in timeline(index) if row.change]
    assert told == [
        ("../2025-02-03", "put-off", "Opening (2024-12 → 2025-12)"),
        ("2025-02-03", "put-off", "seats: 80 (2024 → 2026)"),
        ("2026-01-10", "put-off", "Opening (2025-12 → 2028)"),
    ]


def test_before_a_revision_was_said_nobody_knows_of_it() -> None:
    index = catalog("2025-06-01", BASE, PUT_OFF)
    assert [fact.value["due"] for fact in snapshot(index, "plan").of("milestones")] == [
        "2024-12",
        "2025-12",
    ]
    assert all(row.date < "2025-06" for row in timeline(index) if row.change == "put-off")


AIM = """\
    figures:
      - {metric: authorities, value: 27, by: 2025-08-02}
      - {metric: authorities, value: 12, measured: 2025-06-01}
      - {metric: authorities, value: 27, measured: 2025-11-01}
      - {metric: authorities, value: 30, measured: 2026-01-01}
"""


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2025-05-31", ("soon", None, None, None)),
        ("2025-06-01", ("soon", "12", "short", "15")),
        ("2025-08-03", ("overdue", "12", "short", "15")),
        ("2025-11-01", ("met", "27", "met", "")),
        ("2026-01-01", ("met", "30", "exceeded", "3")),
    ],
)
def test_only_a_result_that_reaches_the_aim_ends_it(
    day: str, answer: tuple[str, str | None, str | None, str | None]
) -> None:
    (row,) = rows(plan(AIM), day)
    assert (row.state, row.result, row.outcome, row.gap) == answer


@pytest.mark.parametrize(
    ("aim", "result", "outcome", "gap"),
    [
        ("value: 3-5 bn EUR", "2.5 bn EUR", "short", "0.5 bn EUR"),
        ("value: 3-5 bn EUR", "4 bn EUR", "met", ""),
        ("value: 3-5 bn EUR", "5500 m EUR", "exceeded", "0.5 bn EUR"),
        ("value: 20 %, baseline: 50 %", "35 %", "short", "15 %"),
        ("value: 20 %, baseline: 50 %", "10 %", "exceeded", "10 %"),
        ("value: 20 %, baseline: 10 %", "10 %", "short", "10 %"),
        ("value: 500+", "400+", "short", "100"),
        ("value: 500", "500 people", None, None),
    ],
)
def test_an_aim_is_compared_in_its_own_scale_and_direction(
    aim: str, result: str, outcome: str | None, gap: str | None
) -> None:
    text = plan(
        f"    figures: [{{metric: m, {aim}, by: 2026}}, {{metric: m, value: {result},"
        " measured: 2025}]"
    )
    (row,) = rows(text, "2026-02-01")
    assert (row.outcome, row.gap) == (outcome, gap)


APPLIES = """\
    applies:
      - {from: 2025-02-02, part: Chapter I}
      - {from: 2026-08-02, part: the rest}
      - {from: 2027-12-02, part: the rest, said: 2026-05-07}
      - {until: 2026-12-31, part: Chapter IX}
"""


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2024-06-01", ["upcoming", "upcoming", "in-force"]),
        ("2025-02-02", ["in-force", "upcoming", "in-force"]),
        ("2026-09-01", ["in-force", "upcoming", "in-force"]),
        ("2027-01-01", ["in-force", "upcoming", "expired"]),
        ("2027-12-02", ["in-force", "in-force", "expired"]),
    ],
)
def test_what_applies_by_itself_is_never_overdue(day: str, states: list[str]) -> None:
    found = {row.text: row.state for row in rows(plan(APPLIES), day)}
    assert [found[part] for part in ("Chapter I", "the rest", "Chapter IX")] == states
    assert rows(plan(APPLIES), day, overdue=True) == []


def test_the_timeline_has_the_day_on_which_a_text_applies_unless_it_was_moved() -> None:
    told = [
        (row.date, row.change, row.summary)
        for row in timeline(catalog("2028", BASE, plan(APPLIES)))
    ]
    assert told[1:] == [
        ("2025-02-02", "applies", "Chapter I"),
        ("2026-05-07", "put-off", "the rest (2026-08-02 → 2027-12-02)"),
        ("2026-12-31", "expires", "Chapter IX"),
        ("2027-12-02", "applies", "the rest"),
    ]


class Said(NamedTuple):
    """One saying of a promise, in days after the beginning."""

    due: int
    said: int


SAYINGS = st.lists(
    st.builds(Said, st.integers(0, 300), st.integers(20, 300)),
    max_size=4,
    unique_by=lambda saying: saying.said,
)


@pytest.mark.slow
@settings(max_examples=40)
@given(st.integers(0, 300), SAYINGS, st.none() | st.integers(0, 300), st.randoms())
def test_on_every_day_the_promise_is_what_walking_through_the_days_says(
    due_first: int, sayings: list[Said], met: int | None, chance: object
) -> None:
    order = list(sayings)
    chance.shuffle(order)  # type: ignore[attr-defined]
    items = [f"{{name: Opening, due: {day(due_first)}}}"]
    items += [f"{{name: Opening, due: {day(s.due)}, said: {day(s.said)}}}" for s in order]
    history = f", {{date: {day(met)}, meets: Opening}}" if met is not None else ""
    text = plan("    milestones:\n" + "".join(f"      - {item}\n" for item in items), history)
    index = catalog("2024-01-15", BASE, text)
    index.connection.execute("pragma query_only = off")
    for number in range(14, 330, 13):
        assert answered(index, number) == walked(due_first, sayings, met, number)


def day(number: int) -> str:
    return (START + number * DAY).isoformat()


def answered(index: Catalog, number: int) -> list[tuple[str, str, int, int | None]]:
    index.connection.execute("update clock set day = ?", (day(number),))
    return [(row.due, row.state, row.slips, row.slipped) for row in due(index)]


def walked(
    first: int, sayings: list[Said], met: int | None, today: int
) -> list[tuple[str, str, int, int | None]]:
    """The promise in force today, by going through the days one by one."""
    in_force, slips, kept = first, 0, False
    for number in range(today + 1):
        for saying in sayings:
            if saying.said == number:
                slips += saying.due > in_force
                in_force = saying.due
        kept = kept or number == met
    left = in_force - today
    state = "met" if kept else "overdue" if left < 0 else "soon" if left <= 90 else "open"
    return [(day(in_force), state, slips, in_force - first if in_force != first else None)]


def test_what_applies_by_itself_is_no_news_and_a_promise_put_off_is() -> None:
    text = plan(APPLIES.replace("2025-02-02", "2025-06-30"))
    quiet = [(row.id, row.newest) for row in stale(catalog("2025-12-01", BASE, text), "2025-12-01")]
    assert quiet == [("plan", "2024-01-15")]
    put_off = plan("    milestones: [{name: A, due: 2025}, {name: A, due: 2026, said: 2025-05}]")
    rows = stale(catalog("2025-12-01", BASE, put_off), "2025-12-01")
    assert [(row.id, row.newest) for row in rows] == [("plan", "2025-05")]


@pytest.mark.parametrize(
    ("tie", "day", "state"),
    [
        ("repeals: [plan]", "2025-03-01", "overdue"),
        ("repeals: [plan]", "2025-06-01", "ended"),
        ("follows: [plan]", "2025-03-01", "ended"),
        ("amends: [plan]", "2025-06-01", "overdue"),
        ("repeals: [plan], inferred: [plan]", "2025-06-01", "overdue"),
        ("follows: [plan], inferred: [plan]", "2025-06-01", "overdue"),
    ],
)
def test_what_follows_or_repeals_ends_a_promise_and_what_is_inferred_does_not(
    tie: str, day: str, state: str
) -> None:
    other = (
        f"  other: {{kind: law, name: Other, {tie}, sources: [old-page], history:"
        " [{date: 2025-02, status: proposed}, {date: 2025-06-01, status: adopted}]}"
    )
    text = plan("    milestones: [{name: A, due: 2024}]\n" + other)
    assert [row.state for row in rows(text, day)] == [state]


class Revised(NamedTuple):
    """One saying of an aim: another number, another date, or both, in days after the beginning."""

    value: int
    by: int
    said: int


REVISIONS = st.lists(
    st.builds(Revised, st.integers(1, 99), st.integers(0, 300), st.integers(20, 300)),
    max_size=4,
    unique_by=lambda revision: revision.said,
)
MEASURED = st.none() | st.tuples(st.integers(0, 120), st.integers(20, 300))


@pytest.mark.slow
@settings(max_examples=60)
@given(st.tuples(st.integers(1, 99), st.integers(0, 300)), REVISIONS, MEASURED, st.randoms())
def test_on_every_day_an_aim_has_the_value_and_the_outcome_that_walking_through_the_days_says(
    original: tuple[int, int],
    revisions: list[Revised],
    measured: tuple[int, int] | None,
    chance: object,
) -> None:
    figures = [f"{{metric: seats, value: {original[0]}, by: {day(original[1])}}}"]
    before = original[1]
    for each in sorted(revisions, key=lambda revision: revision.said):
        figures.append(
            f"{{metric: seats, value: {each.value}, by: {day(each.by)}, said: {day(each.said)}, "
            f"instead_of: {day(before)}}}"
        )
        before = each.by
    if measured is not None:
        figures.append(f"{{metric: seats, value: {measured[0]}, measured: {day(measured[1])}}}")
    chance.shuffle(figures)  # type: ignore[attr-defined]
    text = plan("    figures:\n" + "".join(f"      - {each}\n" for each in figures))
    index = catalog("2024-01-15", BASE, text)
    index.connection.execute("pragma query_only = off")
    for number in range(14, 330, 13):
        index.connection.execute("update clock set day = ?", (day(number),))
        found = [(row.text, row.due, row.state, row.outcome, row.slips) for row in due(index)]
        assert found == [aim_walked(original, revisions, measured, number)]


def aim_walked(
    original: tuple[int, int],
    revisions: list[Revised],
    measured: tuple[int, int] | None,
    today: int,
) -> tuple[str, str, str, str | None, int]:
    """The aim in force today, and how what was measured since compares with it."""
    value, by, slips, result = *original, 0, None
    for number in range(today + 1):
        for each in revisions:
            if each.said == number:
                slips += each.by > by
                value, by = each.value, each.by
        if measured is not None and measured[1] == number:
            result = measured[0]
    left = by - today
    state = "overdue" if left < 0 else "soon" if left <= 90 else "open"
    outcome = None
    if result is not None:
        outcome = "short" if result < value else "exceeded" if result > value else "met"
        state = state if outcome == "short" else "met"
    return f"seats: {value}", day(by), state, outcome, slips
