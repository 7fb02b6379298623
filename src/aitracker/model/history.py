"""The steps of a record in their order, with the days from which each may count."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aitracker.model.dates import Date, Days
from aitracker.model.evidence import oldest
from aitracker.model.records import Dated, Entry, Event, Registry

if TYPE_CHECKING:
    from collections.abc import Sequence


class Step(NamedTuple):
    """A history entry, an event itself (`entry` None), or its announcement (`date` None too).

    `days` is when it may have begun, `holds` when its status begins to hold. They differ only for
    an event: it begins on its first day and is held from its last. `position` is the place of the
    entry in the written history.
    """

    entry: Entry | None
    position: int
    date: Date | None
    days: Days
    holds: Days
    status: str | None


def steps(key: str, record: Dated, registry: Registry) -> list[Step]:
    """The steps of a completed record: first day first, the coarser date first, then as written.

    A step whose day nobody knows is left out; a rule of the registry forbids it.
    """
    result = [
        step
        for position, entry in enumerate(record.history)
        if (step := _step(entry, position, registry)) is not None
    ]
    if isinstance(record, Event):
        result.append(_event(record, reported=key in registry.reported))
    return sorted(result, key=_order)


def announcement(event: Event, history: Sequence[Step], registry: Registry) -> Step | None:
    """By when it was known that there will be an event; None where that is not before its day.

    That is when its oldest source had appeared or, if earlier, its first step was taken. Where
    neither is dated, it is when the newest source of the registry had; where none is, any day.
    """
    begins = event.date.effective.first
    source = oldest(event.sources, registry)
    known = [step.days.first for step in history if step.entry is not None]
    if source is not None:
        known.append(source.ends.last or source.begins.last)
    day = min(filter(None, known), default=registry.horizon)
    if begins is None or (day is not None and day >= begins):
        return None
    days = Days(date.min, begins) if day is None else Days(day, day)
    return Step(None, -1, None, days, days, "scheduled")


def _step(entry: Entry, position: int, registry: Registry) -> Step | None:
    when = entry.date
    if when is None:
        source = oldest(entry.sources, registry)
        last = (source.ends.last or source.begins.last) if source else None
        days = Days(last, last)
    else:
        event = registry.event_of(entry)
        days = _during(event) if event and event.date == when else when.effective
    if days.first is None:
        return None
    return Step(entry, position, when, days, days, entry.status)


def _during(event: Event) -> Days:
    """Something done at an event of several days was done on one of them."""
    return Days(event.date.effective.first, event.date.ends.last or event.date.effective.last)


def _event(event: Event, *, reported: bool) -> Step:
    """The event itself, once its date is past: held if a page reports it, else only scheduled.

    It has no status of its own where its history says what became of it.
    """
    otherwise = any(
        entry.status in ("held", "delayed", "suspended", "cancelled") for entry in event.history
    )
    past = "held" if reported else "scheduled"
    status = None if otherwise or event.date.ends.first is None else past
    begin, end = event.date.effective, event.date.ends
    holds = Days(max(begin.first, end.first) if begin.first and end.first else None, end.last)
    return Step(None, -1, event.date, begin, holds, status)


def _order(step: Step) -> tuple[date, int, int]:
    assert step.days.first is not None
    return step.days.first, step.date.precision if step.date else 2, step.position
