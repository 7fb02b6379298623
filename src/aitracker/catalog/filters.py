"""Which rows are wanted: the filters that commands share, as conditions of a query."""

from __future__ import annotations

import json
from typing import NamedTuple

PARTIES = ("lead", "partner", "party", "each-with", "organizer")
"""The parts of those who lead, take part, agree or organize."""

SIDE = "('cites', 'see', 'follows', 'amends', 'repeals', 'formerly', 'tag')"
"""Links that give the other no part in a record."""

CONTEXT = "context"
"""The tag of records that others need to be understood, and that are not of the subject."""

BELONGING = ("part_of", "implements", "hosted_by")
"""Relations by which a record belongs to another: as a part, to carry it out, or as its guest."""


_NAMED = ("l.target", "l.name")
"""Where a link has whom it names: an id or a plain name."""

ACTORS = (*_NAMED, "l.body", "l.body_name")
"""Where a link has who acts: whom it names, or for whom that is."""


class StepFilter(NamedTuple):
    """A step of this status, or of any, that may have been taken between two ISO days."""

    status: str | None
    first: str
    last: str


class Filters(NamedTuple):
    """What each filter lets through; an empty one lets everything through.

    Within a filter one of several is enough; between filters all must hold. `since` and `until` are
    ISO days, and let through what may lie between them. `org`, `party` and `person` are ids, or
    plain names of those who have no record. `ids` are the records wanted; None for all. Without
    `context`, records with that tag are left out, unless the tag is asked for.
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
    party: tuple[str, ...] = ()
    had: tuple[StepFilter, ...] = ()
    ids: tuple[str, ...] | None = None
    context: bool = True

    def where(self, columns: Columns) -> tuple[str, dict[str, str]]:
        """A condition over the record `r` and the one row of clock `c`, and the values it names."""
        tests = [test for value, test in self._tests(columns) if value]
        return " and ".join(tests) or "true", self._values()

    def _tests(self, columns: Columns) -> list[tuple[object, str]]:
        """Each filter with its condition."""
        person = _among(columns.person, "person") if columns.person else _plays("person", *_NAMED)
        org = _acts_or_is_party(*columns.actors) if columns.actors else _plays("org", *ACTORS)
        tag = "select 1 from link where record = r.id and role = 'tag'"
        return [
            *((getattr(self, name), _below(name)) for name in BELONGING),
            (self.related, _beside("related") if self.related else ""),
            (self.kind, _among("r.kind", "kind")),
            (self.status, _among(columns.status, "status")),
            (self.evidence, _among("r.evidence", "evidence")),
            (self.tag, f"exists ({tag} and {_among('name', 'tag')})"),
            (self.org, org),
            (self.party, _is_party("party")),
            (self.person, person),
            (self.source, _cites(columns.sources)),
            (self.had, _had()),
            (self.ids is not None, _among("r.id", "ids")),
            (self._without_context, f"not exists ({tag} and name = '{CONTEXT}')"),
            (self.since, f"{columns.last} >= :since"),
            (self.until, f"{columns.first} <= :until"),
        ]

    @property
    def _without_context(self) -> bool:
        return not (self.context or CONTEXT in self.tag)

    def _values(self) -> dict[str, str]:
        values = {
            name: json.dumps(value)
            for name, value in self._asdict().items()
            if isinstance(value, tuple) and (value or name == "ids")
        }
        return values | {
            name: value for name, value in (("since", self.since), ("until", self.until)) if value
        }


class Columns(NamedTuple):
    """Where a query has what filters ask for.

    With `person` or `actors` (where an organization may stand), that is asked of the row, else of
    its record.
    """

    status: str = "s.status"
    first: str = "s.first"
    last: str = "s.last"
    sources: str = ""
    person: str = ""
    actors: tuple[str, ...] = ()


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

LINKED = """coalesce(l.first, '') <= c.day and (l.entry is null or exists (
    select 1 from entry where record = l.record and n = l.entry and first <= c.day
  ))"""
"""That a record may have the link `l` by the day `c`."""

IS_PARTY = f"""l.role in {(*PARTIES, "holds")}
  and (l.role <> 'holds' or coalesce(l.last, '9999') >= c.day)"""
"""That the link `l` is to a party; of a person, to where an office is held on the day `c`."""

BEGUN = "exists (select 1 from begun b where b.id = r.id)"
"""That record `r` exists on the day."""


def words_of(vocabulary: str) -> str:
    """The words of a vocabulary as a list of SQL."""
    # Which few queries need; the labels of the words, which come with model/vocabulary, none does.
    from aitracker.model.vocabulary_data import DEFINITIONS

    return f"{tuple(DEFINITIONS[vocabulary])}"


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
    """The record is one of those asked for, or gives one of them a part by the day.

    All such records are found at once: a record of many promises would look through its links for
    each of them.
    """
    condition = " or ".join(_among(column, name) for column in columns)
    part = f"select l.record from linked l where l.role not in {SIDE} and ({condition})"
    return f"({_among('r.id', name)} or r.id in ({part}))"


def _acts_or_is_party(*actors: str) -> str:
    """The row is of an act of one of the organizations asked for, or one is a party to the record.

    So who refused an agreement is not told those who signed it.
    """
    return f"({' or '.join(_among(column, 'org') for column in actors)} or {_is_party('org')})"


def _is_party(name: str) -> str:
    """One of those asked for is a party to the record by the day, as the view has it."""
    condition = _among("p.party", name)
    return f"r.id in (select p.record from parties p where {condition})"


def _had() -> str:
    """The record has had one of the steps asked for by the day."""
    return f"exists (select 1 from {TAKEN} where e.record = r.id)"


TAKEN = """(
    select json_extract(value, '$[0]') as status, json_extract(value, '$[1]') as first,
        json_extract(value, '$[2]') as last from json_each(:had)
    ) step cross join entry e on iif(step.status is null, e.n >= 0, step.status = e.status)
    and iif(e.status is null, e.first, e.status_first) <= c.day
    and e.last >= step.first and e.first <= step.last"""
"""The steps `e` asked for by `Filters.had`, taken by the day `c`."""


def _cites(sources: str) -> str:
    if sources:
        return f"exists (select 1 from json_each({sources}) where {_among('value', 'source')})"
    condition = (
        "exists (select 1 from link where record = r.id and role = 'cites'"
        f" and {_among('target', 'source')})"
    )
    return f"({_among('r.id', 'source')} or {condition})"
