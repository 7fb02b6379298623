"""One record as it is shown: what the index knows of it on a day."""

from __future__ import annotations

from typing import Any, NamedTuple


class State(NamedTuple):
    """The status of a record on a day, since when, and what it rests on: a place in the written history, sources.

    `position` is None where an event itself brought the status.
    """

    status: str
    since: str | None
    certain: bool
    position: int | None
    sources: list[str]


class Taken(NamedTuple):
    """A step of a history that may have been taken by the day: its place in the written history, its date as shown.

    `position` is None for an event itself; `certain` is false while the step may not have been taken yet.
    """

    position: int | None
    date: str
    certain: bool


class Promised(NamedTuple):
    """What became of a promise by the day: `position` is its place among the milestones or the figures of the record."""

    kind: str
    position: int
    state: str
    days: int | None


class Related(NamedTuple):
    """A record that names this one, and as what."""

    role: str
    id: str
    collection: str
    name: str


class View(NamedTuple):
    """All there is to tell about a record: `data` is its normal form, `names` the shown names of all ids in it."""

    id: str
    collection: str
    name: str
    data: dict[str, Any]
    state: State | None
    steps: list[Taken]
    promises: list[Promised]
    evidence: str | None
    publishers: int | None
    official: bool
    related: list[Related]
    names: dict[str, str]
    sources: list[tuple[str, dict[str, Any]]]
