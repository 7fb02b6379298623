"""What depends on the day, against a model that walks through the days one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitracker.catalog.catalog import Catalog
from aitracker.catalog.due import due
from aitracker.catalog.lists import records
from aitracker.catalog.snapshot import state
from aitracker.catalog.stale import stale
from tests.conftest import catalog

DAY = timedelta(days=1)
YEARS = [date(2024, 1, 1) + n * DAY for n in range(731)]
SAID = date(2024, 1, 1)
"""When the page appeared that everything rests on."""
ASKED = YEARS[20:700:17]


@dataclass(frozen=True)
class Dated:
    """A date as written; its days are found by their spelling."""

    text: str

    @property
    def begins(self) -> list[date]:
        """The days on which it may begin to count: of an open beginning only the last."""
        start, _, end = self.text.partition("/")
        return [point(end)[-1]] if start == ".." else point(start)

    @property
    def ends(self) -> date | None:
        """The last day on which it may end; None for an open end."""
        end = self.text.split("/")[-1]
        return None if end == ".." else point(end)[-1]


@cache
def point(text: str) -> list[date]:
    return [day for day in YEARS if day.isoformat().startswith(text)]


POINT = (
    st.dates(date(2024, 2, 1), date(2025, 6, 30)).map(date.isoformat)
    | st.integers(1, 12).map(lambda n: f"2024-{n:02}")
    | st.just("2024")
)
POINTS = st.builds(Dated, POINT)
SPANS = (
    st.tuples(POINT, POINT)
    .filter(lambda pair: point(pair[0])[0] <= point(pair[1])[-1])
    .map(lambda pair: Dated("/".join(pair)))
)
DATES = (
    POINTS
    | SPANS
    | POINT.map(lambda text: Dated(f"../{text}"))
    | POINT.map(lambda text: Dated(f"{text}/.."))
)
STATUSES = st.sampled_from(["announced", "signed", "launched", "active", "completed", "cancelled"])
OPEN = {"announced", "signed", "launched"}


@dataclass
class Story:
    """A programme.

    It has its steps, a page about it, a milestone and its keeping, an aim and its measurement, and
    its leader's office.
    """

    steps: list[tuple[Dated, str]]
    page: Dated
    milestone: Dated
    met: Dated | None
    aim: Dated
    measured: Dated | None
    office: tuple[Dated | None, Dated | None]

    @property
    def yaml(self) -> str:
        history = [f"{{date: {when.text}, status: {status}}}" for when, status in self.steps]
        if self.met:
            history.append(f"{{date: {self.met.text}, meets: Opening}}")
        figures = [f"{{metric: seats, value: 90, by: {self.aim.text}}}"]
        if self.measured:
            figures.append(f"{{metric: seats, value: 95, measured: {self.measured.text}}}")
        office = [
            f"{key}: {when.text}"
            for key, when in zip(("from", "until"), self.office, strict=True)
            if when
        ]
        return f"""\
schema_version: 1
initiatives:
  plan:
    kind: programme
    name: Plan
    sources: [first]
    history: [{", ".join(history)}]
    milestones: [{{name: Opening, due: {self.milestone.text}}}]
    figures: [{", ".join(figures)}]
  leader-plan:
    kind: strategy
    name: L
    sources: [first, later]
    history: [{{date: 2024-01-01, status: announced}}]
people:
  leader:
    name: A Leader
    sources: [first]
    roles: [{{organization: office, title: Head, {", ".join(office)}}}]
organizations:
  office: {{name: The Office, sources: [first]}}
sources:
  first: {{url: "https://one.example", publisher: One, published: 2024-01-01}}
  later: {{url: "https://two.example", publisher: Two, published: {self.page.text}}}
"""


STORIES = st.builds(
    Story,
    st.lists(st.tuples(DATES, STATUSES), min_size=1, max_size=4),
    POINTS,
    DATES,
    st.none() | DATES,
    DATES,
    st.none() | DATES,
    st.tuples(st.none() | DATES, st.none() | DATES).filter(
        lambda pair: not (pair[0] and pair[1]) or pair[0].begins[0] <= (pair[1].ends or date.max)
    ),
)


def on(index: Catalog, day: date) -> Catalog:
    index.connection.execute("pragma query_only = off")
    index.connection.execute("update clock set day = ?", (day.isoformat(),))
    return index


@pytest.mark.slow
@settings(max_examples=60)
@given(STORIES)
def test_every_answer_on_every_day_is_what_walking_through_the_days_says(story: Story) -> None:
    index = catalog("2024-01-15", story.yaml)
    for day in ASKED:
        on(index, day)
        status = state(index, "plan")
        assert (status and (status.status, status.certain)) == status_then(story, day)
        assert ("plan" in {row.id for row in records(index, ["initiatives"])}) == begun(story, day)
        found = {
            row.promise: (row.state, row.certain, row.days, row.late)
            for row in due(index)
            if row.id == "plan"
        }
        promised = (
            {"milestone": milestone_then(story, day), "aim": aim_then(story, day)}
            if begun(story, day)
            else {}
        )
        assert found == promised
        assert {row.id: row.days for row in stale(index, day.isoformat())} == quiet_then(story, day)
        held = [row.organizations for row in records(index, ["people"])]
        assert held == [["office"] if may_hold(story, day) else []]


def steps_of(story: Story) -> list[tuple[Dated, str | None]]:
    steps: list[tuple[Dated, str | None]] = [
        *story.steps,
        *([(story.met, None)] if story.met else []),
    ]
    return sorted(steps, key=lambda step: (step[0].begins[0], grain(step[0])))


def grain(when: Dated) -> int:
    """How fine a date is, as far as order goes: that of its beginning, or of its only end."""
    first = (
        when.text.split("/")[0] if not when.text.startswith("..") else when.text.removeprefix("../")
    )
    return first.count("-")


def begun(story: Story, day: date) -> bool:
    return any(when.begins[0] <= day for when, _ in steps_of(story))


def status_then(story: Story, day: date) -> tuple[str, bool] | None:
    taken = [(when, status) for when, status in steps_of(story) if status and when.begins[0] <= day]
    return (taken[-1][1], taken[-1][0].begins[-1] <= day) if taken else None


def milestone_then(story: Story, day: date) -> tuple[str, bool, int | None, int | None]:
    last = story.milestone.ends
    days = (last - day).days if last else None
    if story.met and story.met.begins[0] <= day:
        late = (
            (story.met.begins[0] - last).days if last and not story.met.text.startswith("..") else 0
        )
        return "met", story.met.begins[-1] <= day, days, late if late > 0 else None
    return owed(last, day), True, days, None


def aim_then(story: Story, day: date) -> tuple[str, bool, int | None, int | None]:
    last = story.aim.ends
    days = (last - day).days if last else None
    known = max(SAID, steps_of(story)[0][0].begins[0])
    # What was measured no later than the aim was set tells nothing of it.
    later = [each for each in story.measured.begins if each > known] if story.measured else []
    if later and later[0] <= day:
        return "met", later[-1] <= day, days, None
    return owed(last, day), True, days, None


def owed(last: date | None, day: date) -> str:
    if last is not None and last < day:
        return "overdue"
    return "soon" if last is not None and (last - day).days <= 90 else "open"


def quiet_then(story: Story, day: date) -> dict[str, int]:
    """How long each open record was quiet; `leader-plan` is of 1 January and has its own page."""
    quiet = {}
    now = status_then(story, day)
    heard = [min(when.begins[-1], day) for when, _ in steps_of(story) if when.begins[0] <= day] + [
        SAID
    ]
    if now and now[0] in OPEN and max(heard) < day:
        quiet["plan"] = (day - max(heard)).days
    heard = [min(story.page.begins[-1], day)] if story.page.begins[0] <= day else [SAID]
    if max(heard) < day:
        quiet["leader-plan"] = (day - max(heard)).days
    return quiet


def may_hold(story: Story, day: date) -> bool:
    since, until = story.office
    if since and not since.text.startswith("..") and day < since.begins[0]:
        return False
    return not (until and until.ends and day > until.ends)
