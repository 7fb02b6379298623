"""One record as the index knows it on the day."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.catalog import Names, pages
from aitracker.catalog.facts import Fact, facts
from aitracker.catalog.filters import BEGUN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog
    from aitracker.model.normal_form import SourceData

_ALWAYS = ("name", "kind", "aliases", "formerly")
"""What is known of a record before it has begun."""


class State(NamedTuple):
    """The status of a record on a day, since when, and what it rests on.

    It rests on a place in the written history, and on sources. `position` is None where an event
    itself brought the status.
    """

    status: str
    since: str | None
    certain: bool
    position: int | None
    sources: list[str]


class StepState(NamedTuple):
    """A step that may have been taken by the day: its place in the history, its date as shown.

    The place is that in the written history. `position` is None for an event itself; `certain` is
    false while the step may not have been taken yet.
    """

    position: int | None
    date: str
    certain: bool


class PromiseState(NamedTuple):
    """What became of a promise by the day.

    `position` is its place among the milestones, the figures or the dates of application of the
    record. `first`, `slips` and `slipped` tell how it was put off, `result`, `outcome` and `gap`
    what was measured of an aim, as in the rows of `due`.
    """

    kind: str
    position: int
    state: str
    days: int | None
    certain: bool
    first: str | None
    slips: int
    slipped: int | None
    result: str | None
    outcome: str | None
    gap: str | None


class Related(NamedTuple):
    """A record that names this one, and as what; `inferred` where no source states the tie."""

    role: str
    id: str
    collection: str
    name: str
    inferred: bool


class Office(NamedTuple):
    """Whether an office is held on the day (else it was held before), and if that is certain."""

    held: bool
    certain: bool


class Snapshot(NamedTuple):
    """All there is to tell about a record on a day; places are those in the record as written.

    `facts` are those that may be so by the day, by their path in the order of reading, and `pages`
    the sources they and rival accounts rest on, in the order of the registry. Before a record has
    `begun`, nothing is known but what it is called. `offices` are by their path.
    """

    id: str
    collection: str
    name: str
    day: str
    begun: bool
    facts: dict[str, Fact]
    state: State | None
    steps: list[StepState]
    promises: list[PromiseState]
    offices: dict[str, Office]
    evidence: str | None
    publishers: int | None
    official: bool
    related: list[Related]
    names: Names
    pages: dict[str, SourceData]

    def fact(self, path: str) -> Fact | None:
        """What stands at a path, if anything does on the day."""
        return self.facts.get(path)

    def value(self, key: str) -> Any:
        """What the record says at a field with a plain value; None if it says nothing."""
        fact = self.fact(key)
        return None if fact is None else fact.value

    def of(self, key: str) -> list[Fact]:
        """All that stands in a field, in its order."""
        return [fact for fact in self.facts.values() if fact.key == key]


def snapshot(catalog: Catalog, key: str) -> Snapshot:
    """All there is to tell on the day about the record with this id, which must exist."""
    collection, name, evidence, publishers, official, begun = catalog.connection.execute(
        f"""select collection, name, evidence, publishers, official, {BEGUN}
        from record r where id = ?""",
        (key,),
    ).fetchone()
    record_facts = facts(catalog, key)
    if not begun:
        record_facts = [fact._replace(rivals=[]) for fact in record_facts if fact.key in _ALWAYS]
    return Snapshot(
        id=key,
        collection=collection,
        name=catalog.text(name) or key,
        day=catalog.day,
        begun=bool(begun),
        facts={fact.path: fact for fact in record_facts},
        state=state(catalog, key) if begun else None,
        steps=list(steps(catalog, key)) if begun else [],
        promises=list(promises(catalog, key)) if begun else [],
        offices=offices(catalog, key) if begun else {},
        evidence=evidence,
        publishers=publishers,
        official=bool(official),
        related=list(_related(catalog, key)) if begun else [],
        names=Names(catalog),
        pages=dict(pages(catalog, {key for fact in record_facts for key in fact.cited})),
    )


def sourced_facts(record: Snapshot) -> list[Fact]:
    """The facts of a record that somebody has to vouch for, its status on the day first.

    A source has none but itself.
    """
    if not record.begun:
        return []
    with_sources = [fact for fact in record.facts.values() if fact.sources is not None]
    status = _status(record)
    return [status, *with_sources] if status else with_sources


def _status(record: Snapshot) -> Fact | None:
    """The status as a fact.

    What is said against the step that brought it is said against it too.
    """
    state = record.state
    if state is None:
        return None
    position = state.position
    step = record.fact("date" if position is None else f"history.{position}")
    keys = ("date",) if position is None else ("status", "date", "says")
    accounts = [] if step is None else step.rivals
    rivals = [
        {key: each for key, each in rival.items() if key in (*keys, "note", "sources")}
        for rival in accounts
        if not rival.keys().isdisjoint(keys)
    ]
    return Fact(
        record=record.id,
        path="status",
        key="status",
        item="state",
        value={"status": state.status, "since": state.since},
        sources=state.sources,
        rivals=rivals,
        undecided=bool(rivals and step and step.undecided),
        note=step.note if step and (rivals or position is not None) else None,
        search=None,
        certain=state.certain,
    )


def state(catalog: Catalog, key: str) -> State | None:
    """The status of a record on the day; None where it has none yet, or never has one."""
    row = catalog.connection.execute(
        """select s.status, s.since, s.certain, e.position, s.sources from state s
        join entry e on e.record = s.id and e.n = s.entry where s.id = ?""",
        (key,),
    ).fetchone()
    if row is None:
        return None
    status, since, certain, position, sources = row
    return State(status, since, bool(certain), position, json.loads(sources))


def steps(catalog: Catalog, key: str) -> Iterator[StepState]:
    """The steps of a record that may have been taken by the day, in order."""
    rows = catalog.connection.execute(
        "select position, date, certain from happened where record = ? order by n", (key,)
    )
    return (StepState(position, date, bool(certain)) for position, date, certain in rows)


def promises(catalog: Catalog, key: str) -> Iterator[PromiseState]:
    """What had been promised by the day in this record, milestones first, with its state then."""
    rows = catalog.connection.execute(
        """select kind, position, state, days, certain, nullif(first, date), slips,
            iif(first = date, null, slipped), result, outcome, gap
        from promised where record = ?
        order by kind = 'application', kind desc, position""",
        (key,),
    )
    states = itertools.starmap(PromiseState, rows)
    return (promise._replace(certain=bool(promise.certain)) for promise in states)


def offices(catalog: Catalog, key: str) -> dict[str, Office]:
    """The offices of a person that may have been taken up by the day, by path in the record."""
    rows = catalog.connection.execute(
        """select coalesce(first, '') <= c.day, coalesce(last, '9999') >= c.day,
            coalesce(sure_first, '') <= c.day
                and (coalesce(sure_last, '9999') >= c.day or coalesce(last, '9999') < c.day)
        from link join clock c where record = ? and role = 'holds' order by link.rowid""",
        (key,),
    )
    return {
        f"roles.{position}": Office(bool(held), bool(certain))
        for position, (begun, held, certain) in enumerate(rows)
        if begun
    }


def _related(catalog: Catalog, key: str) -> Iterator[Related]:
    """Who names this record.

    Each comes with the role of the link, and the naming record's id, collection and name.
    """
    rows = catalog.connection.execute(
        f"""select distinct l.role, r.id, r.collection, r.name, l.inferred
        from linked l join record r on r.id = l.record
        where l.target = ? and l.record <> ? and l.role <> 'formerly' and {BEGUN}
        order by r.n, l.n""",
        (key, key),
    )
    return (
        Related(role, other, collection, catalog.text(name) or other, bool(inferred))
        for role, other, collection, name, inferred in rows
    )


def normal_form(catalog: Catalog, key: str) -> dict[str, Any]:
    """The record in its normal form, as plain data, without what lies after the day."""
    data, begun = catalog.connection.execute(
        f"select data, {BEGUN} from record r where id = ?", (key,)
    ).fetchone()
    whole: dict[str, Any] = json.loads(data)
    if not begun:
        return {name: whole[name] for name in whole if name in _ALWAYS}
    later = catalog.connection.execute(
        "select path from fact join clock where record = ? and first > day order by n desc", (key,)
    )
    for (path,) in later:
        _remove(whole, path.split("."))
    return whole


def _remove(data: Any, path: list[str]) -> None:
    """Takes out what stands at a path, and what is empty without it.

    The last of a list has to go first.
    """
    head, *rest = path
    place: Any = int(head) if isinstance(data, list) else head
    if rest:
        _remove(data[place], rest)
    if not rest or not data[place]:
        del data[place]


def positions(record: Snapshot, key: str) -> dict[int, int]:
    """Where each item of a list of the record stands among those that are there on the day."""
    paths = [fact.path.split(".") for fact in record.of(key)]
    places = sorted({int(path[1]) for path in paths if path[1].isdigit()})
    return {old: now for now, old in enumerate(places)}
