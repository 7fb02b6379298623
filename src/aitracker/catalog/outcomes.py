"""What came of it: promises and their states, and records that have gone quiet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aitracker.catalog.rows import DueRow, StaleRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.queries import Catalog

SETTLED = ("met", "measured", "ended")
LATE = ("overdue", "maybe-overdue")
NEAR = (*LATE, "soon")


def due(catalog: Catalog, *, until: str | None = None, overdue: bool = False) -> Iterator[DueRow]:
    """What had been promised by the day: first what is owed, by its last day, then what was met, measured or ended.

    With `until` (an ISO day) or `overdue` only what falls due from the day on until then, what is overdue, or both.
    """
    chosen, given = [], {}
    if until is not None:
        chosen.append(f"p.due between c.day and :until and p.state not in {SETTLED}")
        given["until"] = until
    if overdue:
        chosen.append(f"p.state in {LATE}")
    found = catalog.connection.execute(
        f"""select r.id, r.collection, r.name,
            (select json_group_array(coalesce(target, name)) from
                (select target, name from link where record = r.id and role in ('lead', 'party', 'organizer') order by rowid)),
            p.kind, p.text, p.date, p.state, p.days, p.sources, p.late, p.certain
        from promised p join record r on r.id = p.record join clock c
        where {" or ".join(chosen) or "true"}
        order by p.state in {SETTLED}, p.due is null, p.due, r.n, p.kind desc, p.position""",
        given,
    )
    for key, collection, name, lead, kind, text, date, state, days, sources, late, certain in found:
        shown = catalog.text(name) or key
        slipped = late if state == "met" else None
        yield DueRow(key, collection, shown, json.loads(lead), kind, text, date, state, days, json.loads(sources), slipped, bool(certain))


def stale(catalog: Catalog, since: str) -> Iterator[StaleRow]:
    """Records in an open status of which nothing newer than this ISO day was known on the day, the longest silence first."""
    found = catalog.connection.execute(
        """select r.id, r.collection, r.name, s.status, n.date, cast(julianday(c.day) - julianday(n.day) as integer), s.certain,
            (select json_group_array(what) from (select what from delivered where record = r.id order by n))
        from state s join record r on r.id = s.id join news n on n.record = r.id join clock c
        where s.open and n.day < :since order by n.day, r.n""",
        {"since": since},
    )
    for key, collection, name, status, newest, days, certain, delivered in found:
        yield StaleRow(key, collection, catalog.text(name) or key, status, newest, days, bool(certain), json.loads(delivered))
