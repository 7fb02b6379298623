"""The types of plain data in the normal form, as JSON in the index has it: for what displays it.

Nothing is imported here while the program runs. A test holds the keys against the fields of the
records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from aitracker.model.languages import LocalizedText


class BodyData(TypedDict, total=False):
    """An organization as an item names it."""

    organization: str
    name: str
    unnamed: str


class PartyData(BodyData, total=False):
    """An organization with its part."""

    does: LocalizedText
    part: str


SomeoneData = TypedDict(
    "SomeoneData",
    {
        "organization": str,
        "name": str,
        "unnamed": str,
        "does": "LocalizedText",
        "part": str,
        "person": str,
        "title": "LocalizedText",
        "for": BodyData,
    },
    total=False,
)
"""A person or an organization that acted on a day."""

OfficeData = TypedDict(
    "OfficeData",
    {
        "organization": str,
        "name": str,
        "unnamed": str,
        "title": "LocalizedText",
        "from": str,
        "until": str,
    },
    total=False,
)
"""An office of a person."""

VoteData = TypedDict("VoteData", {"for": str, "against": str, "abstained": str}, total=False)
"""How a vote came out."""


class EntryData(TypedDict, total=False):
    """A step of a history, without who acted."""

    date: str
    at: str
    status: str
    summary: LocalizedText
    place: LocalizedText
    vote: VoteData
    meets: str


FigureData = TypedDict(
    "FigureData",
    {
        "metric": str,
        "value": str,
        "by": str,
        "measured": str,
        "baseline": str,
        "part": str,
        "from": PartyData,
        "stage": str,
        "of": str,
        "said": str,
        "instead_of": str,
        "condition": "LocalizedText",
    },
    total=False,
)
"""A number."""


class MilestoneData(TypedDict, total=False):
    """Something promised for a date."""

    name: str
    due: str
    said: str
    condition: LocalizedText


ApplicationData = TypedDict(
    "ApplicationData", {"part": str, "from": str, "until": str, "said": str}, total=False
)
"""A date of application."""


class SourceData(TypedDict, total=False):
    """A source."""

    formerly: list[str]
    url: str
    publisher: str
    via: str
    title: str
    published: str
    accessed: str
    archived: str
    language: str
    kind: str
    tags: list[str]
    note: LocalizedText
    accepted_warnings: list[dict[str, str]]
