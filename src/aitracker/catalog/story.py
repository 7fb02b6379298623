"""What came of a record: the steps taken at an event or by a person, the records of a body."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import BEGUN, Filters, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aitracker.catalog.catalog import Catalog
    from aitracker.catalog.due import DueRow
    from aitracker.model.normal_form import SomeoneData

PARTS = ("lead", "party", "each-with", "partner", "organizer")
"""The parts of organizations in a record, the weightiest first."""


class Standing(NamedTuple):
    """The status of a record on the day, since when, and whether that is certain."""

    status: str | None
    since: str | None
    certain: bool | None


class StoryStep(NamedTuple):
    """A step, with the status it brought, how the record stands now, and who had a part.

    `role` are the parts of the person asked for, `people` all who are named there by role, and
    `parties` those who lead or agree.
    """

    id: str
    name: str
    date: str
    certain: bool
    status: str | None
    summary: str | None
    role: list[str]
    now: Standing
    people: dict[str, list[SomeoneData]]
    parties: list[SomeoneData]


class Involvement(NamedTuple):
    """A record in which an organization has a part, how it stands, and what is overdue in it."""

    role: str
    id: str
    name: str
    now: Standing
    overdue: int
    parties: list[SomeoneData]


class Story(NamedTuple):
    """What is told of a record besides what it says itself; `standings` are by id."""

    steps: list[StoryStep]
    involvements: list[Involvement]
    promises: list[DueRow]
    standings: dict[str, Standing]


def story(catalog: Catalog, key: str, collection: str, related: Iterable[str]) -> Story:
    """What is to be told of a record; `related` are ids whose standing is told beside them."""
    result = Story([], [], [], standings(catalog, related))
    if collection == "events":
        return result._replace(steps=_steps(catalog, "h.at = :key and h.record <> :key", "", key))
    if collection == "people":
        join = f"""join linked l on l.record = h.record and l.entry = h.n
            and l.role in {words_of("role")}"""
        return result._replace(steps=_steps(catalog, "l.target = :key", join, key))
    if collection == "organizations":
        from aitracker.catalog.due import due

        promises = [row for row in due(catalog, Filters(org=(key,))) if key in row.lead]
        return result._replace(involvements=_involvements(catalog, key), promises=promises)
    return result


def standings(catalog: Catalog, keys: Iterable[str]) -> dict[str, Standing]:
    """How these records stand on the day; those that never have a status are not there."""
    rows = catalog.connection.execute(
        """select id, status, since, certain from state
        where id in (select value from json_each(?))""",
        (json.dumps(list(keys)),),
    )
    return {key: Standing(status, since, bool(sure)) for key, status, since, sure in rows}


def _steps(catalog: Catalog, where: str, join: str, key: str) -> list[StoryStep]:
    role = "json_group_array(distinct l.role)" if join else "'[]'"
    rows = catalog.connection.execute(
        f"""select h.record, h.n, h.name, h.date, h.certain, h.status_then, h.summary, {role}
        from happened h {join} where {where}
        group by h.record, h.n order by h.first, h.grain, h.record_n, h.n""",
        {"key": key},
    ).fetchall()
    records = dict.fromkeys(row[0] for row in rows)
    now, people = standings(catalog, records), _people(catalog, records)
    parties = _parties(catalog, records)
    return [
        StoryStep(
            record,
            catalog.text(name) or record,
            date,
            bool(certain),
            status,
            catalog.prose(summary),
            json.loads(roles),
            now.get(record, Standing(None, None, None)),
            people.get((record, n), {}),
            parties.get(record, []),
        )
        for record, n, name, date, certain, status, summary, roles in rows
    ]


def _involvements(catalog: Catalog, key: str) -> list[Involvement]:
    """The records in which an organization has a part, the newest first within each part."""
    rows = catalog.connection.execute(
        f"""select l.role, r.id, r.name, s.status, s.since, s.certain,
            (select count(*) from promised p where p.record = r.id and p.state = 'overdue')
        from linked l join record r on r.id = l.record left join state s on s.id = r.id
        left join entry e on e.record = s.id and e.n = s.entry
        where l.target = ? and l.role in {PARTS} and {BEGUN}
        group by l.role, r.id order by e.first desc, r.n""",
        (key,),
    ).fetchall()
    parties = _parties(catalog, [row[1] for row in rows])
    return [
        Involvement(
            role,
            record,
            catalog.text(name) or record,
            Standing(status, since, None if certain is None else bool(certain)),
            overdue,
            [each for each in parties.get(record, ()) if each.get("organization") != key],
        )
        for role, record, name, status, since, certain, overdue in rows
    ]


def _people(
    catalog: Catalog, records: Iterable[str]
) -> dict[tuple[str, int], dict[str, list[SomeoneData]]]:
    """Who acted at each step of these records, by role."""
    rows = catalog.connection.execute(
        f"""select record, entry, role, target, name, body, body_name, title from linked
        where record in (select value from json_each(?)) and entry is not null
        and role in {words_of("role")} order by n""",
        (json.dumps(list(records)),),
    )
    people: dict[tuple[str, int], dict[str, list[SomeoneData]]] = {}
    for record, entry, role, target, name, body, body_name, title in rows:
        itself = (target, name) == (body, body_name)  # an organization, whoever acted for it
        someone: SomeoneData = {"organization": target} if itself else {"person": target}
        if not target:
            someone = {"name": name}
        if not itself and (body or body_name):
            someone["for"] = {"organization": body} if body else {"name": body_name}
        if title is not None:
            someone["title"] = json.loads(title)
        people.setdefault((record, entry), {}).setdefault(role, []).append(someone)
    return people


def _parties(catalog: Catalog, records: Iterable[str]) -> dict[str, list[SomeoneData]]:
    """Who agreed, in each of these records."""
    rows = catalog.connection.execute(
        """select record, target, name from linked
        where record in (select value from json_each(?)) and role in ('party', 'each-with')
        order by n""",
        (json.dumps(list(records)),),
    )
    parties: dict[str, list[SomeoneData]] = {}
    for record, target, name in rows:
        body: SomeoneData = {"organization": target} if target else {"name": name}
        parties.setdefault(record, []).append(body)
    return parties
