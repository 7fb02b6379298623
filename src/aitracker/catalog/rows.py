"""The rows of lists.

Field names and their order are a promise to scripts; new ones come at the end.

Named tuples rather than dataclasses, and those of other commands beside their queries: classes cost
a warm command time.
"""

from __future__ import annotations

from typing import NamedTuple

DATES = frozenset({"date", "since", "newest", "due", "published", "accessed"})
"""The fields that hold dates as written."""


class ListRow(NamedTuple):
    """A record: its status on the day asked, since when, on which evidence.

    `evidence`, `publishers` (a count) and `official` are those of the record's core; `sources` are
    all it cites anywhere, `newest` the date of the newest of them.

    `parties` and `signatories` are by the day, ids or the plain names of those without a record.
    `first` and `last` are the ISO days between which `since` lies (of a source, when it appeared).
    `place` is that of the step the status rests on, or of the event. `url` is that of the first
    source.
    """

    id: str
    collection: str
    kind: str | None
    name: str
    status: str | None
    certain: bool | None
    since: str | None
    organizations: list[str]
    evidence: str | None
    publishers: int | None
    official: bool | None
    sources: list[str]
    newest: str | None
    parties: list[str]
    signatories: list[str]
    place: str | None
    first: str | None
    last: str | None
    summary: str | None
    url: str | None


class SourceRow(NamedTuple):
    """A page: who wrote it, when and where, and in how many records it is cited."""

    id: str
    publisher: str
    title: str | None
    published: str | None
    language: str | None
    kind: str | None
    url: str
    via: str | None
    archived: str | None
    accessed: str | None
    cited: int


class SignatoryRow(NamedTuple):
    """Who signed, oversaw or presided, and for whom.

    `person` and `for` are ids, `for` a plain name where there is no record. An organization that
    acts by itself, or through somebody unknown, has no `person`. `part` is what it signed where
    that is not the whole. `contested` is true where others say otherwise.
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


def keys(row: type[tuple[object, ...]]) -> list[str]:
    """The names of a row's fields as printed."""
    # Every row is a named tuple.
    return [name.rstrip("_") for name in row._fields]  # type: ignore[attr-defined]
