"""A registry to the tables of its index; all that needs no clock is worked out here, once."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import to_json

from aitracker.catalog.extract import FieldRow, Piece, extract, field_rows
from aitracker.catalog.texts import FIELDS, TextReader, in_each_language
from aitracker.model.changes import changes
from aitracker.model.dates import Days
from aitracker.model.evidence import weigh
from aitracker.model.folding import tokens
from aitracker.model.history import Step, announcement, steps
from aitracker.model.inherit import completed
from aitracker.model.promises import NEVER, Promise, ends, promises
from aitracker.model.records import (
    AnyRecord,
    Dated,
    Entry,
    Event,
    Initiative,
    Organization,
    Person,
    Record,
    Registry,
    Source,
)
from aitracker.model.vocabulary import DELIVERED_STATUSES, PROMISE_FIELDS, is_open
from aitracker.reading import validate

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from aitracker.model.people import Offices
    from aitracker.reading.load import LoadResult, Progress

SCHEMA = Path(__file__).with_name("schema.sql")

_BATCH = 50
"""So many records are written at once: enough for speed, few enough for memory."""

_ACTING = re.compile(r"\.(?:people|organizations)\.")
"""Where in the path of a piece who acted in a step begins."""

_PROGRAMME = "people.announced."
"""Where in an event those stand who were announced for it."""

Who = tuple[str | None, str | None]
"""An organization or a person: an id, or what it is called."""


class HeaderRow(NamedTuple):
    """The row of the table `registry`."""

    title: str | None
    jurisdiction: str | None
    languages: str
    license: str | None
    broken: str
    unread: int
    problem: str | None
    errors: int
    horizon: str | None
    text_language: str | None


class RecordRow(NamedTuple):
    """A row of the table `record`; what a source has not is None, empty or 0."""

    n: int
    id: str
    collection: str
    kind: str | None
    name: str | None
    data: str
    evidence: str | None = None
    publishers: int | None = None
    official: int | None = None
    sources: str = "[]"
    organizations: str = "[]"
    newest: str | None = None
    facts: int = 0
    sourced: int = 0
    rivals: int = 0
    undecided: int = 0
    summary: str | None = None
    place: str | None = None
    url: str | None = None


class FactRow(NamedTuple):
    """A row of the table `fact`."""

    record: str
    n: int
    path: str
    key: str
    item: str | None
    value: str | None
    sources: str | None
    rivals: str | None
    undecided: int
    note: str | None
    search: str | None
    first: str | None
    last: str | None


class EntryRow(NamedTuple):
    """A row of the table `entry`; the days of a status are None where a step brings none."""

    record: str
    n: int
    date: str
    grain: int
    first: str
    last: str
    sources: str
    position: int | None = None
    status: str | None = None
    status_first: str | None = None
    status_last: str | None = None
    open: int = 0
    delivers: int = 0
    summary: str | None = None
    place: str | None = None
    at: str | None = None
    change: str | None = None
    contested: int = 0


class LinkRow(NamedTuple):
    """A row of the table `link`; `first` to `last` are the days of an office."""

    record: str
    entry: int | None
    role: str
    target: str | None
    name: str | None
    body: str | None = None
    body_name: str | None = None
    title: str | None = None
    first: str | None = None
    sure_first: str | None = None
    sure_last: str | None = None
    last: str | None = None
    inferred: int = 0
    part: str | None = None
    unnamed: int = 0
    contested: int = 0


class PromiseRow(NamedTuple):
    """A row of the table `promise`."""

    record: str
    kind: str
    position: int
    name: str
    text: str
    date: str
    known: str | None
    replaced: str | None
    first: str
    slips: int
    slipped: int | None
    due: str | None
    grace: str | None
    met: str | None
    met_last: str | None
    measured: str | None
    measured_last: str | None
    ended: str | None
    ended_last: str | None
    starts: str | None
    starts_last: str | None
    stops: str | None
    late: int | None
    sources: str
    note: str | None
    contested: int


class OutcomeRow(NamedTuple):
    """A row of the table `outcome`."""

    record: str
    aim: int
    position: int
    value: str
    date: str
    outcome: str | None
    gap: str | None
    first: str | None
    last: str | None


class ResultRow(NamedTuple):
    """A row of the table `result`."""

    record: str
    position: int
    metric: str
    value: str
    date: str
    first: str | None
    last: str | None


class FigureRow(NamedTuple):
    """A row of the table `figure`."""

    record: str
    position: int
    metric: str
    part: str | None
    whole: str | None
    value: str
    low: float
    high: float | None
    unit: str | None
    type: str | None
    date: str | None
    first: str | None
    last: str | None
    stage: str | None
    payer: str | None
    payer_name: str | None
    said: str | None
    baseline: str | None
    known: str | None
    sources: str
    contested: int


ROWS: dict[str, type[NamedTuple]] = {
    "registry": HeaderRow,
    "record": RecordRow,
    "fact": FactRow,
    "field": FieldRow,
    "entry": EntryRow,
    "link": LinkRow,
    "promise": PromiseRow,
    "outcome": OutcomeRow,
    "result": ResultRow,
    "figure": FigureRow,
}
"""The rows of each table, whose fields are its columns."""

_COLUMNS = {table: row._fields for table, row in ROWS.items()} | {"words": ("rowid", *FIELDS)}


def build(
    result: LoadResult, connection: sqlite3.Connection, progress: Progress | None = None
) -> None:
    """Fills an empty database with the registry, telling `progress` of each record."""
    lines = SCHEMA.read_text("utf-8").splitlines(keepends=True)
    # An index over all rows takes less time than one that grows with each.
    indexes = [line for line in lines if line.startswith("create index")]
    connection.executescript("".join(line for line in lines if line not in indexes))
    with connection, _without_collector():
        _Builder(result, connection).fill(progress)
        for index in indexes:
            connection.execute(index)
        connection.execute("insert into words(words) values ('optimize')")
    connection.execute("analyze")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing made here refers to itself; looking for what does took a twentieth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Builder:
    """Collects the rows of the tables and writes them in batches."""

    def __init__(self, result: LoadResult, connection: sqlite3.Connection) -> None:
        self.result = result
        self.connection = connection
        self.registry = result.registry
        self.end_days = ends(self.registry)
        self.offices = result.registry.offices
        fields = list(field_rows())
        self.reader = TextReader(
            {field.key: field.reads for field in fields if field.reads}, _names(self.registry)
        )
        self.rows: dict[str, list[Sequence[Any]]] = defaultdict(list)
        self.rows["registry"].append(_header(result))
        self.rows["field"] += dict.fromkeys(fields)

    def fill(self, progress: Progress | None) -> None:
        records = self.registry.records
        for n, (key, record) in enumerate(records.items()):
            if progress is not None:
                progress("indexing {} of {} records", n, len(records))
            # One at a time: the records completed take twice the room.
            self._add(n, key, completed(record, self.registry))
            if n % _BATCH == _BATCH - 1:
                self._write()
        self._write()

    def _write(self) -> None:
        for table, rows in self.rows.items():
            if rows:
                columns = _COLUMNS[table]
                values = ", ".join("?" * len(columns))
                self.connection.executemany(
                    # Of a plain tuple SQLite's module takes the values a quarter faster.
                    f"insert into {table} ({', '.join(columns)}) values ({values})",
                    map(tuple, rows),
                )
        self.rows.clear()

    def _add(self, n: int, key: str, record: AnyRecord) -> None:
        history = steps(key, record, self.registry) if isinstance(record, Dated) else []
        announced = (
            announcement(record, history, self.registry) if isinstance(record, Event) else None
        )
        record_promises: list[Promise] = []
        if isinstance(record, Record):
            end_days = self.end_days.get(key, NEVER)
            record_promises = promises(record, history, self.registry, end_days)
        data = validate.normal_form(record)
        days = self._days(key, record, history, record_promises)
        if isinstance(record, Event) and announced is not None:
            days |= _programme(record, announced)
        pieces = extract(record.collection, data, days)
        links = list(_links(key, record, pieces, history, days, self.offices))
        self.rows["record"].append(_record(n, key, record, self.registry, pieces, _encode(data)))
        self.rows["fact"] += (_fact(key, n, piece) for n, piece in enumerate(pieces))
        self.rows["entry"] += _entries(key, record, history)
        self.rows["entry"] += _changes(key, record_promises, len(history))
        self.rows["link"] += links
        self.rows["promise"] += (_promise(key, promise) for promise in record_promises)
        self.rows["outcome"] += _outcomes(key, record_promises)
        self.rows["words"].append((n, *_search_words(self.reader, key, pieces)))
        if isinstance(record, Record):
            self.rows["result"] += _results(key, record)
            self.rows["figure"] += _figures(key, record, days)
        if announced is not None:
            self.rows["entry"].append(_entry(key, _ANNOUNCED, record, announced))
            self.rows["link"] += (
                _mention(key, _ANNOUNCED, piece)
                for piece in pieces
                if piece.path.startswith(_PROGRAMME)
            )

    def _days(
        self,
        key: str,
        record: AnyRecord,
        history: Sequence[Step],
        record_promises: Iterable[Promise],
    ) -> dict[str, Days]:
        """From when what a record says may be so, and from when it surely is, by path."""
        days: dict[str, Days] = {}
        for step in history:
            days["people" if step.entry is None else f"history.{step.position}"] = step.days
        for promise in record_promises:
            field = PROMISE_FIELDS[promise.kind]
            days[f"{field}.{promise.position}"] = Days(promise.known, promise.known)
        if isinstance(record, Record):
            for position, figure in enumerate(record.figures):
                if figure.measured is not None:
                    days[f"figures.{position}"] = figure.measured.effective
        if isinstance(record, Person):
            for position, office in enumerate(record.roles):
                days[f"roles.{position}"] = self.offices.tenure(office)[0]
        own_count = len(getattr(self.result.registry.records[key], "parties", ()))
        signings = _first_signings(history)
        for position, party in enumerate(getattr(record, "parties", ())[own_count:], own_count):
            if party.who in signings:  # not where neither an event nor a page tells the day
                days[f"parties.{position}"] = history[signings[party.who]].days
        return days


def _programme(event: Event, announced: Step) -> dict[str, Days]:
    """Those announced for an event are known with it, and not only once it is held."""
    people = event.people.get("announced", ())
    return {f"{_PROGRAMME}{position}": announced.days for position in range(len(people))}


def _header(result: LoadResult) -> HeaderRow:
    header = result.registry.header
    errors = [problem for problem in result.problems if problem.severity == "error"]
    first = errors[0] if errors else None
    return HeaderRow(
        title=_json(header.title),
        jurisdiction=header.jurisdiction,
        languages=_encode(header.languages),
        license=header.license,
        broken=_encode(sorted(result.registry.broken)),
        unread=result.unread,
        problem=f"{first.file}:{first.line}:{first.column}: {first.message}" if first else None,
        errors=len(errors),
        horizon=_iso(result.registry.horizon),
        text_language=header.text_language,
    )


def _fact(record: str, n: int, piece: Piece) -> FactRow:
    path, key, item, value, sources, rivals, undecided, note, _, search, days = piece
    first, last = days or (None, None)
    return FactRow(  # by position: there are many, and names take time
        record,
        n,
        path,
        key,
        item,
        _json(value),
        None if sources is None else _ids(sources),
        _json(rivals),
        int(undecided),
        _json(note),
        search,
        _iso(first),
        _iso(last) if first is None else _day(last),
    )


def _record(
    n: int, key: str, record: AnyRecord, registry: Registry, pieces: Sequence[Piece], data: str
) -> RecordRow:
    kind = getattr(record, "kind", None)
    row = RecordRow(n, key, record.collection, kind, _json(pieces[0].value), data)
    if not isinstance(record, Record):
        newest = str(record.published) if record.published else None
        return row._replace(newest=newest, url=record.url)
    source_ids = list(dict.fromkeys(chain.from_iterable(piece.sources or () for piece in pieces)))
    core = weigh(record.sources, registry, contested=bool(record.others_say))
    latest = weigh(source_ids, registry, contested=False).newest
    tally = _tally(pieces)
    return row._replace(
        evidence=core.word,
        publishers=core.publishers,
        official=int(core.official),
        sources=_ids(source_ids),
        organizations=_ids(_organizations(pieces)),
        newest=str(latest) if latest else None,
        facts=tally.facts,
        sourced=tally.sourced,
        rivals=tally.rivals,
        undecided=tally.undecided,
        summary=_json(record.summary),
        place=_json(getattr(record, "place", None)),
        url=first.url if (first := registry.source(next(iter(source_ids), ""))) else None,
    )


class _Tally(NamedTuple):
    """Facts, facts with a source, rival accounts, and those of them against what is undecided."""

    facts: int
    sourced: int
    rivals: int
    undecided: int


def _tally(pieces: Iterable[Piece]) -> _Tally:
    """How many facts and rival accounts a record has.

    A plain value is a part of its record, and an organization inside an item a part of that.
    """
    whole = [piece for piece in pieces if piece.item or not piece.path]
    facts = [piece for piece in whole if piece.sources is not None and not _is_part(piece.path)]
    disputes = [(len(piece.rivals), piece.undecided) for piece in whole if piece.rivals]
    return _Tally(
        facts=len(facts),
        sourced=sum(bool(piece.sources) for piece in facts),
        rivals=sum(number for number, _ in disputes),
        undecided=sum(number for number, undecided in disputes if undecided),
    )


def _is_part(path: str) -> bool:
    return path.endswith((".for", ".from"))


def _organizations(pieces: Iterable[Piece]) -> list[str]:
    """Those who lead, take part, organize or agree; of a person, those where an office is held."""
    ids = (
        piece.value.get("organization")
        for piece in pieces
        if piece.item in ("party", "role")
        and not _is_part(piece.path)
        and not _ACTING.search(piece.path)
    )
    return list(dict.fromkeys(name for name in ids if name is not None))


def _entries(key: str, record: AnyRecord, history: Sequence[Step]) -> list[EntryRow]:
    """The publication of a source, which always counts, or the steps of a record."""
    if isinstance(record, Source):
        date = record.published
        if date is None:
            return []
        first, last = map(_day, date.effective)
        return [EntryRow(key, 0, str(date), date.precision, first, last, "[]", status_first="")]
    return [_entry(key, n, record, step) for n, step in enumerate(history)]


_ANNOUNCED = -1
"""The number of the announcement of an event, which comes before all its steps."""


def _entry(key: str, n: int, record: AnyRecord, step: Step) -> EntryRow:
    entry = step.entry
    source = entry or (record if isinstance(record, Event) else None)
    status_first, status_last = map(_day, step.holds) if step.status else (None, None)
    first, last = map(_day, step.days)
    return EntryRow(
        key,
        n,
        str(step.date) if step.date else f"../{last}",
        step.date.precision if step.date else 2,
        first,
        last,
        _ids(entry.sources if entry else getattr(record, "sources", ())),
        position=None if entry is None else step.position,
        status=step.status,
        status_first=status_first,
        status_last=status_last,
        open=int(step.status is not None and is_open(getattr(record, "kind", ""), step.status)),
        delivers=int(step.status in DELIVERED_STATUSES),
        summary=_json(source.summary if source else None),
        place=_json(source.place if source else None),
        at=entry.at if entry else None,
        contested=_contested(source),
    )


def _contested(step: Entry | Event | None) -> int:
    """Whether others say otherwise about a step, or about when and where an event was.

    2 where they do so in prose, which may be about all of it.
    """
    if step is None:
        return 0
    if any(rival.says for rival in step.others_say):
        return 2
    differences = [rival.date or rival.place for rival in step.others_say]
    return int(any(differences) or (isinstance(step, Entry) and bool(differences)))


_END = "9999-12-31"
"""An unknown last day lies after every day that can be asked."""


def _day(day: date | None) -> str:
    return _END if day is None else _isoformat(day)


def _promise(key: str, promise: Promise) -> PromiseRow:
    met, met_last = map(_iso, promise.met)
    measured, measured_last = map(_iso, promise.measured)
    ended, ended_last = map(_iso, promise.ended)
    starts, starts_last = map(_iso, promise.starts)
    return PromiseRow(
        record=key,
        kind=promise.kind,
        position=promise.position,
        name=promise.name,
        text=promise.text,
        date=promise.when,
        known=_iso(promise.known),
        replaced=_iso(promise.replaced),
        first=promise.first,
        slips=promise.slips,
        slipped=promise.slipped,
        due=_iso(promise.due),
        grace=_iso(promise.grace),
        met=met,
        met_last=met_last,
        measured=measured,
        measured_last=measured_last,
        ended=ended,
        ended_last=ended_last,
        starts=starts,
        starts_last=starts_last,
        stops=_iso(promise.stops),
        late=promise.late,
        sources=_ids(promise.sources),
        note=_json(promise.item.note),
        contested=int(bool(promise.item.others_say)),
    )


def _outcomes(key: str, record_promises: Iterable[Promise]) -> Iterator[OutcomeRow]:
    for aim in record_promises:
        for result in aim.results:
            word, gap = result.outcome or (None, None)
            first, last = map(_iso, result.days)
            yield OutcomeRow(
                key,
                aim.position,
                result.position,
                result.value,
                result.date,
                word,
                gap,
                first,
                last,
            )


def _changes(key: str, record_promises: Iterable[Promise], start: int) -> Iterator[EntryRow]:
    """What changes with no step of the history, after its steps."""
    for n, change in enumerate(changes(record_promises), start):
        first, last = map(_day, change.days)
        yield EntryRow(
            record=key,
            n=n,
            date=change.date,
            grain=change.precision,
            first=first,
            last=last,
            sources=_ids(change.sources),
            summary=_json(change.text or None),
            change=change.word,
        )


def _results(key: str, record: Record) -> Iterator[ResultRow]:
    for position, figure in enumerate(record.figures):
        if (when := figure.measured) is not None:
            first, last = map(_iso, when.effective)
            value = str(figure.value)
            yield ResultRow(key, position, figure.metric, value, str(when), first, last)


def _figures(key: str, record: Record, days: Mapping[str, Days]) -> Iterator[FigureRow]:
    for position, figure in enumerate(record.figures):
        when, value = figure.by or figure.measured, figure.value
        known = days.get(f"figures.{position}")
        yield FigureRow(
            record=key,
            position=position,
            metric=figure.metric,
            part=figure.part,
            whole=figure.of,
            value=str(value),
            low=_number(value.number),
            high=None if value.bound == "+" else _number(value.high),
            unit=value.unit or None,
            type="aim" if figure.by else "result" if figure.measured else None,
            date=_text(when),
            first=_iso(when.effective.first) if when else None,
            last=_day(when.ends.last or when.begins.last) if when else None,
            stage=figure.stage,
            payer=figure.from_.organization if figure.from_ else None,
            payer_name=figure.from_.name if figure.from_ else None,
            said=_text(figure.said),
            baseline=_text(figure.baseline),
            known=_iso(known.first) if known else None,
            sources=_ids(figure.sources),
            contested=int(bool(figure.others_say)),
        )


def _number(number: Decimal) -> float:
    """A number as SQLite and JSON have it: whole where it is."""
    return int(number) if number == int(number) else float(number)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _iso(day: date | None) -> str | None:
    return None if day is None else _isoformat(day)


_isoformat = lru_cache(maxsize=1 << 14)(date.isoformat)
"""A day as written; those of a registry come again and again."""


def _links(
    key: str,
    record: AnyRecord,
    pieces: Sequence[Piece],
    history: Sequence[Step],
    days: Mapping[str, Days],
    offices: Offices,
) -> Iterator[LinkRow]:
    """Who and what a record names, and as what; then what it cites."""
    entries = {
        "people" if step.entry is None else f"history.{step.position}": n
        for n, step in enumerate(history)
    }
    signings = _first_signings(history)
    for piece in pieces:
        if piece.role is None or piece.value is None:
            continue
        match piece.item:
            case None:
                if isinstance(piece.value, list):
                    yield from _plain_links(key, piece, getattr(record, "inferred", ()))
            case "party" if not _is_part(piece.path):
                entry = entries.get(_step_of(piece))
                yield _party(key, entry, piece, signings if piece.path in days else {})
            case "mention":
                yield _mention(key, entries.get(_step_of(piece)), piece)
            case "role":
                assert isinstance(record, Person)
                office = record.roles[int(piece.path.rpartition(".")[2])]
                yield _office(key, piece, offices.tenure(office))
            case "entry" if "at" in piece.value:
                yield LinkRow(key, entries.get(piece.path), "at", piece.value["at"], None)
    for source in _source_ids(pieces):
        yield LinkRow(key, None, "cites", source, None)


def _step_of(piece: Piece) -> str:
    """The path of the step in which somebody acts; of another piece, its field."""
    acting = _ACTING.search(piece.path)
    return piece.path[: acting.start()] if acting else piece.key


def _party(key: str, entry: int | None, piece: Piece, signings: Mapping[Who, int]) -> LinkRow:
    """An organization in its part, or as what it acted in a step: then it stands for itself."""
    assert piece.role is not None
    who, part = _who(piece.value), piece.value.get("part")
    body = who if _ACTING.search(piece.path) else (None, None)
    return LinkRow(
        key,
        entry if body is who else signings.get(who),
        piece.role,
        *who,
        *body,
        part=part,
        unnamed=int("unnamed" in piece.value),
        contested=int(bool(piece.rivals)),
    )


def _source_ids(pieces: Iterable[Piece]) -> Iterable[str]:
    """Every source of a record, those of rival accounts among them."""
    sources: dict[str, None] = {}
    for piece in pieces:
        if piece.sources:
            sources.update(dict.fromkeys(piece.sources))
        for rival in piece.rivals or ():
            sources.update(dict.fromkeys(rival.get("sources", ())))
    return sources


def _plain_links(key: str, piece: Piece, inferred: Sequence[str]) -> Iterator[LinkRow]:
    """What a plain value names: other records, tags, the ids a record had before."""
    for name in piece.value:
        if piece.role == "tag":
            yield LinkRow(key, None, "tag", None, name)
        elif piece.role is not None:
            yield LinkRow(key, None, piece.role, name, None, inferred=int(name in inferred))


def _who(item: Mapping[str, Any], key: str = "organization") -> Who:
    return item.get(key), item.get("name") or item.get("unnamed")


def _mention(key: str, entry: int | None, piece: Piece) -> LinkRow:
    assert piece.role is not None
    body = piece.value.get("for")
    part = body.get("part") if body else None
    return LinkRow(
        key,
        entry,
        piece.role,
        *_who(piece.value, "person"),
        *(_who(body) if body else (None, None)),
        _json(piece.value.get("title")),
        part=part,
        unnamed=int("unnamed" in piece.value),
        contested=int(bool(piece.rivals)),
    )


def _office(key: str, piece: Piece, tenure: tuple[Days, Days]) -> LinkRow:
    assert piece.role is not None
    title = _json(piece.value.get("title"))
    first, sure_first, sure_last, last = map(_iso, (*tenure[0], *tenure[1]))
    return LinkRow(
        record=key,
        entry=None,
        role=piece.role,
        target=piece.value.get("organization"),
        name=piece.value.get("name"),
        title=title,
        first=first,
        sure_first=sure_first,
        sure_last=sure_last,
        last=last,
    )


def _first_signings(history: Sequence[Step]) -> dict[Who, int]:
    """The first step in which each organization signed, or somebody for it."""
    signings: dict[Who, int] = {}
    for n, step in enumerate(history):
        for body in step.entry.signers() if step.entry else ():
            signings.setdefault(body.who, n)
    return signings


def _search_words(reader: TextReader, key: str, pieces: Iterable[Piece]) -> Iterator[str]:
    """The folded words of a record by the column they are searched in."""
    words: dict[str, list[str]] = {field: [] for field in FIELDS}
    for field, text in reader.texts(key, pieces):
        words[field].append(_fold(text))
    return (" ".join(words[field]) for field in FIELDS)


@lru_cache(maxsize=1 << 14)
def _fold(text: str) -> str:
    """The folded words of a text; names and labels come again and again."""
    return " ".join(tokens(text))


def _names(registry: Registry) -> dict[str, list[str]]:
    """The names and aliases of those who play a part, in each language, by id."""
    return {
        key: [
            text
            for name in (body.name, *(alias.text for alias in body.aliases))
            for text in in_each_language(name)
        ]
        for key, body in registry.of(Organization, Person, Initiative)
        if isinstance(body, Record)
    }


def _encode(value: Any) -> str:
    """A value as JSON; this takes a fifth of the time that the standard library takes."""
    return to_json(value).decode()


def _ids(ids: Iterable[str]) -> str:
    """Ids as JSON; no letter of theirs has to be escaped."""
    text = '","'.join(ids)
    return f'["{text}"]' if text else "[]"


def _json(value: Any) -> str | None:
    return None if value is None else _encode(value)
