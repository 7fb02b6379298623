"""A completed registry to the tables of its index; all that needs no clock is worked out here, once."""

from __future__ import annotations

import json
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aitracker.catalog.texts import FIELDS, texts
from aitracker.model.evidence import weigh
from aitracker.model.folding import tokens
from aitracker.model.history import Step, steps
from aitracker.model.people import Offices
from aitracker.model.promises import Promise, ends, promises
from aitracker.model.records import (
    RELATIONS,
    AnyRecord,
    Dated,
    Event,
    Initiative,
    Item,
    Mention,
    Organization,
    People,
    Person,
    Record,
    Registry,
    Rival,
    Source,
)
from aitracker.model.vocabulary import DELIVERED_STATUSES, is_open
from aitracker.model.walk import items
from aitracker.reading import shape
from aitracker.reading.expand import complete

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from aitracker.catalog.texts import Called
    from aitracker.model.languages import Words
    from aitracker.reading.load import Loaded, Progress

SCHEMA = Path(__file__).with_name("schema.sql")

_PARTS = {
    "lead": "lead",
    "partners": "partner",
    "parties": "party",
    "each_with": "each-with",
    "organizers": "organizer",
}
"""Lists of organizations, with the role of their links."""


def build(loaded: Loaded, connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Fills an empty database with the registry, telling `progress` of each record."""
    registry = complete(loaded.registry)
    connection.executescript(SCHEMA.read_text("utf-8"))
    with connection:
        connection.execute("insert into registry values (?, ?, ?, ?, ?, ?, ?)", _header(loaded))
        followed, offices, called = ends(registry), Offices(registry), _called(registry)
        for n, (key, record) in enumerate(registry.records.items()):
            if progress is not None:
                progress("indexing {} of {} records", n, len(registry.records))
            taken = steps(record, registry) if isinstance(record, Dated) else []
            data = shape.as_json(record)
            _insert(connection, "record", [_record(n, key, record, registry, data)])
            _insert(connection, "entry", _entries(key, record, taken))
            _insert(
                connection,
                "link",
                _links(key, record, taken, offices, _parties(loaded.registry.records[key])),
            )
            found = _words(json.loads(data), called, key)
            connection.execute(
                f"insert into words (rowid, {', '.join(FIELDS)}) values (?{', ?' * len(FIELDS)})",
                (n, *found),
            )
            if isinstance(record, Record):
                _insert(connection, "result", _results(key, record))
                _insert(
                    connection,
                    "promise",
                    map(_promise, repeat(key), promises(key, record, registry, followed)),
                )
        connection.execute("insert into words(words) values ('optimize')")
    connection.execute("analyze")


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        connection.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)


def _header(loaded: Loaded) -> tuple[Any, ...]:
    header = loaded.registry.header
    first = next((p for p in loaded.problems if p.severity == "error"), None)
    problem = f"{first.file}:{first.line}:{first.column}: {first.message}" if first else None
    return (
        _json(header.title),
        header.jurisdiction,
        json.dumps(header.languages),
        header.license,
        json.dumps(sorted(loaded.registry.broken)),
        loaded.unread,
        problem,
    )


def _record(n: int, key: str, record: AnyRecord, registry: Registry, data: str) -> tuple[Any, ...]:
    if not isinstance(record, Record):
        name = record.title or record.publisher
        newest = str(record.published) if record.published else None
        return (
            n,
            key,
            record.collection,
            record.kind,
            _json(name),
            None,
            None,
            None,
            "[]",
            "[]",
            newest,
            0,
            0,
            0,
            0,
            data,
        )
    cited = _cited(record)
    core = weigh(record.sources, registry, contested=bool(record.others_say))
    latest = weigh(cited, registry, contested=False).newest
    return (
        n,
        key,
        record.collection,
        getattr(record, "kind", None),
        _json(record.name),
        core.word,
        core.publishers,
        int(core.official),
        json.dumps(cited),
        json.dumps(_organizations(record)),
        str(latest) if latest else None,
        *_tally(record),
        data,
    )


def _tally(record: Record) -> tuple[int, int, int, int]:
    """Facts, facts with a source, rival accounts, and those of them against what is left undecided."""
    inside = [
        item for path, item in items(record) if path[-1:] not in (("for",), ("from",))
    ]  # those are parts of a fact
    held = [item for item in inside if hasattr(item, "sources") and not isinstance(item, Rival)]
    against = [(len(item.others_say), item.undecided) for item in inside if isinstance(item, Item)]
    undecided = sum(count for count, left_open in against if left_open)
    return (
        len(held),
        sum(bool(item.sources) for item in held),
        sum(count for count, _ in against),
        undecided,
    )


def _cited(record: Record) -> list[str]:
    """Every source the record or an item of it rests on, in order; not those of rival accounts."""
    inside = (item for _, item in items(record) if not isinstance(item, Rival))
    return list(dict.fromkeys(source for item in inside for source in getattr(item, "sources", ())))


def _organizations(record: Record) -> list[str]:
    parties = [party for key in _PARTS for party in getattr(record, key, ())]
    if isinstance(record, Person):
        parties = list(record.roles)
    return list(
        dict.fromkeys(party.organization for party in parties if party.organization is not None)
    )


def _entries(key: str, record: AnyRecord, taken: list[Step]) -> Iterator[tuple[Any, ...]]:
    if isinstance(record, Source) and record.published is not None:
        days = [*map(_day, record.published.counts)]
        yield (
            key,
            0,
            None,
            str(record.published),
            record.published.grain,
            *days,
            None,
            None,
            None,
            0,
            0,
            None,
            None,
            None,
            "[]",
        )
    kind = getattr(record, "kind", "")
    for n, step in enumerate(taken):
        entry = step.entry
        event = record if entry is None and isinstance(record, Event) else None
        yield (
            key,
            n,
            None if entry is None else step.position,
            str(step.date) if step.date else f"../{_day(step.days.last)}",
            step.date.grain if step.date else 2,
            *map(_day, step.days),
            step.status,
            *(map(_day, step.holds) if step.status else (None, None)),
            int(step.status is not None and is_open(kind, step.status)),
            int(step.status in DELIVERED_STATUSES),
            _json(entry.summary if entry else event.summary if event else None),
            _json(entry.place if entry else event.place if event else None),
            entry.at if entry else None,
            json.dumps(entry.sources if entry else getattr(record, "sources", ())),
        )


def _day(day: Any) -> str:
    """An unknown last day lies after every day that can be asked."""
    return day.isoformat() if day else "9999-12-31"


def _promise(key: str, promise: Promise) -> tuple[Any, ...]:
    days = (
        promise.known,
        promise.due,
        promise.grace,
        *promise.met,
        *promise.measured,
        *promise.ended,
    )
    head = (key, promise.kind, promise.position, promise.name, promise.text, str(promise.when))
    return (*head, *map(_iso, days), promise.late, json.dumps(promise.sources))


def _results(key: str, record: Record) -> Iterator[tuple[Any, ...]]:
    for position, figure in enumerate(record.figures):
        if (when := figure.measured) is not None:
            yield (
                key,
                position,
                figure.metric,
                str(figure.value),
                str(when),
                *map(_iso, when.counts),
            )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _links(
    key: str,
    record: AnyRecord,
    taken: list[Step],
    offices: Offices,
    written: frozenset[tuple[str | None, str | None]],
) -> Iterator[tuple[Any, ...]]:
    yield from (_link(key, "formerly", old) for old in record.formerly)
    if not isinstance(record, Record):
        return
    signed = _signed_for(taken)
    for field, role in _PARTS.items():
        for party in getattr(record, field, ()):
            entry = signed.get(party.who) if role == "party" and party.who not in written else None
            yield _link(key, role, *party.who, entry=entry)
    yield from (_link(key, "tag", None, tag) for tag in record.tags)
    for relation in RELATIONS:
        yield from (_link(key, relation, target) for target in getattr(record, relation))
    if isinstance(record, Person):
        for held in record.roles:
            taken_up, left = offices.tenure(held)
            yield _link(
                key,
                "holds",
                held.organization,
                held.name,
                title=held.title,
                days=(*taken_up, *left),
            )
    if isinstance(record, Event):
        itself = next((n for n, step in enumerate(taken) if step.entry is None), None)
        yield from _mentions(key, itself, record.people)
        if record.patron is not None:
            yield _mention(key, None, "patron", record.patron)
    yield from _entry_links(key, taken)
    cited = dict.fromkeys(
        source for _, item in items(record) for source in getattr(item, "sources", ())
    )
    yield from (_link(key, "cites", source) for source in cited)


def _parties(record: AnyRecord) -> frozenset[tuple[str | None, str | None]]:
    """The parties as written, without those somebody signed for."""
    return frozenset(party.who for party in getattr(record, "parties", ()))


def _signed_for(taken: Sequence[Step]) -> dict[tuple[str | None, str | None], int]:
    """The first step in which somebody signed for each organization."""
    found: dict[tuple[str | None, str | None], int] = {}
    for n, step in enumerate(taken):
        for mention in step.entry.people.get("signed", ()) if step.entry else ():
            if (body := mention.for_) is not None:
                found.setdefault(body.who, n)
    return found


def _entry_links(key: str, taken: list[Step]) -> Iterator[tuple[Any, ...]]:
    for n, step in enumerate(taken):
        if step.entry is not None:
            yield from _mentions(key, n, step.entry.people)
            if step.entry.at is not None:
                yield _link(key, "at", step.entry.at, entry=n)


def _link(
    key: str,
    role: str,
    target: str | None,
    name: str | None = None,
    *,
    body: tuple[str | None, str | None] = (None, None),
    title: Words | None = None,
    entry: int | None = None,
    days: Iterable[date | None] = (None,) * 4,
) -> tuple[Any, ...]:
    return (key, entry, role, target, name, *body, _json(title), *map(_iso, days))


def _mentions(key: str, entry: int | None, people: People) -> Iterator[tuple[Any, ...]]:
    return (
        _mention(key, entry, role, mention)
        for role, mentions in people.items()
        for mention in mentions
    )


def _mention(key: str, entry: int | None, role: str, mention: Mention) -> tuple[Any, ...]:
    body = mention.for_.who if mention.for_ else (None, None)
    return _link(
        key,
        role,
        mention.person,
        mention.name or mention.unnamed,
        body=body,
        title=mention.title,
        entry=entry,
    )


def _words(data: dict[str, Any], called: Called, key: str) -> Iterator[str]:
    """The folded words of a record by the field they stand in."""
    found: dict[str, list[str]] = {field: [] for field in FIELDS}
    for field, text in texts(key, data, called):
        found[field] += tokens(text)
    return (" ".join(found[field]) for field in FIELDS)


def _called(registry: Registry) -> dict[str, list[Words]]:
    """The names and aliases of those who play a part, by id."""
    bodies = registry.of(Organization, Person, Initiative)
    return {
        key: [body.name, *(alias.text for alias in body.aliases)]
        for key, body in bodies
        if isinstance(body, Record)
    }


def _json(words: Words | None) -> str | None:
    return None if words is None else json.dumps(words, ensure_ascii=False)
