"""Which rows are wanted: the filters that commands share, as conditions of a query."""

from __future__ import annotations

import json
from typing import NamedTuple

SIDE = "('cites', 'see', 'follows', 'amends', 'repeals', 'formerly', 'tag')"
"""Links that give the other no part in a record."""

BELONGING = ("part_of", "implements", "hosted_by")
"""Relations by which a record belongs to another: as a part, to carry it out, or as its guest."""


class Filters(NamedTuple):
    """What each filter lets through; an empty one lets everything through.

    Within a filter one of several is enough; between filters all must hold. `since` and `until` are
    ISO days, and let through what may lie between them.
    """

    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    hosted_by: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def where(self, columns: Columns) -> tuple[str, dict[str, str]]:
        """A condition over the record `r` and the one row of clock `c`, and the values it names."""
        tests = self._relations()
        if self.kind:
            tests.append(_among("r.kind", "kind"))
        if self.status:
            tests.append(_among(columns.status, "status"))
        if self.evidence:
            tests.append(_among("r.evidence", "evidence"))
        if self.tag:
            tests.append(
                "exists (select 1 from link where record = r.id and role = 'tag'"
                f" and {_among('name', 'tag')})"
            )
        if self.org:
            tests.append(_plays("org", "l.target", "l.body", "l.name", "l.body_name"))
        if self.person:
            tests.append(
                _among(columns.person, "person") if columns.person else _plays("person", "l.target")
            )
        if self.source:
            tests.append(_cites(columns.sources))
        if self.since:
            tests.append(f"{columns.last} >= :since")
        if self.until:
            tests.append(f"{columns.first} <= :until")
        return " and ".join(tests) or "true", self._values()

    def _relations(self) -> list[str]:
        """The conditions of the filters that ask what a record belongs to, or goes with."""
        tests = [_below(name) for name in BELONGING if getattr(self, name)]
        return [*tests, _beside("related")] if self.related else tests

    def _values(self) -> dict[str, str]:
        values = {
            name: json.dumps(value)
            for name, value in self._asdict().items()
            if isinstance(value, tuple) and value
        }
        return values | {
            name: value for name, value in (("since", self.since), ("until", self.until)) if value
        }


class Columns(NamedTuple):
    """Where a query has what filters ask for.

    With `person`, that is asked of the row, else of its record.
    """

    status: str = "s.status"
    first: str = "s.first"
    last: str = "s.last"
    sources: str = ""
    person: str = ""


EVERYTHING = Filters()
"""No filter at all."""

CURRENT = (
    "(select n from entry where record = r.id and status_first <= c.day order by n desc limit 1)"
)
"""The number of the step that the status of record `r` rests on, on the day `c`.

Found from the last step backwards, as a record may have thousands.
"""

STEP = f"left join entry s on s.record = r.id and s.n = {CURRENT}"
"""Joins to record `r` on the day `c` the step `s` that its status rests on.

For a source, that is its publication.
"""

BEGUN = "exists (select 1 from begun b where b.id = r.id)"
"""That record `r` exists on the day."""


def words_of(vocabulary: str) -> str:
    """The words of a vocabulary as a list of SQL."""
    from aitracker.model.vocabulary import words  # which few queries need

    return f"{tuple(words(vocabulary))}"


def _below(relation: str) -> str:
    """The record has this relation to one asked for, or to one that has it in turn."""
    return f"""r.id in (with recursive below(id) as (
            select record from link where role = '{relation}' and {_among("target", relation)}
            union select l.record from link l join below b on l.target = b.id
            where l.role = '{relation}'
        ) select id from below)"""


def _beside(name: str) -> str:
    """The record names one of those asked for as related, or is named so by it."""
    relations = words_of("relation")
    return f"""r.id in (
            select record from link where role in {relations} and {_among("target", name)}
            union select target from link where role in {relations} and {_among("record", name)}
        )"""


def _among(column: str, name: str) -> str:
    return f"{column} in (select value from json_each(:{name}))"


def _plays(name: str, *columns: str) -> str:
    """The record is one of those asked for, or gives one of them a part by the day."""
    named = " or ".join(_among(column, name) for column in columns)
    part = (
        "exists (select 1 from linked l where l.record = r.id"
        f" and l.role not in {SIDE} and ({named}))"
    )
    return f"({_among('r.id', name)} or {part})"


def _cites(sources: str) -> str:
    if sources:
        return f"exists (select 1 from json_each({sources}) where {_among('value', 'source')})"
    cited = (
        "exists (select 1 from link where record = r.id and role = 'cites'"
        f" and {_among('target', 'source')})"
    )
    return f"({_among('r.id', 'source')} or {cited})"
