"""Every short form of the text becomes the one normal form.

`expand` works on plain data before validation: a string that stands for an item becomes the item. `complete` works on
sound records after it: what an item takes over from its event, its record and the people in it is written out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from aitracker.model.people import Offices
from aitracker.model.records import (
    KEYS,
    Dated,
    Entry,
    Event,
    Figure,
    Mention,
    Milestone,
    Partnership,
    Party,
    People,
    Person,
    Phrase,
    Record,
    Registry,
    Role,
)
from aitracker.model.scalars import SLUG

if TYPE_CHECKING:
    from aitracker.model.dates import Date

MAIN_KEYS = {
    "aliases": "text",
    "objectives": "text",
    "links": "url",
    "lead": "organization",
    "partners": "organization",
    "parties": "organization",
    "each_with": "organization",
    "organizers": "organization",
    "roles": "organization",
}
"""The lists whose items may be written as a string, with the key the string stands for."""

_ItemT = TypeVar("_ItemT", Phrase, Figure, Milestone, Role, Party, Mention)


def expand(record: Any) -> Any:
    """The record with absent values left out and each short form written out; what is not a mapping is left as it is."""
    if not isinstance(record, dict):
        return record
    full = _present(record)
    for key, main in MAIN_KEYS.items():
        if key in full:
            written = full[key]
            alone = key == "lead" and not isinstance(written, list)
            full[key] = _items([written] if alone else written, main)
    if "patron" in full:
        full["patron"] = _item(full["patron"], "person")
    if "people" in full:
        full["people"] = _people(full["people"])
    for key, inside in (
        ("history", _entry),
        ("figures", _figure),
        ("milestones", _plain),
        ("others_say", _plain),
    ):
        if isinstance(full.get(key), list):
            full[key] = [inside(item) for item in full[key]]
    return full


def _present(mapping: dict[str, Any]) -> dict[str, Any]:
    """The mapping without keys that have no value; an unknown key stays, to be reported."""
    return {key: value for key, value in mapping.items() if value is not None or key not in KEYS}


def _plain(item: Any) -> Any:
    """A mapping without absent values, its rivals too."""
    if not isinstance(item, dict):
        return item
    full = _present(item)
    if isinstance(full.get("others_say"), list):
        full["others_say"] = [_rival(rival) for rival in full["others_say"]]
    return full


def _rival(rival: Any) -> Any:
    full = _plain(rival)
    if isinstance(full, dict):
        for key in ("for", "from"):
            # A date here is the beginning of an office, anything else who pays or who is signed for.
            if key in full and not _looks_like_a_date(full[key]):
                full[key] = _item(full[key], "organization")
        _unslug(full, "organization")
        _unslug(full, "person")
    return full


def _entry(entry: Any) -> Any:
    full = _plain(entry)
    if isinstance(full, dict) and "people" in full:
        full["people"] = _people(full["people"])
    return full


def _figure(figure: Any) -> Any:
    full = _plain(figure)
    if isinstance(full, dict) and "from" in full:
        full["from"] = _item(full["from"], "organization")
    return full


def _people(people: Any) -> Any:
    if not isinstance(people, dict):
        return people
    return {
        role: _items([] if mentions is None else mentions, "person")
        for role, mentions in people.items()
    }


def _items(written: Any, main: str) -> Any:
    return [_item(item, main) for item in written] if isinstance(written, list) else written


def _item(item: Any, main: str) -> Any:
    if isinstance(item, str):
        return {main if main in ("text", "url") or SLUG.fullmatch(item) else "name": item}
    full = _plain(item)
    if isinstance(full, dict):
        _unslug(full, main)
        if "for" in full:
            full["for"] = _item(full["for"], "organization")
    return full


def _unslug(item: dict[str, Any], main: str) -> None:
    """A plain name under `organization` or `person` becomes a `name`."""
    value = item.get(main)
    is_name = isinstance(value, str) and value.strip() and not SLUG.fullmatch(value)
    if main in ("organization", "person") and is_name and "name" not in item:
        item["name"] = item.pop(main)


def _looks_like_a_date(value: Any) -> bool:
    return isinstance(value, str) and value[:1].isdecimal()


def complete(registry: Registry) -> Registry:
    """The registry with inherited sources, events' days and places, offices and the parties signed for written out."""
    offices = Offices(registry)
    records = {
        key: _complete(record, offices) if isinstance(record, Record) else record
        for key, record in registry.records.items()
    }
    return replace(registry, records=records)


def _complete(record: Record, offices: Offices) -> Record:
    changes: dict[str, Any] = {"figures": _inherit(record.figures, record.sources)}
    if isinstance(record, Dated):
        changes["history"] = tuple(_full_entry(entry, record, offices) for entry in record.history)
        changes["milestones"] = _inherit(record.milestones, record.sources)
    if isinstance(record, Person):
        changes["roles"] = _inherit(record.roles, record.sources)
    if isinstance(record, Event):
        changes["people"] = _full_people(record.people, record.date, record.sources, offices)
        if record.patron is not None:
            (changes["patron"],) = _inherit((record.patron,), record.sources)
    for key in ("aliases", "objectives", "lead", "partners", "parties", "each_with", "organizers"):
        if inside := getattr(record, key, ()):
            changes[key] = _inherit(inside, record.sources)
    if isinstance(record, Partnership):
        changes["parties"] = _with_signed_for(
            changes.get("parties", ()), record, changes["history"]
        )
    return replace(record, **changes)


def _inherit(items: tuple[_ItemT, ...], sources: tuple[str, ...]) -> tuple[_ItemT, ...]:
    return tuple(item if item.sources else replace(item, sources=sources) for item in items)


def _full_entry(entry: Entry, record: Dated, offices: Offices) -> Entry:
    event = offices.registry.records.get(entry.at) if entry.at else None
    date, place = entry.date, entry.place
    if isinstance(event, Event):
        date, place = date or event.date, place or event.place
    sources = entry.sources or record.sources
    people = _full_people(entry.people, date, sources, offices)
    return replace(entry, date=date, place=place, sources=sources, people=people)


def _full_people(
    people: People, day: Date | None, sources: tuple[str, ...], offices: Offices
) -> People:
    return {
        role: tuple(_full_mention(m, day, sources, offices) for m in mentions)
        for role, mentions in people.items()
    }


def _full_mention(
    mention: Mention, day: Date | None, sources: tuple[str, ...], offices: Offices
) -> Mention:
    full = mention if mention.sources else replace(mention, sources=sources)
    if full.person is None or (full.for_ and full.title):
        return full
    held = offices.one(full.person, day, full.for_)
    if held is None:
        return full
    body = full.for_ or Party(organization=held.organization, name=held.name)
    return replace(full, for_=body, title=full.title or held.title)


def _with_signed_for(
    parties: tuple[Party, ...], record: Partnership, history: tuple[Entry, ...]
) -> tuple[Party, ...]:
    """The parties, and after them every organization somebody signed for that is not yet among them."""
    known = {party.who for party in (*parties, *record.each_with)}
    added = []
    for entry in history:
        for mention in entry.people.get("signed", ()):
            body = mention.for_
            if body is not None and body.who not in known:
                known.add(body.who)
                added.append(
                    Party(
                        organization=body.organization,
                        name=body.name,
                        unnamed=body.unnamed,
                        sources=mention.sources,
                    )
                )
    return (*parties, *added)
