"""What an item inherits from its event, its record and its people, written out in sound records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from aitracker.model.fields import fields
from aitracker.model.records import (
    AnyRecord,
    Dated,
    Entry,
    Event,
    Item,
    Mention,
    Partnership,
    Party,
    People,
    Phrase,
    Record,
    Registry,
)

if TYPE_CHECKING:
    from aitracker.model.dates import Date
    from aitracker.model.people import Offices

_RecordT = TypeVar("_RecordT", bound=AnyRecord)
_ItemT = TypeVar("_ItemT", bound=Item | Phrase)


def completed(record: _RecordT, registry: Registry) -> _RecordT:
    """The record with what is inherited written out.

    Sources, days and places of events, offices, and the parties somebody signed for.
    """
    return replace(record, **_inherited(record, registry)) if isinstance(record, Record) else record


def _inherited(record: Record, registry: Registry) -> dict[str, Any]:
    """The fields in which something is inherited, written out."""
    changes: dict[str, Any] = {}
    for field in fields(type(record)):
        value = getattr(record, field.name)
        if not value or field.item is None or not issubclass(field.item, Item | Phrase):
            continue
        if field.item is Entry and isinstance(record, Dated):
            changes[field.name] = tuple(_entry(entry, record, registry) for entry in value)
        elif field.by_key:
            day = record.date if isinstance(record, Event) else None
            changes[field.name] = _people(value, day, record.sources, registry.offices)
        elif field.is_list:
            changes[field.name] = tuple(_with_sources(item, record.sources) for item in value)
        else:
            changes[field.name] = _with_sources(value, record.sources)
    if isinstance(record, Partnership):
        history = changes.get("history", ())
        parties = _with_parts(changes.get("parties", ()), history)
        changes["parties"] = (*parties, *_other_signatories(parties, record, history))
        changes["each_with"] = _with_parts(changes.get("each_with", ()), history)
    return changes


def _with_sources(item: _ItemT, sources: tuple[str, ...]) -> _ItemT:
    return item if item.sources else replace(item, sources=sources)


def _entry(entry: Entry, record: Dated, registry: Registry) -> Entry:
    if entry.date and entry.sources and not (entry.at or entry.people or entry.organizations):
        return entry  # as most are, and a copy takes time
    event = registry.event_of(entry)
    date, sources = registry.day_of(entry), record.sources_of(entry)
    place = entry.place or (event.place if event else None)
    people = _people(entry.people, date, sources, registry.offices)
    bodies = {
        role: tuple(_with_sources(party, sources) for party in parties)
        for role, parties in entry.organizations.items()
    }
    return replace(
        entry, date=date, place=place, sources=sources, people=people, organizations=bodies
    )


def _people(people: People, day: Date | None, sources: tuple[str, ...], offices: Offices) -> People:
    return {
        role: tuple(_mention(mention, day, sources, offices) for mention in mentions)
        for role, mentions in people.items()
    }


def _mention(
    mention: Mention, day: Date | None, sources: tuple[str, ...], offices: Offices
) -> Mention:
    full = _with_sources(mention, sources)
    if full.person is None or (full.for_ and full.title):
        return full
    office = offices.only_role(full.person, day, full.for_)
    if office is None:
        inside = full.for_ and offices.role_in_part(full.person, day, full.for_)
        return replace(full, title=full.title or inside.title) if inside else full
    body = full.for_ or Party(organization=office.organization, name=office.name)
    return replace(full, for_=body, title=full.title or office.title)


def _with_parts(parties: tuple[Party, ...], history: tuple[Entry, ...]) -> tuple[Party, ...]:
    """The parties, with the part that each signed last, where it did not sign the whole."""
    parts_signed = {body.who: body.part for entry in history for body in entry.signers()}
    return tuple(
        replace(party, part=parts_signed[party.who])
        if party.part is None and parts_signed.get(party.who)
        else party
        for party in parties
    )


def _other_signatories(
    parties: tuple[Party, ...], record: Partnership, history: tuple[Entry, ...]
) -> list[Party]:
    """The organizations that signed, or somebody for them, and are not among the parties."""
    names = {party.who for party in (*parties, *record.each_with)}
    signatories = []
    for entry in history:
        for body in entry.signers():
            if body.who not in names:
                names.add(body.who)
                sources = body.sources or entry.sources
                signatories.append(
                    replace(body, does=None, sources=sources, note=None, others_say=())
                )
    return signatories
