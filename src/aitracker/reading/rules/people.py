"""Rules about people and the offices they held."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aitracker.model.problems import Problem
from aitracker.model.records import Dated, Event, Mention, People, Person, Registry, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aitracker.model.dates import Date
    from aitracker.model.errors import KeyPath


class _OnADay(NamedTuple):
    record: str
    path: KeyPath
    role: str
    mention: Mention
    day: Date | None


def for_whom(registry: Registry) -> Iterator[Problem]:
    """If a person held several offices on the day, `for` says for which one he or she signed.

    Bad::

        people:
          chair:
            name: A Chair
            sources: [press-page]
            roles: [{organization: ministry, title: Chair}, {organization: agency, title: Director}]
        organizations:
          agency: {name: Agency, sources: [press-page]}
        partnerships:
          lab:
            kind: mou
            name: Laboratory
            sources: [press-page]
            history: [{date: 2026-01-12, status: signed, people: {signed: [chair]}}]

    Good::

        people:
          chair:
            name: A Chair
            sources: [press-page]
            roles: [{organization: ministry, title: Chair}, {organization: agency, title: Director}]
        organizations:
          agency: {name: Agency, sources: [press-page]}
        partnerships:
          lab:
            kind: mou
            name: Laboratory
            sources: [press-page]
            history:
              - {date: 2026-01-12, people: {signed: [{person: chair, for: agency}]}}
    """
    if "people" in registry.broken.values():
        return  # an office may have ended when somebody of them took it
    for each in _mentions(registry):
        person = registry.records.get(each.mention.person or "")
        if each.role == "signed" and each.mention.for_ is None and isinstance(person, Person):
            offices = registry.offices.roles_on(person, each.day)
            if len(offices) > 1:
                yield _one_of_several(each, offices)


def _one_of_several(signatory: _OnADay, offices: Iterable[Role]) -> Problem:
    bodies = ", ".join(str(role.organization or role.name) for role in offices)
    return Problem(
        f"'{signatory.mention.person}' held several offices on that day: {bodies}",
        f"write {{person: {signatory.mention.person}, for: ...}}",
        id=signatory.record,
        path=signatory.path,
    )


def office_unknown(registry: Registry) -> Iterator[Problem]:
    """A person signs for an organization: that of the office held then, or the one under `for`.

    Bad::

        people:
          visitor: {name: A Visitor, sources: [press-page]}
        partnerships:
          lab:
            kind: mou
            name: Laboratory
            sources: [press-page]
            history: [{date: 2026-01-12, status: signed, people: {signed: [visitor]}}]

    Good::

        people:
          visitor: {name: A Visitor, sources: [press-page]}
        partnerships:
          lab:
            kind: mou
            name: Laboratory
            sources: [press-page]
            history:
              - date: 2026-01-12
                status: signed
                people: {signed: [{person: visitor, for: ministry}]}
    """
    for each in _mentions(registry):
        person = registry.records.get(each.mention.person or "")
        unsaid = each.role == "signed" and each.mention.for_ is None
        if (
            unsaid
            and isinstance(person, Person)
            and not registry.offices.roles_on(person, each.day)
        ):
            message = f"no known office of '{each.mention.person}' on that day"
            yield Problem(
                message,
                f"add it to roles of '{each.mention.person}', or add for: here",
                id=each.record,
                path=each.path,
            )


def person_twice(registry: Registry) -> Iterator[Problem]:
    """A person is listed once per role on a day.

    Bad::

        events:
          conference:
            name: Conference
            date: 2026-01-12
            sources: [press-page]
            people: {spoke: [minister, minister]}

    Good::

        events:
          conference:
            name: Conference
            date: 2026-01-12
            sources: [press-page]
            people: {presided: [minister], spoke: [minister]}
    """
    mentions_so_far: set[tuple[str, KeyPath, str]] = set()
    for each in _mentions(registry):
        if each.mention.person is None:
            continue
        same = (each.record, each.path[:-1], each.mention.person)
        if same in mentions_so_far:
            yield Problem(
                f"'{each.mention.person}' is listed twice in this role",
                "delete one of the two",
                id=each.record,
                path=each.path,
            )
        mentions_so_far.add(same)
    yield from _bodies_twice(registry)


def _bodies_twice(registry: Registry) -> Iterator[Problem]:
    """Organizations that stand twice in one role of a step."""
    for key, record in registry.records.items():
        for position, entry in enumerate(record.history if isinstance(record, Dated) else ()):
            for role, parties in entry.organizations.items():
                names = [party.organization or party.name for party in parties]
                for place, name in enumerate(names):
                    if name is not None and name in names[:place]:
                        path = ("history", position, "organizations", role, place)
                        message = f"'{name}' is listed twice in this role"
                        yield Problem(message, "delete one of the two", id=key, path=path)


def present_and_absent(registry: Registry) -> Iterator[Problem]:
    """Somebody who was absent did not sign, speak or attend; whoever was expected is `announced`.

    Bad::

        events:
          conference:
            name: Conference
            date: 2026-01-12
            sources: [press-page]
            people: {spoke: [minister], absent: [minister]}

    Good::

        events:
          conference:
            name: Conference
            date: 2026-01-12
            sources: [press-page]
            people: {announced: [minister], absent: [minister]}
    """
    there: dict[tuple[str, KeyPath, str], str] = {}
    absent: list[tuple[tuple[str, KeyPath, str], _OnADay]] = []
    for each in _mentions(registry):
        name = each.mention.person or each.mention.name
        if name is None:
            continue
        same = (each.record, each.path[:-2], name)
        if each.role == "absent":
            absent.append((same, each))
        elif each.role != "announced":
            there[same] = each.role
    for same, each in absent:
        if same in there:
            yield Problem(
                f"'{same[2]}' is absent, but also listed as {there[same]}",
                "delete one of the two, or write announced: for who was expected",
                id=each.record,
                path=each.path,
            )


def _mentions(registry: Registry) -> Iterator[_OnADay]:
    """The people on each day of a record, with the day."""
    for key, record in registry.records.items():
        if isinstance(record, Event):
            yield from _of(key, ("people",), record.people, record.date)
        for position, entry in enumerate(record.history if isinstance(record, Dated) else ()):
            day = registry.day_of(entry)
            if day is None and entry.at is not None:
                continue  # the event is not known, and reported; nothing can be said about its day
            yield from _of(key, ("history", position, "people"), entry.people, day)


def _of(record: str, path: KeyPath, people: People, day: Date | None) -> Iterator[_OnADay]:
    for role, mentions in people.items():
        for position, mention in enumerate(mentions):
            yield _OnADay(record, (*path, role, position), role, mention, day)
