"""Promises, which are milestones and aims: since when they are known, and what became of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from aitracker.model.dates import Days
from aitracker.model.evidence import oldest
from aitracker.model.history import Step, steps
from aitracker.model.records import Dated, Figure, Milestone, Record, Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aitracker.model.dates import Date

_NEVER = Days(None, None)


class Promise(NamedTuple):
    """A milestone or an aim (a figure with `by`) with the days its state depends on.

    None where there is no such day.

    `position` is its place among the record's milestones or figures. From `known` on it had surely
    been set. `due` is its last day, `grace` the last day of one more period where its end is only
    about. From `met` on it is kept, from `measured` on its metric has a later measurement, from
    `ended` on another record follows its own, or the aim was revised: each from its first possible
    day, and surely from its last. `late` is by how many days at least it was kept after `grace`;
    None if that was in time, or nobody knows since when.
    """

    kind: Literal["milestone", "aim"]
    position: int
    name: str
    text: str
    when: Date
    known: date | None
    due: date | None
    grace: date | None
    sources: tuple[str, ...]
    met: Days = _NEVER
    measured: Days = _NEVER
    ended: Days = _NEVER
    late: int | None = None


def promises(
    key: str, record: Record, registry: Registry, followers: Mapping[str, Days]
) -> Iterator[Promise]:
    """The promises of a completed record, milestones first. `followers` are as from `ends`."""
    history = steps(record, registry) if isinstance(record, Dated) else []
    begun = history[0].days.first if history else None
    ended = followers.get(key, _NEVER)
    for position, milestone in enumerate(record.milestones if isinstance(record, Dated) else ()):
        known = _later(_known(milestone.sources, registry), begun)
        yield _milestone(position, milestone, history, known, ended)
    for position, figure in enumerate(record.figures):
        if figure.by is not None:
            said = figure.said.effective.last if figure.said else None
            known = _later(said or _known(figure.sources, registry), begun)
            yield _aim(position, figure, figure.by, record.figures, known, ended)


def ends(registry: Registry) -> dict[str, Days]:
    """By followed record, when its promises ended: with the first step of its follower."""
    days: dict[str, Days] = {}
    for _, record in registry.of(Dated):
        if isinstance(record, Dated) and record.follows and (history := steps(record, registry)):
            for followed in record.follows:
                days[followed] = _first([days.get(followed, _NEVER), history[0].days])
    return days


def _milestone(
    position: int, milestone: Milestone, history: Sequence[Step], known: date | None, ended: Days
) -> Promise:
    meeting = [step for step in history if step.entry and step.entry.meets == milestone.name]
    grace = milestone.due.grace()
    return Promise(
        kind="milestone",
        position=position,
        name=milestone.name,
        text=milestone.name,
        when=milestone.due,
        known=known,
        due=milestone.due.ends.last,
        grace=grace,
        met=_first([step.days for step in meeting]),
        ended=ended,
        late=_late(meeting, grace),
        sources=milestone.sources,
    )


def _aim(
    position: int,
    figure: Figure,
    by: Date,
    figures: Sequence[Figure],
    known: date | None,
    ended: Days,
) -> Promise:
    part = f", {figure.part}" if figure.part else ""
    return Promise(
        kind="aim",
        position=position,
        name=figure.metric,
        text=f"{figure.metric}{part}: {figure.value}",
        when=by,
        known=known,
        due=by.ends.last,
        grace=by.grace(),
        measured=_measured(figure, figures, known),
        ended=_first([ended, *_revised(figure, figures)]),
        sources=figure.sources,
    )


def _known(sources: tuple[str, ...], registry: Registry) -> date | None:
    """The last possible day of the oldest source: by then the promise had been made."""
    source = oldest(sources, registry)
    return (source.ends.last or source.begins.last) if source else None


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _first(found: Iterable[Days]) -> Days:
    """From when the first of several may be, and from when one of them surely is."""
    known = [days for days in found if days.first is not None]
    if not known:
        return _NEVER
    return Days(
        min(days.first for days in known if days.first),
        min((days.last for days in known if days.last), default=None),
    )


def _late(meeting: Sequence[Step], grace: date | None) -> int | None:
    """How late a promise was kept, at least.

    A step of which nobody knows since when may have been in time.
    """
    first = _first([step.days for step in meeting]).first
    known = all(step.date is not None and step.date.begins.first is not None for step in meeting)
    return (first - grace).days if first and grace and known and first > grace else None


def _revised(aim: Figure, figures: Sequence[Figure]) -> list[Days]:
    """When the same aim was said anew: a later `said` of the same metric for the same date."""
    same = [
        figure
        for figure in figures
        if (figure.metric, figure.part, figure.by) == (aim.metric, aim.part, aim.by)
    ]
    before = aim.said.effective.first if aim.said else None
    said = [
        figure.said.effective for figure in same if figure is not aim and figure.said is not None
    ]
    return [
        days for days in said if before is None or (days.first is not None and days.first > before)
    ]


def _measured(aim: Figure, figures: Sequence[Figure], known: date | None) -> Days:
    """The days of the first measurement of the aim's metric that may be later than the aim."""
    days = [
        figure.measured.effective
        for figure in figures
        if figure.measured is not None and (figure.metric, figure.part) == (aim.metric, aim.part)
    ]
    if known is None:
        return _first(days)
    after = known + timedelta(days=1)
    return _first(
        Days(max(each.first, after), each.last)
        for each in days
        if each.first and each.last and each.last >= after
    )
