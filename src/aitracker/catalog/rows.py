"""The rows commands print. Field names and their order are a promise to scripts; new ones come at the end.

Named tuples rather than dataclasses: a dozen dataclasses cost a warm command more than its query does.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class ListRow(NamedTuple):
    """A record: its status on the day asked, since when, on which evidence.

    `evidence`, `publishers` (a count) and `official` are those of the record's core; `sources` are all it cites anywhere,
    `newest` the date of the newest of them.
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


class SignatoryRow(NamedTuple):
    """Who signed, oversaw or presided, and for whom; `person` and `for` are ids, `for` a plain name where there is no record."""

    person: str | None
    name: str
    title: str | None
    for_: str | None
    role: str
    record: str
    collection: str
    date: str | None
    at: str | None


class TimelineRow(NamedTuple):
    """A step: `certain` is false while it may not have been taken yet."""

    date: str
    collection: str
    id: str
    name: str
    status: str | None
    certain: bool
    summary: str | None
    at: str | None
    sources: list[str]


class SearchRow(NamedTuple):
    """A record found: the field that tells most of what was looked for, and the text there, cut if it is long."""

    id: str
    collection: str
    name: str
    status: str | None
    field: str
    excerpt: str
    certain: bool | None


class StatRow(NamedTuple):
    """A count: of records whose `by` is `value`, with their share in per cent."""

    by: str
    value: str
    count: int  # type: ignore[assignment] # the contract names it so; nobody asks a row how often it holds something
    share: float | None


class DueRow(NamedTuple):
    """A promise and what became of it: `due` as written, `days` to its last day (negative when past, null without one).

    `lead` are ids (or plain names) of who leads, of the parties, or of the organizers. `late` counts by how many days at
    least it was met too late. `certain` is false while `state` may still be otherwise.
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


class StaleRow(NamedTuple):
    """An open record, the date of the newest step or page about it, the days since, and what came of it."""

    id: str
    collection: str
    name: str
    status: str
    newest: str
    days: int
    certain: bool
    delivered: list[str]


class Account(dict[str, Any]):
    """What somebody says against the registry: `says`, `publishers`, `sources` and perhaps a `note`; as text one line."""

    def __str__(self) -> str:
        return f"{self['says']} ({', '.join(self['publishers'])})"


class DisputeRow(NamedTuple):
    """A fact that others contradict: the registry's account with who gives it, the rivals', and whether that is left open.

    `fact` is the whole fact in one line, where `says` is only the part that is disputed.
    """

    id: str
    collection: str
    name: str
    field: str
    says: str
    rivals: list[Account]
    undecided: bool
    publishers: list[str]
    note: str | None
    fact: str


class WhyRow(NamedTuple):
    """One source of one fact, or of a rival account of it (`rival` true, `value` what the rival says)."""

    id: str
    field: str
    value: str
    publisher: str
    date: str | None
    source: str
    official: bool
    rival: bool
    title: str | None
    language: str | None
    url: str
    evidence: str
    undecided: bool
    note: str | None


def keys(row: type[tuple[object, ...]]) -> list[str]:
    """The names of a row's fields as printed."""
    return [name.rstrip("_") for name in row._fields]  # type: ignore[attr-defined] # every row is a named tuple
