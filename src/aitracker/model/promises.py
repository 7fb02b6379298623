"""What was promised for a date: milestones and aims, since when it is known, and what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from aitracker.model.evidence import oldest
from aitracker.model.history import Step, steps
from aitracker.model.records import Dated, Figure, Record, Registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from aitracker.model.dates import Date


class Promise(NamedTuple):
    """A milestone or an aim (a figure with `by`) with the days its state depends on; None where there is no such day.

    `position` is its place among the record's milestones or figures. `known` is the day from which it may have been set,
    `due` its last day, `grace` the last day of one more period where its date is only about. From `met` on it is kept, from
    `measured` on its metric has a later measurement, from `ended` on another record follows its own.
    """

    kind: Literal["milestone", "aim"]
    position: int
    name: str
    text: str
    when: Date
    known: date | None
    due: date | None
    grace: date | None
    met: date | None
    measured: date | None
    ended: date | None
    sources: tuple[str, ...]


def promises(key: str, record: Record, registry: Registry, followers: Mapping[str, date]) -> Iterator[Promise]:
    """The promises of a completed record, milestones first. `followers` are as from `ends`."""
    taken = steps(record, registry) if isinstance(record, Dated) else []
    begun = taken[0].days.first if taken else None
    ended = followers.get(key)
    for position, milestone in enumerate(record.milestones if isinstance(record, Dated) else ()):
        known = _known(milestone.sources, registry) or begun
        met = _met(milestone.name, taken)
        due = milestone.due
        text = milestone.name
        yield Promise("milestone", position, text, text, due, known, due.ends.last, due.grace(), met, None, ended, milestone.sources)
    for position, figure in enumerate(record.figures):
        if figure.by is None:
            continue
        said = figure.said.counts.first if figure.said else None
        known = said or _known(figure.sources, registry) or begun
        measured = _measured(figure, record.figures, known)
        text = f"{figure.metric}: {figure.value}"
        by = figure.by
        yield Promise("aim", position, figure.metric, text, by, known, by.ends.last, by.grace(), None, measured, ended, figure.sources)


def ends(registry: Registry) -> dict[str, date]:
    """The day from which each followed record's promises have ended: the first step of the record that follows it."""
    found: dict[str, date] = {}
    for _, record in registry.of(Dated):
        if isinstance(record, Dated) and record.follows and (taken := steps(record, registry)):
            first = taken[0].days.first
            for followed in record.follows:
                if first is not None and (followed not in found or first < found[followed]):
                    found[followed] = first
    return found


def _known(sources: tuple[str, ...], registry: Registry) -> date | None:
    """The last day on which the oldest source can have appeared: by then the promise had been made."""
    source = oldest(sources, registry)
    return (source.ends.last or source.begins.last) if source else None


def _met(name: str, taken: Sequence[Step]) -> date | None:
    return next((step.days.first for step in taken if step.entry is not None and step.entry.meets == name), None)


def _measured(aim: Figure, figures: Sequence[Figure], known: date | None) -> date | None:
    """The day of the first measurement of the aim's metric after the aim was set."""
    days = [
        figure.measured.counts.first
        for figure in figures
        if figure.measured is not None and (figure.metric, figure.part) == (aim.metric, aim.part)
    ]
    later = [day for day in days if day is not None and (known is None or day > known)]
    return min(later, default=None)
