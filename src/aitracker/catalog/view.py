"""One record as it is shown: what the index knows of it on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
    certain: bool


class Related(NamedTuple):
    """A record that names this one, and as what."""

    role: str
    id: str
    collection: str
    name: str


class Office(NamedTuple):
    """Whether an office is held on the day (else it was held before), and whether that is certain."""

    held: bool
    certain: bool


class View(NamedTuple):
    """All there is to tell about a record on a day: `names` are the shown names of all ids in it.

    `data` is its normal form without what lies after the day: steps not yet taken, promises not yet made, offices not yet
    taken up. The places that `state`, `steps` and `promises` name, and the order of `offices`, are those in this `data`.
    Before a record has `begun`, nothing is known but what it is called.
    """

    id: str
    collection: str
    name: str
    day: str
    begun: bool
    data: dict[str, Any]
    state: State | None
    steps: list[Taken]
    promises: list[Promised]
    offices: list[Office]
    evidence: str | None
    publishers: int | None
    official: bool
    related: list[Related]
    names: dict[str, str]
    sources: list[tuple[str, dict[str, Any]]]


def kept(data: dict[str, Any], key: str, positions: Iterable[int]) -> dict[int, int]:
    """Cuts a list of the record down to these positions, in their written order; tells where each went."""
    chosen = sorted(set(positions))
    if key in data:
        data[key] = [data[key][position] for position in chosen]
        if not data[key]:
            del data[key]
    return {position: place for place, position in enumerate(chosen)}


_ID_KEYS = frozenset(
    {
        "organization",
        "person",
        "at",
        "part_of",
        "implements",
        "hosted_by",
        "follows",
        "see",
        "not_same",
    }
)


def ids_in(data: Any, key: str = "") -> Iterator[str]:
    """Every id a record in its normal form names, sources apart."""
    if isinstance(data, dict):
        for inner, value in data.items():
            yield from ids_in(value, inner)
    elif isinstance(data, list):
        for item in data:
            yield from ids_in(item, key)
    elif key in _ID_KEYS:
        yield data


def cited_in(data: Any) -> Iterator[str]:
    """Every source id a record in its normal form names."""
    if isinstance(data, dict):
        yield from data.get("sources", ())
        for value in data.values():
            yield from cited_in(value)
    elif isinstance(data, list):
        for item in data:
            yield from cited_in(item)
