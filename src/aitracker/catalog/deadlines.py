"""What came of it: promises and their states, and records that have gone quiet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import EVERYTHING, STEP, Columns, Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog

SETTLED = ("met", "measured", "ended")
LATE = ("overdue", "maybe-overdue")
NEAR = (*LATE, "soon")
LEADING = ("lead", "party", "each-with", "organizer")
"""The parts of those who answer for a promise."""


class DueRow(NamedTuple):
    """A promise and what became of it: `due` as written, `days` to its last day (negative when past, null without one).

    `lead` are ids (or plain names) of who leads, of the parties, or of the organizers. `late` counts by how many days at
    least it was met too late. `certain` is false while `state` may still be otherwise.
    """

    id: str
    collection: str
    name: str
    lead: list[str]
    promise: str
    text: str
    due: str
    state: str
    days: int | None
    sources: list[str]
    late: int | None
    certain: bool


class StaleRow(NamedTuple):
    """An open record, the date of the newest step or page about it, the days since, and what came of it."""

    id: str
    collection: str
    name: str
    status: str
    newest: str
    days: int
    certain: bool
    delivered: list[str]


def due(
    catalog: Catalog,
    filters: Filters = EVERYTHING,
    *,
    within: str | None = None,
    overdue: bool = False,
) -> Iterator[DueRow]:
    """What had been promised by the day: first what is owed, by its last day, then what was met, measured or ended.

    With `within` (an ISO day) or `overdue` only what falls due from the day on until then, what is overdue, or both; what
    may have been settled by the day, but not surely, may still be so and is kept.
    """
    columns = Columns(
        "s.status", "coalesce(p.due, '9999-12-31')", "coalesce(p.due, '9999-12-31')", "p.sources"
    )
    where, given = filters.where(columns)
    chosen = []
    if within is not None:
        chosen.append(
            f"p.due between c.day and :within and (p.state not in {SETTLED} or not p.certain)"
        )
        given["within"] = within
    if overdue:
        chosen.append(f"(p.state in {LATE} or (p.grace < c.day and not p.certain))")
    found = catalog.connection.execute(
        f"""select r.id, r.collection, r.name,
            coalesce(l.lead, '[]'),
            p.kind, p.text, p.date, p.state, p.days, p.sources, p.late, p.certain
        from promised p join record r on r.id = p.record join clock c {STEP}
        left join (
            select record, json_group_array(coalesce(target, name)) as lead
            from (select * from linked where role in {LEADING} order by record, n) group by record
        ) l on l.record = r.id
        where ({" or ".join(chosen) or "true"}) and {where}
        order by p.state in {SETTLED}, p.due is null, p.due, r.n, p.kind desc, p.position""",
        given,
    )
    for key, collection, name, lead, kind, text, date, state, days, sources, late, certain in found:
        shown = catalog.text(name) or key
        slipped = late if state == "met" else None
        yield DueRow(
            key,
            collection,
            shown,
            json.loads(lead),
            kind,
            text,
            date,
            state,
            days,
            json.loads(sources),
            slipped,
            bool(certain),
        )


def stale(catalog: Catalog, heard: str, filters: Filters = EVERYTHING) -> Iterator[StaleRow]:
    """Records in an open status of which nothing newer than this ISO day was known on the day, the longest silence first."""
    where, given = filters.where(Columns("s.status", "n.day", "n.day"))
    found = catalog.connection.execute(
        f"""select r.id, r.collection, r.name, s.status, n.date, cast(julianday(c.day) - julianday(n.day) as integer), s.certain,
            coalesce(d.delivered, '[]')
        from state s join record r on r.id = s.id join news n on n.record = r.id join clock c
        left join (
            select record, json_group_array(what || iif(certain, '', '?')) as delivered
            from (select * from delivered order by record, n, what) group by record
        ) d on d.record = r.id
        where s.open and n.day < :heard and {where} order by n.day, r.n""",
        {"heard": heard, **given},
    )
    for key, collection, name, status, newest, days, certain, delivered in found:
        yield StaleRow(
            key,
            collection,
            catalog.text(name) or key,
            status,
            newest,
            days,
            bool(certain),
            json.loads(delivered),
        )
