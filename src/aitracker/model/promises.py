"""Promises: since when they are known, which version is in force, and what became of them.

Milestones and aims are promised; what a record applies from is set, and comes by itself.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from aitracker.model.changes import change
from aitracker.model.dates import Date, Days
from aitracker.model.evidence import oldest
from aitracker.model.history import Step, steps
from aitracker.model.inherit import completed
from aitracker.model.outcomes import Outcome, compare
from aitracker.model.records import Application, Dated, Figure, Milestone, Record, Registry
from aitracker.model.vocabulary import DELIVERED_STATUSES, PROMISE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

NEVER = Days(None, None)
"""The days of what does not come."""

Kind = Literal["milestone", "aim", "application"]
Item = Milestone | Figure | Application


class Result(NamedTuple):
    """A measurement of an aim's metric: its place among the figures, and how it compares."""

    position: int
    value: str
    date: str
    days: Days
    outcome: Outcome | None


class Promise(NamedTuple):
    """One version of a promise, or of a date of application, with the days its state depends on.

    None where there is no such day.

    `position` is its place among the record's milestones, figures or dates of application, `begun`
    the day of the record's first step. From `known` on it had surely been set, and from `replaced`
    on a later version of it is in force. `first` is the date of its first version, `slips` how
    often it was put off since, and `slipped` by how many days in all (None where there is no day).

    `due` is its last day, `grace` the last day of one more period where its end is only about. From
    `met` on it is kept, from `measured` on there is a result that cannot be compared, from `ended`
    on another record follows its own: each from its first possible day, and surely from its last.
    What applies does so from `starts` on, and until `stops`. `late` is by how many days at least it
    was kept after the date then in force; None if that was in time, or nobody knows since when.
    """

    kind: Kind
    position: int
    item: Item
    name: str
    text: str
    when: str
    begun: date | None
    known: date | None
    due: date | None
    grace: date | None
    sources: tuple[str, ...]
    replaced: date | None = None
    first: str = ""
    slips: int = 0
    slipped: int | None = None
    before: Promise | None = None
    met: Days = NEVER
    measured: Days = NEVER
    ended: Days = NEVER
    starts: Days = NEVER
    stops: date | None = None
    late: int | None = None
    results: tuple[Result, ...] = ()


class _Version(NamedTuple):
    """One saying of a promise: `order` sorts those of one promise, the first said first."""

    position: int
    item: Item
    order: tuple[date, int]
    known: date | None
    begun: date | None


def promises(
    record: Record, history: Sequence[Step], registry: Registry, end_days: Days
) -> list[Promise]:
    """The promises of a completed record with these steps, milestones first.

    `end_days` is when those end that something else follows; see `ends`.
    """
    start = history[0].days.first if history else None
    result: list[Promise] = []
    for series in _series(record, registry, start):
        result += _versions(series, record, history, end_days)
    kinds = list(PROMISE_FIELDS)
    return sorted(result, key=lambda each: (kinds.index(each.kind), each.position))


def ends(registry: Registry) -> dict[str, Days]:
    """By followed or repealed record, when its promises ended.

    That is with the first step of the record that follows it, or with the adoption of the one that
    repeals it; never by a tie that is only inferred.
    """
    days: dict[str, Days] = {}
    for key, record in registry.of(Dated):
        if not isinstance(record, Dated) or not (record.follows or record.repeals):
            continue
        history = steps(key, completed(record, registry), registry)
        decisions = [step for step in history if step.status in DELIVERED_STATUSES]
        for others, ending in ((record.follows, history), (record.repeals, decisions)):
            for other in others if ending else ():
                if other not in record.inferred:
                    days[other] = _first([days.get(other, NEVER), ending[0].days])
    return days


def _series(record: Record, registry: Registry, start: date | None) -> Iterator[list[_Version]]:
    """The versions of each promise, in the order in which they were said."""
    by_key: dict[Hashable, list[_Version]] = defaultdict(list)
    for position, milestone in enumerate(record.milestones if isinstance(record, Dated) else ()):
        version = _version(position, milestone, record, registry, start)
        by_key["milestone", milestone.name].append(version)
    for position, each in enumerate(record.applies if isinstance(record, Dated) else ()):
        version = _version(position, each, record, registry, start)
        by_key["application", each.part, each.from_ is None].append(version)
    for versions in by_key.values():
        yield sorted(versions, key=lambda version: version.order)
    aims = (
        _version(position, figure, record, registry, start)
        for position, figure in enumerate(record.figures)
        if figure.by is not None
    )
    yield from _aims(sorted(aims, key=lambda version: version.order))


def _version(
    position: int,
    item: Item,
    record: Record,
    registry: Registry,
    start: date | None,
) -> _Version:
    """What names neither when it was said nor sources of its own was said first."""
    day = item.said.effective.last if item.said else _publication_day(item.sources, registry)
    original = item.said is None and item.sources == record.sources
    order = date.min if original or day is None else day
    return _Version(position, item, (order, position), _later(day, start), start)


def _aims(versions: Iterable[_Version]) -> Iterator[list[_Version]]:
    """Aims said again: for the same date with `said`, or `instead_of` the date of another."""
    current: dict[Hashable, list[_Version]] = {}
    groups = []
    for version in versions:
        aim = version.item
        assert isinstance(aim, Figure)
        earlier = aim.instead_of or (aim.by if aim.said else None)
        series = current.get(_identity(aim, earlier)) if earlier else None
        # Two said on one day for one date are two aims: nothing tells which is the later.
        if series is None or (aim.instead_of is None and series[-1].order[0] == version.order[0]):
            series = []
            groups.append(series)
        series.append(version)
        current[_identity(aim, aim.by)] = series
    yield from groups


def _identity(aim: Figure, by: Date | None) -> Hashable:
    return aim.metric, aim.part, aim.of, aim.from_ and aim.from_.who, by


def _versions(
    series: Sequence[_Version], record: Record, history: Sequence[Step], end_days: Days
) -> Iterator[Promise]:
    """The versions of one promise, each with what came before it and when it was replaced."""
    meeting = _meeting(series[0].item, history)
    met = _first([step.days for step in meeting])
    late = _late(meeting, met.first, _grace_when_met(series, met.first)) if meeting else None
    before: Promise | None = None
    original, first, slips = _when(series[0].item), last_day(series[0].item), 0
    for number, version in enumerate(series):
        item = version.item
        due, when = last_day(item), _date(item)
        if before is not None:
            slips += change(before.due, due) == "put-off"
        before = Promise(
            position=version.position,
            item=item,
            when=_when(item),
            begun=version.begun,
            known=version.known,
            due=due,
            grace=when.grace() if when else None,
            sources=item.sources,
            replaced=min((each.known for each in series[number + 1 :] if each.known), default=None),
            first=original,
            slips=slips,
            slipped=(due - first).days if due and first else None,
            before=before,
            late=late,
            **{"met": met, "ended": end_days, **_of_kind(item, record, series[0].known)},
        )
        yield before


def _meeting(item: Item, history: Sequence[Step]) -> list[Step]:
    if not isinstance(item, Milestone):
        return []
    return [step for step in history if step.entry and step.entry.meets == item.name]


def _grace_when_met(series: Sequence[_Version], first_day: date | None) -> date | None:
    """Until when the promise was to be kept, as it stood when it first may have been."""
    then = [
        each
        for each in series
        if first_day is None or each.known is None or each.known <= first_day
    ]
    when = _date((then or series)[-1 if then else 0].item)
    return when.grace() if when else None


def _of_kind(item: Item, record: Record, since: date | None) -> dict[str, Any]:
    """The fields of a promise that each kind has in its own way; of an aim the results `since`."""
    if isinstance(item, Milestone):
        return {"kind": "milestone", "name": item.name, "text": item.name}
    if isinstance(item, Figure):
        return _aim(item, record.figures, since)
    return {
        "kind": "application",
        "name": item.part or "",
        "text": item.part or "",
        "ended": NEVER,
        "starts": item.from_.effective if item.from_ else NEVER,
        "stops": item.until.ends.last if item.until else None,
    }


def _aim(aim: Figure, figures: Sequence[Figure], since: date | None) -> dict[str, Any]:
    part = f", {aim.part}" if aim.part else ""
    results = tuple(_results(aim, figures, since))
    days_reached = [each.days for each in results if each.outcome and each.outcome.word != "short"]
    return {
        "kind": "aim",
        "name": aim.metric,
        "text": f"{aim.metric}{part}: {aim.value}",
        "met": _first(days_reached),
        "measured": _first([each.days for each in results if each.outcome is None]),
        "results": results,
    }


def _results(aim: Figure, figures: Sequence[Figure], since: date | None) -> Iterator[Result]:
    """The measurements of the aim's metric that may be later than the aim."""
    after = since + timedelta(days=1) if since else None
    for position, figure in enumerate(figures):
        if figure.measured is None or (figure.metric, figure.part) != (aim.metric, aim.part):
            continue
        days = figure.measured.effective
        if after is not None:
            if days.first is None or days.last is None or days.last < after:
                continue
            days = Days(max(days.first, after), days.last)
        outcome = compare(aim, figure)
        yield Result(position, str(figure.value), str(figure.measured), days, outcome)


def _date(item: Item) -> Date | None:
    """For when it is promised, or from when it applies (or until when, where that is all)."""
    if isinstance(item, Milestone):
        return item.due
    return item.by if isinstance(item, Figure) else item.from_ or item.until


def last_day(item: Item) -> date | None:
    """The last day of what it is promised for, or set to; None where there is none."""
    when = _date(item)
    return when.ends.last if when else None


def _when(item: Item) -> str:
    """The date as written; "" where there is only a condition."""
    if isinstance(item, Application) and item.until is not None:
        return f"{item.from_ or '..'}/{item.until}"
    when = _date(item)
    return str(when) if when else ""


def _publication_day(sources: tuple[str, ...], registry: Registry) -> date | None:
    """The last possible day of the oldest source: by then the promise had been made."""
    source = oldest(sources, registry)
    return (source.ends.last or source.begins.last) if source else None


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _first(candidates: Iterable[Days]) -> Days:
    """From when the first of several may be, and from when one of them surely is."""
    dated_days = [days for days in candidates if days.first is not None]
    if not dated_days:
        return NEVER
    return Days(
        min(days.first for days in dated_days if days.first),
        min((days.last for days in dated_days if days.last), default=None),
    )


def _late(meeting: Sequence[Step], first_day: date | None, grace: date | None) -> int | None:
    """How late a promise was kept, at least.

    A step of which nobody knows since when may have been in time.
    """
    if first_day is None or grace is None or first_day <= grace:
        return None
    all_dated = all(
        step.date is not None and step.date.begins.first is not None for step in meeting
    )
    return (first_day - grace).days if all_dated else None
