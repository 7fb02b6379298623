"""What was promised for a date: milestones and aims, since when it is known, and what has become of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from aitracker.model.dates import Days
from aitracker.model.evidence import oldest
from aitracker.model.history import Step, steps
from aitracker.model.records import Dated, Figure, Record, Registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aitracker.model.dates import Date

_NEVER = Days(None, None)


class Promise(NamedTuple):
    """A milestone or an aim (a figure with `by`) with the days its state depends on; None where there is no such day.

    `position` is its place among the record's milestones or figures. `known` is the day from which it may have been set,
    `due` its last day, `grace` the last day of one more period where its date is only about. From `met` on it is kept, from
    `measured` on its metric has a later measurement, from `ended` on another record follows its own: each from its first
    possible day, and surely from its last. `late` is by how many days at least it was kept after `grace`; None if in time.
    """

    kind: Literal["milestone", "aim"]
    position: int
    name: str
    text: str
    when: Date
    known: date | None
    due: date | None
    grace: date | None
    met: Days
    measured: Days
    ended: Days
    sources: tuple[str, ...]

    @property
    def late(self) -> int | None:
        """Slippage, in days: see above."""
        if self.met.first is None or self.grace is None or self.met.first <= self.grace:
            return None
        return (self.met.first - self.grace).days


def promises(key: str, record: Record, registry: Registry, followers: Mapping[str, Days]) -> Iterator[Promise]:
    """The promises of a completed record, milestones first. `followers` are as from `ends`."""
    taken = steps(record, registry) if isinstance(record, Dated) else []
    begun = taken[0].days.first if taken else None
    ended = followers.get(key, _NEVER)
    for position, milestone in enumerate(record.milestones if isinstance(record, Dated) else ()):
        known = _known(milestone.sources, registry) or begun
        met = _met(milestone.name, taken)
        due = milestone.due
        text = milestone.name
        yield Promise("milestone", position, text, text, due, known, due.ends.last, due.grace(), met, _NEVER, ended, milestone.sources)
    for position, figure in enumerate(record.figures):
        if figure.by is None:
            continue
        said = figure.said.counts.first if figure.said else None
        known = said or _known(figure.sources, registry) or begun
        measured = _measured(figure, record.figures, known)
        text = f"{figure.metric}, {figure.part}: {figure.value}" if figure.part else f"{figure.metric}: {figure.value}"
        by = figure.by
        yield Promise("aim", position, figure.metric, text, by, known, by.ends.last, by.grace(), _NEVER, measured, ended, figure.sources)


def ends(registry: Registry) -> dict[str, Days]:
    """The days from which each followed record's promises have ended: the first step of the record that follows it."""
    found: dict[str, Days] = {}
    for _, record in registry.of(Dated):
        if isinstance(record, Dated) and record.follows and (taken := steps(record, registry)):
            for followed in record.follows:
                found[followed] = min(found.get(followed, taken[0].days), taken[0].days, key=_first)
    return found


def _known(sources: tuple[str, ...], registry: Registry) -> date | None:
    """The last day on which the oldest source can have appeared: by then the promise had been made."""
    source = oldest(sources, registry)
    return (source.ends.last or source.begins.last) if source else None


def _met(name: str, taken: Sequence[Step]) -> Days:
    return next((step.days for step in taken if step.entry is not None and step.entry.meets == name), _NEVER)


def _measured(aim: Figure, figures: Sequence[Figure], known: date | None) -> Days:
    """The days of the first measurement of the aim's metric after the aim was set."""
    days = [
        figure.measured.counts
        for figure in figures
        if figure.measured is not None and (figure.metric, figure.part) == (aim.metric, aim.part)
    ]
    later = [each for each in days if each.first is not None and (known is None or each.first > known)]
    return min(later, key=_first, default=_NEVER)


def _first(days: Days) -> date:
    return days.first or date.max
