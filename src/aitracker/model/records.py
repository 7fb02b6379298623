"""The records of a registry and the items they are made of, in the one normal form."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from aitracker.model.errors import KeyPath
from aitracker.model.fields import About, classes, fields
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
from aitracker.model.traversal import Reference, items, references
from aitracker.model.vocabulary_data import JOINING_ROLES

if TYPE_CHECKING:
    from datetime import date

    from aitracker.model.dates import Date
    from aitracker.model.people import Offices

# Pydantic reads this name from plain dataclasses; a key it does not know is an error.
_CONFIG = {"extra": "forbid"}

_NOTHING: Mapping[str, Any] = {}


def _nothing() -> Mapping[str, Any]:
    """Nothing by any key: one for all, since every step has two of them, and none is changed."""
    return _NOTHING


# Fields that a fact and a rival account of it have in common.
_Does = Annotated[Text | None, About(meaning="what it does there")]
_Organization = Annotated[OrganizationId | None, About(meaning="the id of the organization")]
_Person = Annotated[PersonId | None, About(meaning="the id of the person")]
_BodyName = Annotated[
    Name | None, About(meaning="the plain name of the organization, where it has no record")
]
_PersonName = Annotated[
    Name | None, About(meaning="the plain name of the person, where there is no record")
]
_Title = Annotated[Text | None, About(meaning="the title on that day; by default from the office")]
_Date = Annotated[Day | None, About(meaning="the date, as precisely as it is known")]
_Status = Annotated[Status | None, About(meaning="the status after this step")]
_Summary = Annotated[
    Text | None, About(meaning="what it is, or what happened, in one sentence", order=20)
]
_Place = Annotated[Text | None, About(meaning="where", search="history", order=22)]
_By = Annotated[Day | None, About(meaning="the deadline; makes it an aim")]
_Measured = Annotated[Day | None, About(meaning="when it was measured; makes it a result")]
_Baseline = Annotated[Amount | None, About(meaning="the number it starts from")]
_Part = Annotated[Line | None, About(meaning="the part of the whole that it is about")]
_Said = Annotated[
    Day | None, About(meaning="when it was said; a later version replaces an earlier one")
]
_Condition = Annotated[Text | None, About(meaning="what has to happen first, in words")]
_Stage = Annotated[Annotated[str, Term("stage")] | None, About(meaning="the stage of the money")]
_Since = Annotated[Day | None, About(meaning="since when; leave it out if unknown")]
_Until = Annotated[Day | None, About(meaning="until when; leave it out if still held")]
_Identifiers = Annotated[
    Mapping[str, Line],
    About(
        meaning="its numbers in other schemes, such as the number of a law", search=None, order=51
    ),
]
_Note = Annotated[
    Text | None,
    About(
        meaning="a note for the reader, such as why the registry prefers an account",
        order=100,
        written=89,
    ),
]
_Sources = Annotated[
    tuple[SourceId, ...], About(meaning="ids of the sources that say so", order=101, written=87)
]
_OTHERS = About(meaning="rival accounts of this fact, each with its sources", order=102, written=88)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """What others say against a fact: in prose (`says`), or the keys of the fact that differ.

    Always with sources.
    """

    __pydantic_config__: ClassVar = _CONFIG
    says: Annotated[
        Text | None, About(meaning="the rival account in prose, if no field differs")
    ] = None
    note: _Note = None
    sources: _Sources = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A fact inside a record.

    `sources` empty means: those of what it stands in, until the registry is completed.
    """

    __pydantic_config__: ClassVar = _CONFIG
    note: _Note = None
    sources: _Sources = ()
    others_say: Annotated[tuple[Rival, ...], _OTHERS] = ()
    undecided: Annotated[
        Flag,
        About(
            meaning="true where the evidence does not decide between the rival accounts",
            order=103,
            written=88,
        ),
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A text of a list (an alias, an objective) with sources of its own."""

    __pydantic_config__: ClassVar = _CONFIG
    text: Annotated[Text, About(meaning="the text")]
    sources: _Sources = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page about a record that is not a source."""

    __pydantic_config__: ClassVar = _CONFIG
    url: Annotated[Address, About(meaning="the web address")]
    title: Annotated[Text | None, About(meaning="what the page is called")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRival(Rival):
    """Another account of which organization, or of what it does."""

    organization: _Organization = None
    name: _BodyName = None
    does: _Does = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Item):
    """An organization in its part: by id, by plain name, or known to exist but not by name."""

    organization: _Organization = None
    name: _BodyName = None
    unnamed: Annotated[
        Line | None, About(meaning="what is known of an organization without a known name")
    ] = None
    does: _Does = None
    part: Annotated[
        Line | None, About(meaning="the part it signed or took on, if not the whole")
    ] = None
    others_say: Annotated[tuple[PartyRival, ...], _OTHERS] = ()

    @property
    def who(self) -> tuple[str | None, str | None]:
        """Which organization it is: its id, or what it is called."""
        return self.organization, self.name or self.unnamed


_For = Annotated[
    Party | None,
    About(
        meaning="whom the person represents; by default from the office held on that day",
        short="organization",
    ),
]
_Payer = Annotated[Party | None, About(meaning="who pays", short="organization")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRival(Rival):
    """Another account of who it was, and as what."""

    person: _Person = None
    name: _PersonName = None
    for_: _For = field(default=None, metadata={"alias": "for"})
    title: _Title = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Item):
    """A person on a day: by id, plain name or unnamed.

    `for` an organization, with the title held then.
    """

    person: _Person = None
    name: _PersonName = None
    unnamed: Annotated[
        Line | None, About(meaning="what is known of a person without a known name")
    ] = None
    for_: _For = field(default=None, metadata={"alias": "for"})
    title: _Title = None
    others_say: Annotated[tuple[MentionRival, ...], _OTHERS] = ()


People = Mapping[Annotated[str, Term("role")], tuple[Mention, ...]]
"""Who was there, by role."""

_Attendance = Annotated[
    People,
    About(
        meaning="who was there, by role",
        short="person",
        search="people",
        order=76,
    ),
]


Bodies = Mapping[Annotated[str, Term("role")], tuple[Party, ...]]
"""Which organizations acted, by role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How a vote came out, in votes."""

    __pydantic_config__: ClassVar = _CONFIG
    for_: Annotated[Amount | None, About(meaning="votes for it", search=None)] = field(
        default=None, metadata={"alias": "for"}
    )
    against: Annotated[Amount | None, About(meaning="votes against it", search=None)] = None
    abstained: Annotated[Amount | None, About(meaning="abstentions", search=None)] = None


_Vote = Annotated[Vote | None, About(meaning="the result of the vote", search=None, link=None)]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRival(Rival):
    """Another account of a step."""

    date: _Date = None
    status: _Status = None
    summary: _Summary = None
    place: _Place = None
    vote: _Vote = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Item):
    """A step of a history: what happened on a date or at an event, and the status it brought."""

    date: _Date = None
    at: Annotated[
        EventId | None, About(meaning="the event at which it happened; gives the date and place")
    ] = None
    status: _Status = None
    summary: _Summary = None
    place: _Place = None
    people: _Attendance = field(default_factory=_nothing)
    organizations: Annotated[
        Bodies,
        About(
            meaning="which organizations or states acted, by role",
            short="organization",
            search="people",
            order=77,
        ),
    ] = field(default_factory=_nothing)
    vote: _Vote = None
    meets: Annotated[Line | None, About(meaning="the milestone it meets", search=None)] = None
    others_say: Annotated[tuple[EntryRival, ...], _OTHERS] = ()

    def signers(self) -> Iterator[Party]:
        """The organizations that signed, ratified or joined: by somebody, or by themselves."""
        for role in JOINING_ROLES:
            yield from (each.for_ for each in self.people.get(role, ()) if each.for_ is not None)
            yield from self.organizations.get(role, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRival(Rival):
    """Another account of a figure."""

    metric: Annotated[Line | None, About(meaning="what is counted")] = None
    value: Annotated[Amount | None, About(meaning="the number with its unit")] = None
    by: _By = None
    measured: _Measured = None
    baseline: _Baseline = None
    part: _Part = None
    from_: _Payer = field(default=None, metadata={"alias": "from"})
    stage: _Stage = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Item):
    """A number: an aim with `by`, a result with `measured`, a property with neither.

    `from` is who pays.
    """

    metric: Annotated[Line, About(meaning="what is counted")]
    value: Annotated[Amount, About(meaning="the number with its unit")]
    by: _By = None
    measured: _Measured = None
    baseline: _Baseline = None
    part: _Part = None
    from_: _Payer = field(default=None, metadata={"alias": "from"})
    stage: _Stage = None
    of: Annotated[
        Line | None, About(meaning="the metric of the total that this amount is part of")
    ] = None
    said: _Said = None
    instead_of: Annotated[
        Day | None, About(meaning="the date of the earlier aim that this one replaces")
    ] = None
    condition: _Condition = None
    others_say: Annotated[tuple[FigureRival, ...], _OTHERS] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRival(Rival):
    """Another account of a milestone."""

    name: Annotated[Line | None, About(meaning="what is promised")] = None
    due: Annotated[Day | None, About(meaning="the deadline")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Item):
    """Something promised for a date; a history entry with `meets: NAME` keeps the promise.

    One of the same name, said later, is the same promise with another date.
    """

    name: Annotated[Line, About(meaning="what is promised")]
    due: Annotated[
        Day | None, About(meaning="the deadline; can be left out if there is a condition")
    ] = None
    said: _Said = None
    condition: _Condition = None
    others_say: Annotated[tuple[MilestoneRival, ...], _OTHERS] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRival(Rival):
    """Another account of since when, or until when, something applies."""

    part: _Part = None
    from_: Annotated[Day | None, About(meaning="the first day")] = field(
        default=None, metadata={"alias": "from"}
    )
    until: Annotated[Day | None, About(meaning="the last day")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(Item):
    """A date from which something applies, or until which it does, by itself: no promise.

    One of the same part, said later, moves the date.
    """

    part: _Part = None
    from_: Annotated[Day | None, About(meaning="the first day")] = field(
        default=None, metadata={"alias": "from"}
    )
    until: Annotated[Day | None, About(meaning="the last day")] = None
    said: _Said = None
    others_say: Annotated[tuple[ApplicationRival, ...], _OTHERS] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRival(Rival):
    """Another account of an office."""

    organization: _Organization = None
    name: _BodyName = None
    title: _Title = None
    from_: _Since = field(default=None, metadata={"alias": "from"})
    until: _Until = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Item):
    """An office of a person.

    An absent `from` is unknown, an absent `until` means still held as far as known.
    """

    organization: _Organization = None
    name: _BodyName = None
    title: _Title = None
    from_: _Since = field(default=None, metadata={"alias": "from"})
    until: _Until = None
    others_say: Annotated[tuple[RoleRival, ...], _OTHERS] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRival(Rival):
    """Another account of what a record is as a whole."""

    name: Annotated[Text | None, About(meaning="what it is called")] = None
    kind: Annotated[Line | None, About(meaning="its kind", search=None)] = None
    summary: _Summary = None
    date: _Date = None
    place: _Place = None
    identifiers: _Identifiers = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedWarning:
    """A warning of the check that somebody has looked at, with why it may stand for a while."""

    __pydantic_config__: ClassVar = _CONFIG
    warning: Annotated[Line, About(meaning="the code of the warning, such as single-source")]
    reason: Annotated[Line, About(meaning="why it may stand")]
    until: Annotated[Day, About(meaning="the day from which it is reported again")]


_Accepted = Annotated[
    tuple[AcceptedWarning, ...],
    About(
        meaning="reviewed warnings that check leaves out, each until a day",
        link=None,
        search=None,
        vouched=False,
        order=108,
        written=95,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Item):
    """What every record but a source has."""

    collection: ClassVar[str]
    formerly: Annotated[
        tuple[Slug, ...],
        About(
            meaning="former ids; they still work",
            search="aliases",
            vouched=False,
            order=105,
            written=2,
        ),
    ] = ()
    name: Annotated[
        Text,
        About(
            meaning="the name; one text for all languages, or one for each",
            search="name",
            order=0,
        ),
    ]
    aliases: Annotated[
        tuple[Phrase, ...],
        About(
            meaning="other names",
            short="text",
            search="aliases",
            order=81,
            written=1,
        ),
    ] = ()
    summary: _Summary = None
    tags: Annotated[
        tuple[Slug, ...],
        About(meaning="keywords", link="tag", vouched=False, order=106, written=30),
    ] = ()
    links: Annotated[
        tuple[Link, ...],
        About(
            meaning="related pages that are not sources",
            short="url",
            search=None,
            vouched=False,
            order=107,
        ),
    ] = ()
    identifiers: _Identifiers = field(default_factory=_nothing)
    part_of: Annotated[
        tuple[AnyId, ...], About(meaning="records that it is part of", order=60)
    ] = ()
    implements: Annotated[
        tuple[AnyId, ...], About(meaning="records that it implements", order=60)
    ] = ()
    hosted_by: Annotated[tuple[AnyId, ...], About(meaning="records that host it", order=60)] = ()
    follows: Annotated[tuple[AnyId, ...], About(meaning="records that it succeeds", order=60)] = ()
    amends: Annotated[tuple[AnyId, ...], About(meaning="records that it amends", order=60)] = ()
    repeals: Annotated[tuple[AnyId, ...], About(meaning="records that it repeals", order=60)] = ()
    see: Annotated[tuple[AnyId, ...], About(meaning="related records", order=60)] = ()
    inferred: Annotated[
        tuple[Slug, ...],
        About(
            meaning="ids of related records that no source links to it: the link is inferred",
            link=None,
            search=None,
            vouched=False,
            order=61,
        ),
    ] = ()
    figures: Annotated[
        tuple[Figure, ...],
        About(meaning="numbers promised, measured or stated", search="figures", order=92),
    ] = ()
    others_say: Annotated[tuple[RecordRival, ...], _OTHERS] = ()
    accepted_warnings: _Accepted = ()

    def sources_of(self, item: Item | Phrase) -> tuple[str, ...]:
        """The sources of something in the record: its own, or else those of the record."""
        return item.sources or self.sources


_History = Annotated[
    tuple[Entry, ...],
    About(
        meaning="what happened, step by step; status comes from here",
        search="history",
        order=90,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Record):
    """A record with a history, and with promises."""

    history: _History = ()
    milestones: Annotated[
        tuple[Milestone, ...],
        About(meaning="what was promised for a date", search="figures", order=91),
    ] = ()
    applies: Annotated[
        tuple[Application, ...],
        About(
            meaning="the dates from or until which it applies; a part can have its own",
            short="from",
            alone=True,
            search="figures",
            order=89,
        ),
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Dated):
    """Something a body sets up or sets itself: a strategy, an institute, a law, a programme."""

    collection = "initiatives"
    kind: Annotated[
        str,
        Term("initiative-kind"),
        About(meaning="its kind", search="kind", order=10, written=-1),
    ]
    lead: Annotated[
        tuple[Party, ...],
        About(
            meaning="who is responsible",
            short="organization",
            alone=True,
            search="people",
            order=70,
        ),
    ] = ()
    partners: Annotated[
        tuple[Party, ...],
        About(
            meaning="who takes part without leading",
            short="organization",
            link="partner",
            search="people",
            order=71,
        ),
    ] = ()
    history: _History


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership(Dated):
    """Something parties agree on. With `each_with`, the same agreement with each of several."""

    collection = "partnerships"
    kind: Annotated[
        str,
        Term("partnership-kind"),
        About(meaning="its kind", search="kind", order=10, written=-1),
    ]
    parties: Annotated[
        tuple[Party, ...],
        About(
            meaning="who agrees; organizations that somebody signed for are added automatically",
            short="organization",
            link="party",
            search="people",
            order=72,
        ),
    ] = ()
    each_with: Annotated[
        tuple[Party, ...],
        About(
            meaning="parties that each signed the same agreement alone",
            short="organization",
            link="each-with",
            search="people",
            order=73,
        ),
    ] = ()
    objectives: Annotated[
        tuple[Phrase, ...],
        About(
            meaning="what the parties want to achieve",
            short="text",
            search="objectives",
            order=80,
        ),
    ] = ()
    history: _History


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Dated):
    """A day, or some days, on which things are announced and signed."""

    collection = "events"
    date: Annotated[Day, About(meaning="the date, as precisely as it is known", order=21)]
    place: _Place = None
    organizers: Annotated[
        tuple[Party, ...],
        About(
            meaning="who organizes it",
            short="organization",
            link="organizer",
            search="people",
            order=74,
        ),
    ] = ()
    patron: Annotated[
        Mention | None,
        About(meaning="under whose patronage", short="person", search="people", order=75),
    ] = None
    people: _Attendance = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Record):
    """A body that leads, signs or takes part."""

    collection = "organizations"
    kind: Annotated[
        Annotated[str, Term("organization-kind")] | None,
        About(meaning="its kind", search="kind", order=10, written=-1),
    ] = None
    country: Annotated[Country | None, About(meaning="the country, as in ISO 3166", order=23)] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person with the offices held; `not_same` names people who are easily taken for this one."""

    collection = "people"
    roles: Annotated[
        tuple[Role, ...],
        About(
            meaning="offices held, with their dates",
            label="Office",
            short="organization",
            link="holds",
            search="people",
            order=85,
        ),
    ] = ()
    not_same: Annotated[
        tuple[PersonId, ...],
        About(
            meaning="people easily confused with this one",
            label="Not the same",
            link=None,
            search=None,
            vouched=False,
            order=86,
        ),
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page. `publisher` wrote it, `via` is where it was read; absent dates are unknown."""

    __pydantic_config__: ClassVar = _CONFIG
    collection: ClassVar[str] = "sources"
    formerly: Annotated[
        tuple[Slug, ...],
        About(meaning="former ids; they still work", search="aliases", order=105),
    ] = ()
    url: Annotated[Address, About(meaning="the web address", label="Address", order=23)]
    publisher: Annotated[
        Line, About(meaning="the publisher, always spelled the same", search="name", order=10)
    ]
    via: Annotated[
        Line | None,
        About(meaning="where it was read, if on another site", search="name", order=11),
    ] = None
    title: Annotated[
        Line | None, About(meaning="the title of the page", search="name", order=0)
    ] = None
    published: Annotated[Day | None, About(meaning="when it was published", order=20)] = None
    accessed: Annotated[Day | None, About(meaning="when it was read", order=21)] = None
    archived: Annotated[
        Address | None, About(meaning="the address of an archived copy", order=24)
    ] = None
    language: Annotated[
        Language | None, About(meaning="the language it is written in", order=22)
    ] = None
    kind: Annotated[str, Term("source-kind"), About(meaning="its kind", search=None, order=5)] = (
        "press"
    )
    tags: Annotated[tuple[Slug, ...], About(meaning="keywords", link="tag", order=106)] = ()
    note: _Note = None
    accepted_warnings: _Accepted = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a registry says of itself; the order of `languages` is the order of fallback."""

    __pydantic_config__: ClassVar = _CONFIG
    title: Annotated[Text | None, About(meaning="the name of the registry")] = None
    jurisdiction: Annotated[
        Country | None, About(meaning="the country it is about, as in ISO 3166")
    ] = None
    languages: Annotated[
        tuple[Language, ...],
        About(meaning="the languages of its texts, in the order of fallback"),
    ] = ()
    license: Annotated[Line | None, About(meaning="the licence of the data")] = None
    text_language: Annotated[
        Language | None,
        About(
            meaning="the language of texts without a language tag; names count for all languages"
        ),
    ] = None


AnyRecord = Record | Source

RECORD_TYPES: dict[str, type[AnyRecord]] = {
    kind.collection: kind for kind in (Initiative, Partnership, Event, Organization, Person, Source)
}
"""The class of each collection's records, in the order in which collections are listed."""

ITEM_TYPES: tuple[type, ...] = tuple(
    dict.fromkeys(inner for kind in (*RECORD_TYPES.values(), Header) for inner in classes(kind))
)
"""Every class of records, items and rival accounts, and the header."""

KEYS = frozenset(item.key for kind in ITEM_TYPES for item in fields(kind))
"""Every key a record, an item or a rival account may have somewhere."""

RELATIONS = tuple(
    item.key for item in fields(Record) if item.refers and not item.refers.collections
)
"""The fields that relate a record to records of any collection."""


@dataclass(frozen=True, kw_only=True)
class Registry:
    """All sound records by id, in the order of the files.

    `broken` are the ids whose record cannot be used, for an error of form, each with its
    collection; `broken_references` are the ids that the sound parts of these records name.
    `today` is the day on which it is read, as an ISO date.
    """

    header: Header = field(default_factory=Header)
    records: Mapping[str, AnyRecord] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    broken_references: tuple[tuple[str, Reference], ...] = ()
    today: str = ""

    def of(self, *types: type[AnyRecord]) -> Iterator[tuple[str, AnyRecord]]:
        """The records of the given classes with their ids."""
        return ((key, record) for key, record in self.records.items() if isinstance(record, types))

    @property
    def items(self) -> Iterator[tuple[str, KeyPath, Any]]:
        """Every record and every item inside one, with the record's id and the path below it."""
        counts, paths, numbers, inside = self._items
        ids = chain.from_iterable(map(repeat, self.records, counts))
        return zip(ids, map(paths.__getitem__, numbers), inside, strict=True)

    @cached_property
    def _items(self) -> tuple[array[int], list[KeyPath], array[int], list[Any]]:
        """How many items each record has, all paths, and the items with the numbers of theirs.

        Walked once for all rules. The same few paths come again in every record.
        """
        counts, numbers = array("I"), array("I")
        inside: list[Any] = []
        paths: dict[KeyPath, int] = {}
        for record in self.records.values():
            before = len(inside)
            for path, item in items(record):
                numbers.append(paths.setdefault(path, len(paths)))
                inside.append(item)
            counts.append(len(inside) - before)
        return counts, list(paths), numbers, inside

    @property
    def references(self) -> Iterator[tuple[str, Reference]]:
        """Every id that is named, with the id of the naming record."""
        counts, places, numbers, names = self._references
        ids = chain.from_iterable(map(repeat, self.records, counts))
        for key, number, name in zip(ids, numbers, names, strict=True):
            path, collections = places[number]
            yield key, Reference(path, name, collections)
        yield from self.broken_references

    @cached_property
    def _references(
        self,
    ) -> tuple[array[int], list[tuple[KeyPath, tuple[str, ...]]], array[int], list[str]]:
        """The same of the references: a place is a path and the collections that are asked for."""
        counts, numbers = array("I"), array("I")
        names: list[str] = []
        places: dict[tuple[KeyPath, tuple[str, ...]], int] = {}
        for _, found in groupby(self.items, itemgetter(0)):
            before = len(names)
            for _, where, item in found:
                for path, name, collections in references(where, item):
                    numbers.append(places.setdefault((path, collections), len(places)))
                    names.append(name)
            counts.append(len(names) - before)
        return counts, list(places), numbers, names

    @cached_property
    def offices(self) -> Offices:
        """The offices of the people. Worked out once, for all who ask."""
        from aitracker.model.people import Offices  # which needs the records

        return Offices(self)

    @cached_property
    def horizon(self) -> date | None:
        """The newest day on which a source of the registry surely had appeared.

        Of a page of 2026 only its first day is sure, and silence is better told too short. The day
        on which an old page was read again says nothing of what came after it; it counts only where
        no page is dated.
        """
        sources = [source for _, source in self.of(Source) if isinstance(source, Source)]
        publications = [source.published for source in sources if source.published]
        dates = publications or [source.accessed for source in sources if source.accessed]
        return max((day for each in dates if (day := each.effective.first)), default=None)

    @cached_property
    def reported(self) -> frozenset[str]:
        """The events that a page reports: one that may have appeared on their day or later.

        It may be cited by the event, or by a step taken there. A page that says neither when it
        appeared nor when it was read may be any.
        """
        pages: dict[str, set[str]] = {
            key: {page for _, item in items(event) for page in getattr(item, "sources", ())}
            for key, event in self.of(Event)
        }
        for _, record in self.of(Dated):
            assert isinstance(record, Dated)
            for entry in record.history:
                if entry.at in pages:
                    pages[entry.at].update(record.sources_of(entry))
        return frozenset(
            key for key, cited in pages.items() if any(self._reports(key, page) for page in cited)
        )

    def _reports(self, event: str, page: str) -> bool:
        """Whether a page may have appeared on the first day of an event, or later."""
        source, what = self.source(page), self.records[event]
        assert isinstance(what, Event)
        if source is None:
            return False
        appeared, first = source.published or source.accessed, what.date.effective.first
        last = appeared.effective.last if appeared else None
        return last is None or first is None or last >= first

    def source(self, key: str) -> Source | None:
        """The source with this id, if it is a sound one."""
        record = self.records.get(key)
        return record if isinstance(record, Source) else None

    def event_of(self, entry: Entry) -> Event | None:
        """The event at which a step happened, if it is a sound one."""
        event = self.records.get(entry.at) if entry.at else None
        return event if isinstance(event, Event) else None

    def day_of(self, entry: Entry) -> Date | None:
        """The day of a step: its own or its event's; None where neither is known."""
        event = self.event_of(entry)
        return entry.date or (event.date if event else None)
