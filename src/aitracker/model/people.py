"""Which office a person held on a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from aitracker.model.dates import Days
from aitracker.model.records import Party, Person, Registry, Role

if TYPE_CHECKING:
    from collections.abc import Hashable

    from aitracker.model.dates import Date

_UNKNOWN = Days(None, None)


class Offices:
    """The offices of a registry's people, and who followed whom in them.

    An office ends with its `until`, or when a later holder of the same title in the same
    organization begins.
    """

    def __init__(self, registry: Registry) -> None:
        self._records = registry.records
        self._seats: dict[Hashable, list[Role]] = defaultdict(list)
        for _, person in registry.of(Person):
            for role in getattr(person, "roles", ()):
                if role.title is not None and role.from_ is not None:
                    self._seats[_seat(role)].append(role)

    def roles_on(self, person: Person, day: Date | None) -> list[Role]:
        """What the person may have held on some day of this date.

        All offices where the date is unknown.
        """
        if day is None:
            return list(person.roles)
        first, last = day.begins.first or day.begins.last, day.ends.last or day.begins.last
        return [role for role in person.roles if self._may_hold(role, first, last)]

    def only_role(self, person: str, day: Date | None, body: Party | None = None) -> Role | None:
        """The one office held on the day (in `body`, when given).

        None where there is none or more than one.
        """
        record = self._records.get(person)
        if not isinstance(record, Person):
            return None
        roles = [
            role
            for role in self.roles_on(record, day)
            if body is None or (role.organization, role.name) == (body.organization, body.name)
        ]
        return roles[0] if len(roles) == 1 else None

    def role_in_part(self, person: str, day: Date | None, body: Party) -> Role | None:
        """The one office held on the day in a part of an organization; None without exactly one."""
        record = self._records.get(person)
        if not isinstance(record, Person) or body.organization is None:
            return None
        roles = [
            role
            for role in self.roles_on(record, day)
            if role.organization and self._is_part(role.organization, body.organization)
        ]
        return roles[0] if len(roles) == 1 else None

    def _is_part(self, part: str, whole: str) -> bool:
        """Whether one organization belongs to another, at whatever remove."""
        pending, visited = [part], {part}
        while pending:
            larger = getattr(self._records.get(pending.pop()), "part_of", ())
            if whole in larger:
                return True
            pending += [each for each in larger if each not in visited]
            visited.update(larger)
        return False

    def tenure(self, role: Role) -> tuple[Days, Days]:
        """The days between which the office was taken up, and those between which it was left.

        None where nobody knows.
        """
        begins = role.from_.begins if role.from_ else _UNKNOWN
        return begins, role.until.ends if role.until else self._succession(role)

    def _may_hold(self, role: Role, first: date | None, last: date | None) -> bool:
        begins, ends = self.tenure(role)
        return not (begins.first and last and last < begins.first) and not (
            ends.last and first and first > ends.last
        )

    def _succession(self, role: Role) -> Days:
        """The days between which the next holder began; unknown where nobody followed."""
        began = role.from_.begins.last if role.from_ else None
        if began is None:
            return _UNKNOWN  # nobody knows who came first
        later = [
            other.from_.begins
            for other in self._seats.get(_seat(role), ())
            if other is not role
            and other.from_
            and _after(other.from_.begins.first or other.from_.begins.last, began)
        ]
        begins = [days for days in later if days.last is not None]
        return min(begins, key=lambda days: days.last or date.max, default=_UNKNOWN)


def _after(day: date | None, other: date) -> bool:
    return day is not None and day > other


def _seat(role: Role) -> Hashable:
    title = role.title if isinstance(role.title, str | None) else tuple(sorted(role.title.items()))
    return (role.organization, role.name, title)
