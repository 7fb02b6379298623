"""Rules about when things happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.model.evidence import oldest
from aitracker.model.problems import Problem
from aitracker.model.records import (
    Application,
    Dated,
    Event,
    Figure,
    Milestone,
    Person,
    Registry,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def undated_entry(registry: Registry) -> Iterator[Problem]:
    """A step has a date: its own, that of its event, or that of its oldest source.

    Bad::

        initiatives:
          bill:
            kind: bill
            name: Bill
            sources: [undated-page]
            history: [{status: proposed}]
        sources:
          undated-page: {url: "https://example.org/u", publisher: Example}

    Good::

        initiatives:
          bill:
            kind: bill
            name: Bill
            sources: [press-page]
            history: [{status: proposed}]
    """
    for key, record in registry.records.items():
        if not isinstance(record, Dated):
            continue
        for position, entry in enumerate(record.history):
            sources = record.sources_of(entry)
            if not all(map(registry.source, sources)):
                continue  # nobody knows when that source appeared, and it is reported itself
            if entry.date is None and entry.at is None and oldest(sources, registry) is None:
                hint = (
                    "add date: (../2025-11 means by then), or add published: to one of its sources"
                )
                yield Problem(
                    "this step has no date, and none of its sources has one",
                    hint,
                    id=key,
                    path=("history", position),
                )


def empty_history(registry: Registry) -> Iterator[Problem]:
    """An initiative or a partnership has at least one step in its history.

    Bad::

        initiatives:
          bill: {kind: bill, name: Bill, sources: [press-page], history: []}

    Good::

        initiatives:
          bill:
            kind: bill
            name: Bill
            sources: [press-page]
            history: [{date: 2025-05, status: proposed}]
    """
    for key, record in registry.records.items():
        if isinstance(record, Dated) and not isinstance(record, Event) and not record.history:
            yield Problem(
                f"the history of '{key}' is empty",
                "add its first step",
                id=key,
                path=("history",),
            )


def empty_step(registry: Registry) -> Iterator[Problem]:
    """A step says what happened: a status, a summary, who did what, or at which event.

    Bad::

        initiatives:
          bill:
            kind: bill
            name: Bill
            sources: [press-page]
            history: [{date: 2025-05, sources: [press-page]}]

    Good::

        initiatives:
          bill:
            kind: bill
            name: Bill
            sources: [press-page]
            history: [{date: 2025-05, status: proposed}]
    """
    for key, record in registry.records.items():
        for position, entry in enumerate(record.history if isinstance(record, Dated) else ()):
            if not any(getattr(entry, name) for name in _TELLING):
                yield Problem(
                    "this step says nothing",
                    "add status: or summary:, or delete it",
                    id=key,
                    path=("history", position),
                )


_TELLING = (
    "status",
    "summary",
    "place",
    "at",
    "meets",
    "vote",
    "people",
    "organizations",
    "note",
    "others_say",
    "undecided",
)
"""The fields of a step that say something by themselves."""


def ends_before_it_begins(registry: Registry) -> Iterator[Problem]:
    """An office ends after it began.

    Bad::

        people:
          deputy:
            name: A Deputy
            roles: [{organization: ministry, title: Deputy, from: 2025, until: 2024}]
            sources: [press-page]

    Good::

        people:
          deputy:
            name: A Deputy
            roles: [{organization: ministry, title: Deputy, from: 2024, until: 2025}]
            sources: [press-page]
    """
    for key, record in registry.records.items():
        for position, role in enumerate(record.roles if isinstance(record, Person) else ()):
            start = role.from_.begins.first if role.from_ else None
            end = role.until.ends.last if role.until else None
            if start and end and end < start:
                yield Problem(
                    f"this office ends ({role.until}) before it begins ({role.from_})",
                    "correct one of the two dates",
                    id=key,
                    path=("roles", position, "until"),
                )


def outside_its_event(registry: Registry) -> Iterator[Problem]:
    """A step at an event happened on a day of that event.

    Bad::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            sources: [press-page]
            history: [{date: 2026-01-20, at: conference, status: launched}]
        events:
          conference: {name: Conference, date: 2026-01-12/2026-01-13, sources: [press-page]}

    Good::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            sources: [press-page]
            history: [{date: 2026-01-13, at: conference, status: launched}]
        events:
          conference: {name: Conference, date: 2026-01-12/2026-01-13, sources: [press-page]}
    """
    for key, record in registry.records.items():
        for position, entry in enumerate(record.history if isinstance(record, Dated) else ()):
            event = registry.event_of(entry)
            if event is None or entry.date is None:
                continue
            first, last = event.date.begins.first, event.date.ends.last
            if (last and entry.date.begins.first and entry.date.begins.first > last) or (
                first and entry.date.ends.last and entry.date.ends.last < first
            ):
                message = f"{entry.date} is not a day of '{entry.at}' ({event.date})"
                yield Problem(
                    message, "delete date: or at:", id=key, path=("history", position, "date")
                )


def aim_or_result(registry: Registry) -> Iterator[Problem]:
    """A figure is an aim (`by`) or a result (`measured`), never both.

    Bad::

        organizations:
          school:
            name: School
            sources: [press-page]
            figures: [{metric: graduates, value: 500, by: 2030, measured: 2025}]

    Good::

        organizations:
          school:
            name: School
            sources: [press-page]
            figures:
              - {metric: graduates, value: 500, by: 2030}
              - {metric: graduates, value: 80, measured: 2025}
    """
    for key, path, item in registry.items:
        if isinstance(item, Figure) and item.by is not None and item.measured is not None:
            yield Problem(
                "by and measured cannot be combined in one figure",
                "split it into two figures",
                id=key,
                path=(*path, "measured"),
            )


def without_a_date(registry: Registry) -> Iterator[Problem]:
    """A milestone has a date or a condition, and what applies by itself a first or a last day.

    Bad::

        initiatives:
          ai-law:
            kind: law
            name: Law
            sources: [press-page]
            history: [{date: 2026-01-12, status: adopted}]
            applies: [{part: Chapter I}]
            milestones: [{name: Guidelines}]

    Good::

        initiatives:
          ai-law:
            kind: law
            name: Law
            sources: [press-page]
            history: [{date: 2026-01-12, status: adopted}]
            applies: [{from: 2027-01-12, part: Chapter I}]
            milestones: [{name: Guidelines, condition: once the standards are ready}]
    """
    for key, path, item in registry.items:
        if isinstance(item, Milestone) and item.due is None and item.condition is None:
            message = f"the milestone '{item.name}' has no date"
            yield Problem(message, "add due:, or condition: in words", id=key, path=path)
        if isinstance(item, Application) and item.from_ is None and item.until is None:
            hint = "add from: with the first day, or until: with the last"
            yield Problem("this does not say from when it applies", hint, id=key, path=path)


def in_the_future(registry: Registry) -> Iterator[Problem]:
    """A history holds what happened; what is promised for a later day is a milestone.

    Bad::

        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [undated-page, official-page]
            history: [{date: 2962-01-12, status: launched}]
        sources:
          undated-page: {url: "https://example.org/u", publisher: Example}

    Good::

        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [undated-page, official-page]
            history: [{date: 2026-01-12, status: announced}]
            milestones: [{name: Launch, due: 2962-01-12}]
        sources:
          undated-page: {url: "https://example.org/u", publisher: Example}
    """
    for key, record in registry.records.items():
        for position, entry in enumerate(record.history if isinstance(record, Dated) else ()):
            first = entry.date.begins.first if entry.date else None
            if first is not None and registry.today and first.isoformat() > registry.today:
                yield Problem(
                    f"this step is dated '{entry.date}', a day to come",
                    _year_meant(str(entry.date), registry.today)
                    or "correct the date, or write a promise as an item of milestones",
                    id=key,
                    path=("history", position, "date"),
                )


def _year_meant(year_text: str, today: str) -> str:
    """A hint with the date of the year whose last two digits were exchanged, or ""."""
    candidate = year_text[:2] + year_text[3:4] + year_text[2:3] + year_text[4:]
    return f"did you mean '{candidate}'?" if "2000" < candidate <= today else ""


def source_older(registry: Registry) -> Iterator[Problem]:
    """A source cannot report what happened after it was published; one of the dates is wrong.

    Bad::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            sources: [early-page]
            history: [{date: 2026-01-12, status: launched}]
        sources:
          early-page: {url: "https://example.org/e", publisher: Example, published: 2025-12-01}

    Good::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            sources: [late-page]
            history: [{date: 2026-01-12, status: launched}]
        sources:
          late-page: {url: "https://example.org/l", publisher: Example, published: 2026-01-13}
    """
    for key, record in registry.records.items():
        if not isinstance(record, Dated):
            continue
        for position, entry in enumerate(record.history):
            when = registry.day_of(entry)
            start = when.begins.first if when else None
            for source_id in record.sources_of(entry):
                source = registry.source(source_id)
                newest = source.published.ends.last if source and source.published else None
                if source and start and newest and newest < start:
                    page = f"source '{source_id}' ({source.published})"
                    message = f"{page} predates the step it supports ({when})"
                    yield Problem(
                        message,
                        "cite a later source, or correct one of the dates",
                        id=key,
                        path=("history", position),
                    )
