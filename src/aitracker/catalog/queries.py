"""Questions to an index, each answered in rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aitracker.catalog.filters import BEGUN, EVERYTHING, STEP, Columns, Filters
from aitracker.catalog.rows import ListRow, SignatoryRow, TimelineRow
from aitracker.model.failures import Failure, NotFound
from aitracker.model.languages import choose

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from aitracker.catalog.phrases import Phrases
    from aitracker.catalog.view import Office, Promised, Related, State, Taken, View

VIEWS = Path(__file__).with_name("views.sql")
SIGNATORY_ROLES = ("signed", "oversaw", "presided")


class Catalog:
    """An index as seen on one day (ISO) in one order of languages. With `marks`, for people, texts in another one bear its tag."""

    def __init__(
        self, connection: sqlite3.Connection, day: str, languages: Sequence[str] = ()
    ) -> None:
        self.connection = connection
        self.day = day
        self.marks = False
        connection.executescript(VIEWS.read_text("utf-8"))
        connection.execute("insert into clock values (?)", (day,))
        connection.execute(
            "pragma query_only = on"
        )  # an index in memory is as closed as one in a file
        own = json.loads(connection.execute("select languages from registry").fetchone()[0])
        self.languages = [*languages, *(tag for tag in own if tag not in languages)]

    def text(self, words: str | None) -> str | None:
        """A JSON text in the language shown; for people, a text in another language than that bears its tag."""
        if words is None:
            return None
        shown = choose(json.loads(words), self.languages)
        return f"{shown.text} [{shown.fallback}]" if shown.fallback and self.marks else shown.text

    def header(self) -> dict[str, Any]:
        """What the registry says of itself, and what is missing from it."""
        names = ("title", "jurisdiction", "languages", "license", "broken", "unread", "problem")
        return dict(
            zip(names, self.connection.execute("select * from registry").fetchone(), strict=True)
        )

    def counts(self) -> dict[str, int]:
        """How many records each collection has."""
        return dict(
            self.connection.execute(
                "select collection, count(*) from record group by collection order by min(n)"
            ).fetchall()
        )

    def records(
        self, collections: Sequence[str], filters: Filters = EVERYTHING
    ) -> Iterator[ListRow]:
        """The records of these collections that exist on the day, in the order of the registry."""
        where, values = filters.where(Columns())
        # One collection is read from its index, already in order, so that a limit ends it early.
        chosen = (
            "r.collection = :collection"
            if len(collections) == 1
            else "r.collection in (select value from json_each(:collections))"
        )
        found = self.connection.execute(
            f"""select r.id, r.collection, r.kind, r.name, s.status, s.status_last <= c.day, iif(s.status is null, null, s.date),
                case when r.collection = 'people' then (select json_group_array(target) from
                    (select distinct target from held where record = r.id and target is not null))
                else r.organizations end, r.evidence,
                r.publishers, r.official, r.sources, r.newest
            from record r cross join clock c {STEP}
            where {chosen} and {BEGUN} and {where} order by r.n""",
            {"collection": collections[0], "collections": json.dumps(collections), **values},
        )
        for (
            key,
            collection,
            kind,
            name,
            status,
            certain,
            since,
            bodies,
            evidence,
            publishers,
            official,
            sources,
            newest,
        ) in found:
            yield ListRow(
                key,
                collection,
                kind,
                self.text(name) or key,
                status,
                None if status is None else bool(certain),
                since,
                json.loads(bodies),
                evidence,
                publishers,
                None if official is None else bool(official),
                json.loads(sources),
                newest,
            )

    def signatories(
        self, roles: Sequence[str] = SIGNATORY_ROLES, filters: Filters = EVERYTHING
    ) -> Iterator[SignatoryRow]:
        """Who signed, oversaw or presided what (or played another part on a day), by date."""
        where, values = filters.where(
            Columns("h.status_then", "h.first", "h.last", person="l.target")
        )
        found = self.connection.execute(
            f"""select l.target, p.name, l.name, l.title, coalesce(l.body, l.body_name), l.role, r.id, r.collection, h.date, h.at
            from happened h
            join link l on l.record = h.record and l.entry = h.n
            join record r on r.id = l.record join clock c
            left join record p on p.id = l.target
            where l.role in (select value from json_each(:roles)) and {where}
            order by h.first, h.grain, h.record_n, h.n, l.rowid""",
            {"roles": json.dumps(roles), **values},
        )
        for person, known, plain, title, body, role, record, collection, date, at in found:
            name = self.text(known) or plain or person
            yield SignatoryRow(
                person, name, self.text(title), body, role, record, collection, date, at
            )

    def timeline(
        self, ids: Sequence[str] | None = None, filters: Filters = EVERYTHING
    ) -> Iterator[TimelineRow]:
        """What had happened by the day, in order.

        When ids are given: of these records and all that is part of them, and of all in which an organization or a person
        among them takes part, or that happened at an event among them.
        """
        where, values = filters.where(Columns("h.status_then", "h.first", "h.last", "h.sources"))
        chosen = ""
        if ids is not None:
            chosen = """with recursive asked(id) as (select value from json_each(:ids)),
                family(id) as (
                    select id from asked union select l.record from link l join family f on l.target = f.id where l.role = 'part_of'
                ),
                chosen(id) as (
                    select id from family
                    union
                    select l.record from link l join record r on r.id = l.target join family f on r.id = f.id
                    where r.collection in ('organizations', 'people') and l.role not in ('cites', 'see', 'formerly')
                )"""
            where = f"(h.record in chosen or h.at in chosen) and {where}"
            values["ids"] = json.dumps(ids)
        found = self.connection.execute(
            f"""{chosen} select h.date, h.collection, h.record, h.name, h.status_then, h.certain, h.summary, h.at, h.sources
            from happened h join clock c join record r on r.id = h.record
            where {where} order by h.first, h.grain, h.record_n, h.n""",
            values,
        )
        for date, collection, key, name, status, certain, summary, at, sources in found:
            shown = self.text(name) or key
            yield TimelineRow(
                date,
                collection,
                key,
                shown,
                status,
                bool(certain),
                self.text(summary),
                at,
                json.loads(sources),
            )

    def view(self, key: str) -> View:
        """All there is to tell on the day about the record with this id, which must exist."""
        from aitracker.catalog.view import View, ids_in

        collection, name, evidence, publishers, official, begun, raw = self.connection.execute(
            f"select collection, name, evidence, publishers, official, {BEGUN}, data from record r where id = ?",
            (key,),
        ).fetchone()
        data = json.loads(raw)
        if not begun:
            data = {
                key: data[key] for key in ("kind", "name", "aliases", "formerly") if key in data
            }
        state, steps, promises, offices = (
            self._on_the_day(key, data) if begun else (None, [], [], [])
        )
        return View(
            key,
            collection,
            self.text(name) or key,
            self.day,
            bool(begun),
            data,
            state,
            steps,
            promises,
            offices,
            evidence,
            publishers,
            bool(official),
            list(self.related(key)) if begun else [],
            self.names(sorted(set(ids_in(data)))),
            self.cited(data),
        )

    def told(self, key: str) -> tuple[View, Phrases]:
        """The record with this id, and how to say its facts in the language shown."""
        from aitracker.catalog.phrases import Phrases

        view = self.view(key)
        return view, Phrases(self.languages, view.names, marks=self.marks)

    def _on_the_day(
        self, key: str, data: dict[str, Any]
    ) -> tuple[State | None, list[Taken], list[Promised], list[Office]]:
        """Cuts what lies after the day out of the record's data, and tells what is known of the rest."""
        from aitracker.catalog.view import kept

        state, steps, promises, offices = (
            self.state(key),
            list(self.steps(key)),
            list(self.promises(key)),
            self.offices(key),
        )
        taken = kept(
            data, "history", (step.position for step in steps if step.position is not None)
        )
        milestones = kept(
            data,
            "milestones",
            (promise.position for promise in promises if promise.kind == "milestone"),
        )
        aims = {promise.position for promise in promises if promise.kind == "aim"}
        later = {
            row[0]
            for row in self.connection.execute(
                "select position from result, clock where record = ? and first > day", (key,)
            )
        }
        numbers = [
            place
            for place, figure in enumerate(data.get("figures", ()))
            if place not in later and ("by" not in figure or place in aims)
        ]
        figures = kept(data, "figures", numbers)
        if data.get("people") and all(step.position is not None for step in steps):
            del data["people"]  # of an event that has not begun
        parties = self.connection.execute(
            "select exists (select 1 from linked where n = l.rowid) from link l where record = ? and role = 'party' order by rowid",
            (key,),
        )
        kept(
            data, "parties", [place for place, (so_far,) in enumerate(parties.fetchall()) if so_far]
        )
        kept(data, "roles", (place for place, office in enumerate(offices) if office is not None))
        if state is not None and state.position is not None:
            state = state._replace(position=taken[state.position])
        steps = [
            step if step.position is None else step._replace(position=taken[step.position])
            for step in steps
        ]
        moved = {"milestone": milestones, "aim": figures}
        promises = [
            promise._replace(position=moved[promise.kind][promise.position]) for promise in promises
        ]
        return state, steps, promises, [office for office in offices if office is not None]

    def contested(self, filters: Filters = EVERYTHING) -> list[str]:
        """The ids of records that hold rival accounts and have begun by the day, in the order of the registry."""
        where, values = filters.where(Columns())
        found = self.connection.execute(
            f"""select r.id from record r cross join clock c {STEP}
            where instr(r.data, '"others_say"') and {BEGUN} and {where} order by r.n""",
            values,
        )
        return [row[0] for row in found]

    def state(self, key: str) -> State | None:
        """The status of a record on the day; None where it has none yet, or never has one."""
        from aitracker.catalog.view import State

        found = self.connection.execute(
            """select s.status, s.since, s.certain, e.position, s.sources from state s
            join entry e on e.record = s.id and e.n = s.entry where s.id = ?""",
            (key,),
        ).fetchone()
        return (
            None
            if found is None
            else State(found[0], found[1], bool(found[2]), found[3], json.loads(found[4]))
        )

    def steps(self, key: str) -> Iterator[Taken]:
        """The steps of a record that may have been taken by the day, in order."""
        from aitracker.catalog.view import Taken

        found = self.connection.execute(
            "select position, date, certain from happened where record = ? order by n", (key,)
        )
        return (Taken(position, date, bool(certain)) for position, date, certain in found)

    def promises(self, key: str) -> Iterator[Promised]:
        """What had been promised by the day in this record, milestones first, with its state on the day."""
        from aitracker.catalog.view import Promised

        found = self.connection.execute(
            "select kind, position, state, days, certain from promised where record = ? order by kind desc, position",
            (key,),
        )
        return (
            Promised(kind, position, state, days, bool(certain))
            for kind, position, state, days, certain in found
        )

    def offices(self, key: str) -> list[Office | None]:
        """The offices of a person in written order: None where one is taken up only after the day."""
        from aitracker.catalog.view import Office

        found = self.connection.execute(
            """select coalesce(first, '') <= c.day, coalesce(last, '9999') >= c.day,
                coalesce(sure_first, '') <= c.day and (coalesce(sure_last, '9999') >= c.day or coalesce(last, '9999') < c.day)
            from link join clock c where record = ? and role = 'holds' order by link.rowid""",
            (key,),
        )
        return [
            Office(bool(still), bool(certain)) if begun else None for begun, still, certain in found
        ]

    def related(self, key: str) -> Iterator[Related]:
        """Who names this record: the role of the link, and the naming record's id, collection and name."""
        from aitracker.catalog.view import Related

        found = self.connection.execute(
            f"""select distinct l.role, r.id, r.collection, r.name from linked l join record r on r.id = l.record
            where l.target = ? and l.record <> ? and l.role <> 'formerly' and {BEGUN} order by r.n, l.n""",
            (key, key),
        )
        return (
            Related(role, other, collection, self.text(name) or other)
            for role, other, collection, name in found
        )

    def names(self, keys: Sequence[str]) -> dict[str, str]:
        """The shown names of records by id; ids that name nothing are left out."""
        found = self.connection.execute(
            "select id, name from record where id in (select value from json_each(?))",
            (json.dumps(keys),),
        )
        return {key: self.text(name) or key for key, name in found}

    def cited(self, data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        """The sources a record in its normal form names, rival accounts among them, in the order of the registry."""
        from aitracker.catalog.view import cited_in

        keys = json.dumps(sorted(set(cited_in(data))))
        found = self.connection.execute(
            "select id, data from record where collection = 'sources' and id in (select value from json_each(?)) order by n",
            (keys,),
        )
        return [(key, json.loads(raw)) for key, raw in found]

    def collection(self, key: str) -> str:
        """The collection of a record that exists."""
        return str(
            self.connection.execute(
                "select collection from record where id = ?", (key,)
            ).fetchone()[0]
        )

    def resolve(self, asked: str, collections: Sequence[str] = ()) -> str:
        """The id meant by an id, a former id, or a name or alias that fits one record (of these collections, if any are given).

        NotFound names what is near.
        """
        for key in (asked, asked.lower()):
            if self.connection.execute("select 1 from record where id = ?", (key,)).fetchone():
                return key
        header = self.header()
        if asked in json.loads(header["broken"]):
            raise Failure(
                f"'{asked}' is left out because of an error in it", "aitracker check tells which"
            )
        former = self.connection.execute(
            "select record from link where role = 'formerly' and target in (?, ?)",
            (asked, asked.lower()),
        ).fetchone()
        if former is not None:
            return str(former[0])
        fitting = [
            found
            for found in self._called(asked)
            if not collections or self.collection(found[0]) in collections
        ]
        if len(fitting) == 1:
            return fitting[0][0]
        if fitting:
            several = ", ".join(f"{key} ({name})" for key, name in fitting)
            raise NotFound(
                f"'{asked}' fits {len(fitting)} records: {several}", "name one by its id"
            )
        if header["unread"]:
            raise Failure(
                f"'{asked}' is not in what could be read of this registry", str(header["problem"])
            )
        raise NotFound(
            f"'{asked}' is no id, name or alias of this registry", self._near(asked, collections)
        )

    def _called(self, asked: str) -> list[tuple[str, str]]:
        """The records of which this is a name or an alias, in any spelling that folds to the same."""
        from aitracker.catalog.texts import called, spoken
        from aitracker.model.folding import fold, tokens

        wanted = fold(asked).strip()
        phrase = " ".join(f'"{token}"' for token in tokens(asked))
        if not phrase:
            return []
        found = self.connection.execute(
            "select r.id, r.name, r.data from words w join record r on r.n = w.rowid where words match ?",
            (f"{{name aliases}}: ({phrase})",),
        )
        spelled = ((key, name, called(json.loads(raw))) for key, name, raw in found)
        return [
            (key, self.text(name) or key)
            for key, name, words in spelled
            if wanted in (fold(text) for each in words for text in spoken(each))
        ]

    def _near(self, asked: str, collections: Sequence[str]) -> str:
        from difflib import get_close_matches

        from aitracker.model.folding import tokens

        known = self.connection.execute("select id, collection from record order by n")
        ids = [key for key, collection in known if not collections or collection in collections]
        slug = "-".join(tokens(asked)) or asked
        near = (
            get_close_matches(slug, ids, n=3, cutoff=0.6)
            or [key for key in ids if slug and slug in key][:3]
        )
        return f"did you mean {' or '.join(near)}?" if near else "aitracker list all shows every id"
