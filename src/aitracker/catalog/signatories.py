"""Signatories, a row each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import ACTORS, EVERYTHING, Columns, Filters
from aitracker.model.vocabulary_data import JOINING_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.catalog.catalog import Catalog

SIGNATORY_ROLES = (*JOINING_ROLES, "oversaw", "presided")


class SignatoryRow(NamedTuple):
    """Who signed, oversaw or presided, and for whom.

    `person` and `for` are ids, `for` a plain name where there is no record. An organization that
    acts by itself, or through somebody unknown, has no `person`. `part` is what it signed where
    that is not the whole. `contested` is true where others say otherwise. `withdrew` is when the
    party that signed, ratified or joined left again, by the day.
    """

    person: str | None
    name: str
    title: str | None
    for_: str | None
    role: str
    record: str
    collection: str
    date: str | None
    at: str | None
    part: str | None = None
    contested: bool = False
    withdrew: str | None = None


_LEFT = """(
    select w.date from link m join happened w on w.record = m.record and w.n = m.entry
    where m.record = l.record and m.role = 'withdrew' and w.first >= h.first
    and coalesce(m.body, m.body_name) = coalesce(l.body, l.body_name) order by w.first limit 1
)"""
"""The date on which the party of the link `l`, a signature of the step `h`, withdrew later."""


def signatories(
    catalog: Catalog, roles: Sequence[str] = SIGNATORY_ROLES, filters: Filters = EVERYTHING
) -> Iterator[SignatoryRow]:
    """Who signed, oversaw or presided what (or played another part on a day), by date."""
    where, values = filters.where(
        Columns(
            "h.status_then",
            "h.first",
            "h.last",
            person="coalesce(l.target, l.name)",
            actors=ACTORS,
        )
    )
    return catalog.rows(
        SignatoryRow,
        f"""select iif(p.collection = 'people', l.target, null) as person,
            coalesce(p.name, json_quote(coalesce(l.name, l.target))) as name, l.title,
            coalesce(l.body, l.body_name) as for_, l.role, r.id as record, r.collection,
            h.date, h.at, l.part, l.contested or h.contested = 2 as contested,
            iif(l.role in {JOINING_ROLES}, {_LEFT}, null) as withdrew
        from happened h
        join link l on l.record = h.record and l.entry = h.n
        join record r on r.id = l.record join clock c
        left join record p on p.id = l.target
        where l.role in (select value from json_each(:roles)) and {where}
        order by h.first, h.grain, h.record_n, h.n, l.rowid""",
        {"roles": json.dumps(roles), **values},
        texts=("name", "title"),
        plain=("part",),
        flags=("contested",),
    )
