"""The records of a registry and the items they are made of, in the one normal form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Annotated, Any, ClassVar

from aitracker.model.failures import Path
from aitracker.model.scalars import (
    Address,
    Amount,
    AnyId,
    Country,
    Day,
    EventId,
    Flag,
    Language,
    Line,
    Name,
    OrganizationId,
    PersonId,
    Slug,
    SourceId,
    Status,
    Term,
    Text,
)
from aitracker.model.walk import Reference, items, references

# Pydantic reads this name from plain dataclasses; a key it does not know is an error.
_CONFIG = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """What others say against a fact: in prose (`says`), or the keys of the fact that differ; always with sources."""

    __pydantic_config__: ClassVar = _CONFIG
    says: Text | None = None
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A fact inside a record. `sources` empty means: those of what it stands in, until the registry is completed."""

    __pydantic_config__: ClassVar = _CONFIG
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()
    others_say: tuple[Rival, ...] = ()
    undecided: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A text of a list (an alias, an objective) with sources of its own."""

    __pydantic_config__: ClassVar = _CONFIG
    text: Text
    sources: tuple[SourceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page about a record that is cited for nothing."""

    __pydantic_config__: ClassVar = _CONFIG
    url: Address
    title: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRival(Rival):
    """Another account of which organization, or of what it does."""

    organization: OrganizationId | None = None
    name: Name | None = None
    does: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Item):
    """An organization where it plays a part: by id, by plain name, or known to exist but not by name."""

    organization: OrganizationId | None = None
    name: Name | None = None
    unnamed: Line | None = None
    does: Text | None = None
    others_say: tuple[PartyRival, ...] = ()

    @property
    def who(self) -> tuple[str | None, str | None]:
        """Which organization it is: its id, or what it is called."""
        return self.organization, self.name or self.unnamed


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRival(Rival):
    """Another account of who it was, and as what."""

    person: PersonId | None = None
    name: Name | None = None
    for_: Party | None = field(default=None, metadata={"alias": "for"})
    title: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Item):
    """A person on a day: by id, plain name or unnamed; `for` an organization, with the title held then."""

    person: PersonId | None = None
    name: Name | None = None
    unnamed: Line | None = None
    for_: Party | None = field(default=None, metadata={"alias": "for"})
    title: Text | None = None
    others_say: tuple[MentionRival, ...] = ()


People = Mapping[Annotated[str, Term("role")], tuple[Mention, ...]]
"""Who was there, by role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRival(Rival):
    """Another account of a step."""

    date: Day | None = None
    status: Status | None = None
    summary: Text | None = None
    place: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Item):
    """A step of a history: what happened on a date or at an event, and the status it brought."""

    date: Day | None = None
    at: EventId | None = None
    status: Status | None = None
    summary: Text | None = None
    place: Text | None = None
    people: People = field(default_factory=dict)
    meets: Line | None = None
    others_say: tuple[EntryRival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRival(Rival):
    """Another account of a figure."""

    metric: Line | None = None
    value: Amount | None = None
    by: Day | None = None
    measured: Day | None = None
    baseline: Amount | None = None
    part: Line | None = None
    from_: Party | None = field(default=None, metadata={"alias": "from"})
    stage: Annotated[str, Term("stage")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Item):
    """A number: an aim with `by`, a result with `measured`, a property with neither. `from` is who pays."""

    metric: Line
    value: Amount
    by: Day | None = None
    measured: Day | None = None
    baseline: Amount | None = None
    part: Line | None = None
    from_: Party | None = field(default=None, metadata={"alias": "from"})
    stage: Annotated[str, Term("stage")] | None = None
    said: Day | None = None
    others_say: tuple[FigureRival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRival(Rival):
    """Another account of a milestone."""

    name: Line | None = None
    due: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Item):
    """Something promised for a date; a history entry with `meets: NAME` keeps the promise."""

    name: Line
    due: Day
    others_say: tuple[MilestoneRival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRival(Rival):
    """Another account of an office."""

    organization: OrganizationId | None = None
    name: Name | None = None
    title: Text | None = None
    from_: Day | None = field(default=None, metadata={"alias": "from"})
    until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Item):
    """An office of a person; an absent `from` is unknown, an absent `until` means still held as far as known."""

    organization: OrganizationId | None = None
    name: Name | None = None
    title: Text | None = None
    from_: Day | None = field(default=None, metadata={"alias": "from"})
    until: Day | None = None
    others_say: tuple[RoleRival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRival(Rival):
    """Another account of what a record is as a whole."""

    name: Text | None = None
    kind: Line | None = None
    summary: Text | None = None
    date: Day | None = None
    place: Text | None = None
    identifiers: Mapping[str, Line] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Item):
    """What every record but a source has."""

    collection: ClassVar[str]
    formerly: tuple[Slug, ...] = ()
    name: Text
    aliases: tuple[Phrase, ...] = ()
    summary: Text | None = None
    tags: tuple[Slug, ...] = ()
    links: tuple[Link, ...] = ()
    identifiers: Mapping[str, Line] = field(default_factory=dict)
    part_of: tuple[AnyId, ...] = ()
    implements: tuple[AnyId, ...] = ()
    hosted_by: tuple[AnyId, ...] = ()
    follows: tuple[AnyId, ...] = ()
    see: tuple[AnyId, ...] = ()
    figures: tuple[Figure, ...] = ()
    others_say: tuple[RecordRival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Record):
    """A record with a history, and with promises."""

    history: tuple[Entry, ...] = ()
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Dated):
    """Something a body sets up or sets itself: a strategy, an institute, a law, a programme."""

    collection = "initiatives"
    kind: Annotated[str, Term("initiative-kind")]
    lead: tuple[Party, ...] = ()
    partners: tuple[Party, ...] = ()
    history: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership(Dated):
    """Something parties agree on. With `each_with`, the same agreement with each of several."""

    collection = "partnerships"
    kind: Annotated[str, Term("partnership-kind")]
    parties: tuple[Party, ...] = ()
    each_with: tuple[Party, ...] = ()
    objectives: tuple[Phrase, ...] = ()
    history: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Dated):
    """A day, or some days, on which things are announced and signed."""

    collection = "events"
    date: Day
    place: Text | None = None
    organizers: tuple[Party, ...] = ()
    patron: Mention | None = None
    people: People = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Record):
    """A body that leads, signs or takes part."""

    collection = "organizations"
    kind: Annotated[str, Term("organization-kind")] | None = None
    country: Country | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person with the offices held; `not_same` names people who are easily taken for this one."""

    collection = "people"
    roles: tuple[Role, ...] = ()
    not_same: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page. `publisher` wrote it, `via` is where it was read; absent dates are unknown."""

    __pydantic_config__: ClassVar = _CONFIG
    collection: ClassVar[str] = "sources"
    formerly: tuple[Slug, ...] = ()
    url: Address
    publisher: Line
    via: Line | None = None
    title: Line | None = None
    published: Day | None = None
    accessed: Day | None = None
    archived: Address | None = None
    language: Language | None = None
    kind: Annotated[str, Term("source-kind")] = "press"
    tags: tuple[Slug, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a registry says of itself; the order of `languages` is the order of fallback."""

    __pydantic_config__: ClassVar = _CONFIG
    title: Text | None = None
    jurisdiction: Country | None = None
    languages: tuple[Language, ...] = ()
    license: Line | None = None


AnyRecord = Record | Source

RECORD_TYPES: dict[str, type[AnyRecord]] = {
    kind.collection: kind for kind in (Initiative, Partnership, Event, Organization, Person, Source)
}
"""The class of each collection's records, in the order in which collections are listed."""

_RIVALS = (
    PartyRival,
    MentionRival,
    EntryRival,
    FigureRival,
    MilestoneRival,
    RoleRival,
    RecordRival,
)

KEYS = frozenset(
    item.metadata.get("alias", item.name)
    for kind in (
        *RECORD_TYPES.values(),
        Header,
        Phrase,
        Link,
        Party,
        Mention,
        Entry,
        Figure,
        Milestone,
        Role,
        *_RIVALS,
    )
    for item in fields(kind)
)
"""Every key a record, an item or a rival account may have somewhere."""

RELATIONS = ("part_of", "implements", "hosted_by", "follows", "see")
BODY_KINDS = frozenset({"body", "institute", "network"})
"""Kinds of initiative that may stand where an organization is asked for."""


@dataclass(frozen=True, kw_only=True)
class Registry:
    """All sound records by id, in the order of the files. `broken` are ids whose record has an error of form."""

    header: Header = field(default_factory=Header)
    records: Mapping[str, AnyRecord] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def of(self, *types: type[AnyRecord]) -> Iterator[tuple[str, AnyRecord]]:
        """The records of the given classes with their ids."""
        return ((key, record) for key, record in self.records.items() if isinstance(record, types))

    @cached_property
    def items(self) -> list[tuple[str, Path, Any]]:
        """Every record and every item inside one, with the record's id and the path below it. Walked once, for all rules."""
        return [
            (key, path, item)
            for key, record in self.records.items()
            for path, item in items(record)
        ]

    @cached_property
    def references(self) -> list[tuple[str, Reference]]:
        """Every id that is named, with the id of the naming record."""
        return [(key, found) for key, path, item in self.items for found in references(path, item)]

    def source(self, key: str) -> Source | None:
        """The source with this id, if it is a sound one."""
        record = self.records.get(key)
        return record if isinstance(record, Source) else None
