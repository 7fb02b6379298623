"""Figures as numbers: what is promised, measured or paid, a row each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.due import LEADS
from aitracker.catalog.filters import BEGUN, EVERYTHING, STEP, Columns, Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog


class FigureRow(NamedTuple):
    """A figure: its value as written, and as the numbers between which it lies.

    `high` is None for "at least". `type` is aim or result, None for a property. `payer` is an id or
    a plain name; `lead` are those who answer for the record. `state` is that of an aim. `whole` is
    the metric of which an amount is a part. `contested` is true where others say otherwise.
    """

    id: str
    collection: str
    name: str
    metric: str
    part: str | None
    value: str
    low: float
    high: float | None
    unit: str | None
    type: str | None
    date: str | None
    stage: str | None
    payer: str | None
    state: str | None
    sources: list[str]
    said: str | None
    baseline: str | None
    lead: list[str]
    certain: bool | None
    whole: str | None
    contested: bool


class FigureFilter(NamedTuple):
    """Which figures of a record are wanted; of an empty filter all."""

    metric: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    payer: tuple[str, ...] = ()


ALL = FigureFilter()


def figures(
    catalog: Catalog, filters: Filters = EVERYTHING, which: FigureFilter = ALL
) -> Iterator[FigureRow]:
    """What had been said in numbers by the day, in the order of the registry.

    The date that filters test is that of an aim's deadline or of a measurement.
    """
    where, values = filters.where(Columns("s.status", "f.first", "f.last", "f.sources"))
    tests = {"metric": "f.metric", "unit": "f.unit", "stage": "f.stage"}
    tests["payer"] = "coalesce(f.payer, f.payer_name)"
    own = [
        f"{tests[name]} in (select value from json_each(:of_{name}))"
        for name, words in which._asdict().items()
        if words
    ]
    values |= {f"of_{name}": json.dumps(words) for name, words in which._asdict().items()}
    return catalog.rows(
        FigureRow,
        f"""select r.id, r.collection, r.name, f.metric, f.part, f.value, f.low, f.high, f.unit,
            f.type, f.date, f.stage, coalesce(f.payer, f.payer_name) as payer, p.state, f.sources,
            f.said, f.baseline, coalesce(l.lead, '[]') as lead, p.certain, f.whole, f.contested
        from figure f join record r on r.id = f.record cross join clock c {STEP}
        left join promised p on p.record = f.record and p.kind = 'aim' and p.position = f.position
        {LEADS}
        where coalesce(f.known, '') <= c.day and {BEGUN} and {" and ".join([where, *own])}
        order by r.n, f.position""",
        values,
        texts=("name",),
        plain=("metric", "part", "whole"),
        lists=("sources", "lead"),
        flags=("certain", "contested"),
    )


def distinct_values(catalog: Catalog, column: str) -> list[str]:
    """All metrics or units of the registry."""
    rows = catalog.connection.execute(
        f"select distinct {column} from figure where {column} is not null order by 1"
    )
    return [value for (value,) in rows]


def parents_of(catalog: Catalog) -> dict[str, set[str]]:
    """By record, what it is part of or carries out."""
    result: dict[str, set[str]] = {}
    for record, whole in catalog.connection.execute(
        "select record, target from link where role in ('part_of', 'implements')"
    ):
        result.setdefault(record, set()).add(whole)
    return result
