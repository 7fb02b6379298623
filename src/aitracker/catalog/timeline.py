"""Steps in their order: of all records, or those in which somebody or something had a part."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import BELONGING, EVERYTHING, SIDE, Columns, Filters, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.catalog.catalog import Catalog


class TimelineRow(NamedTuple):
    """A step: `certain` is false while it may not have been taken yet.

    `change` is the word for what changes without a step: a promise put off, a text that applies.
    `role` is the part that those asked for had in it: roles of people, parts of organizations, or
    the relation of the record to them; empty where nobody is asked for. `contested` is true where
    others say otherwise.
    """

    date: str
    collection: str
    id: str
    name: str
    status: str | None
    certain: bool
    summary: str | None
    at: str | None
    sources: list[str]
    change: str | None = None
    role: list[str] = []  # noqa: RUF012 # no row is changed
    contested: bool = False


def timeline(
    catalog: Catalog, ids: Sequence[str] | None = None, filters: Filters = EVERYTHING
) -> Iterator[TimelineRow]:
    """What had happened by the day, in order.

    When ids are given, or a filter names organizations or people: only the steps of what they are,
    of what belongs to it, carries it out or is hosted by it, what happened at such an event, and
    the steps in which they had a part.
    """
    subjects = {"ids": ids, "org": filters.org or None, "person": filters.person or None}
    subject_ids = {name: list(keys) for name, keys in subjects.items() if keys is not None}
    plain = filters._replace(org=(), person=())
    where, values = plain.where(Columns("h.status_then", "h.first", "h.last", "h.sources"))
    tests = [where, *map(_involved, subject_ids)]
    values |= {name: json.dumps(keys) for name, keys in subject_ids.items()}
    values["named"] = json.dumps([key for keys in subject_ids.values() for key in keys])
    family = [_family(name) for name in subject_ids]
    parts = [_parts(f"part_{name}", name) for name in subject_ids]
    role, joins, before = "'[]'", "", ""
    if subject_ids:
        tables = [*family, *parts, _parts("part", "named")]
        role, joins, before = _ROLES, _JOINED, f"with recursive {', '.join(tables)}"
    return catalog.rows(
        TimelineRow,
        f"""{before}
        select h.date, h.collection, h.record as id, h.name, h.status_then as status,
            h.certain, h.summary, h.at, h.sources, h.change, {role} as role,
            h.contested > 0 as contested
        from happened h join clock c join record r on r.id = h.record {joins}
        where {" and ".join(tests)} order by h.first, h.grain, h.record_n, h.n""",
        values,
        texts=("name", "summary"),
        lists=("sources", "role"),
        flags=("certain", "contested"),
    )


def _family(name: str) -> str:
    """The records of a list and all that belongs to them."""
    return f"""family_{name}(id) as (
        select value from json_each(:{name})
        union select l.record from link l join family_{name} f on l.target = f.id
        where l.role in {BELONGING}
    )"""


def _parts(table: str, name: str) -> str:
    """The parts that those of a list have.

    In a single step (`entry`) where they or somebody who stood for them are named there, else in
    all steps of the record.
    """
    ids = f"(select value from json_each(:{name}))"
    single = f"iif(l.role in {words_of('role')}, l.entry, null)"
    return f"""{table}(record, entry, role) as materialized (
        select l.record, {single}, l.role from linked l
        where l.target in {ids} and l.role not in {SIDE} and l.role <> 'at'
        union select l.record, {single}, l.role from linked l where l.body in {ids}
    )"""


def _involved(name: str) -> str:
    """That step `h` is one of those of a list."""
    return f"""(h.record in (select id from family_{name})
        or h.at in (select id from family_{name})
        or h.record in (select record from part_{name} where entry is null)
        or (h.record, h.n) in (select record, entry from part_{name} where entry is not null))"""


_ROLES = """(select json_group_array(value) from (
            select value from json_each(coalesce(always.roles, '[]'))
            union select value from json_each(coalesce(once.roles, '[]'))))"""

_JOINED = """
        left join (select record, json_group_array(role) as roles from part
            where entry is null group by record) always on always.record = h.record
        left join (select record, entry, json_group_array(role) as roles from part
            where entry is not null group by record, entry) once
            on once.record = h.record and once.entry = h.n"""
