"""Promises and their states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import EVERYTHING, STEP, Columns, Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog

SETTLED = ("met", "measured", "ended", "in-force", "expired")
LATE = ("overdue", "maybe-overdue")
NEAR = (*LATE, "soon")

LEADS = """left join (
    select record, json_group_array(coalesce(target, name)) as lead from (
        select * from linked where role in ('lead', 'party', 'each-with', 'organizer')
        order by record, n
    ) group by record
) l on l.record = r.id"""
"""Joins to record `r`, as `l.lead`, those who are responsible for its promises."""

_SOON = f"(p.due between c.day and :within and (p.state not in {SETTLED} or not p.certain))"
_OVERDUE = f"(p.state in {LATE} or (p.grace < c.day and not p.certain))"


class DueRow(NamedTuple):
    """A promise, as it stood on the day, and what became of it; `due` as written.

    `horizon` is the newest day on which the registry has read a page: of what fell due later,
    nobody can know there whether it was met.

    `days` are those to its last day (negative when past, None without one). `lead` are ids (or
    plain names) of who leads, of the parties, or of the organizers. `late` counts by how many days
    at least it was met too late. `certain` is false while `state` may still be otherwise.

    `first` is the date it had when it was first made, where it has another now, and `slipped` by
    how many days it was put off in all (None where one of the two dates has no end); `slips` is how
    often. `result` is the latest measurement of an aim, `outcome` how it compares and `gap` by how
    much; None without one. `note` is what a reader should know besides, such as how a date was read
    from "early in the year"; `contested` is true where others say otherwise.
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
    first: str | None
    slips: int
    slipped: int | None
    result: str | None
    outcome: str | None
    gap: str | None
    horizon: str
    note: str | None
    contested: bool


def due(
    catalog: Catalog,
    filters: Filters = EVERYTHING,
    *,
    within: str | None = None,
    overdue: bool = False,
    horizon: str | None = None,
    slipped: bool = False,
) -> Iterator[DueRow]:
    """What had been promised by the day.

    First what is owed, by its last day, then what was met, measured or ended.

    With `within` (an ISO day) or `overdue` only what falls due from the day on until then, what is
    overdue, or both; what may have been settled by the day, but not surely, is kept. With `slipped`
    only what was put off: first without a new date, then by the longest time.
    """
    columns = Columns(
        "s.status", "coalesce(p.due, '9999-12-31')", "coalesce(p.due, '9999-12-31')", "p.sources"
    )
    where, values = filters.where(columns)
    tests = [_SOON if within is not None else "", _OVERDUE if overdue else ""]
    test = " or ".join(filter(None, tests)) or "true"
    only = " and p.slips and coalesce(p.slipped, 1) > 0" if slipped else ""
    first = "p.slipped is not null, p.slipped desc," if slipped else ""
    return catalog.rows(
        DueRow,
        f"""select r.id, r.collection, r.name, coalesce(l.lead, '[]') as lead, p.kind as promise,
            p.text, p.date as due, p.state, p.days, p.sources,
            iif(p.state = 'met', p.late, null) as late, p.certain,
            nullif(p.first, p.date) as first, p.slips,
            iif(p.first = p.date, null, p.slipped) as slipped, p.result, p.outcome, p.gap,
            coalesce(:horizon, c.day) as horizon, p.note, p.contested
        from promised p join record r on r.id = p.record join clock c {STEP}
        {LEADS}
        where p.state <> 'revised' and ({test}){only} and {where}
        order by {first} p.state in {SETTLED}, p.due is null, p.due, r.n, p.kind desc,
            p.position""",
        {**values, "within": within, "horizon": horizon},
        texts=("name", "note"),
        plain=("text",),
        lists=("lead", "sources"),
        flags=("certain", "contested"),
    )
