"""Full-text search: every word required, in any script and spelling, with the place of each hit."""

from __future__ import annotations

import json
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.catalog import decode
from aitracker.catalog.facts import KNOWN
from aitracker.catalog.filters import BEGUN, EVERYTHING, STEP, Columns, Filters
from aitracker.catalog.resolve import names_of
from aitracker.catalog.search_query import WORD, Query, TokenizedText
from aitracker.catalog.texts import FIELDS, TextReader, in_each_language
from aitracker.model.folding import word_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.catalog.search_query import Clause
    from aitracker.model.languages import LocalizedText

_WEIGHTS = "10, 8, 4, 3, 3, 2, 1.5, 1, 1"
"""What a hit counts in each column of `words`: in a name most, in a rival account least."""

_LONG = 120
_NAMED = ("begun", "whole", "first")
"""How well names fit: by the beginnings of words; by whole words; by those of the first names."""

_REFERENCES = """(select count(*) from record indexed by record_id
    join link on link.target = record.id where record.n = words.rowid)"""
"""How many times others name a record.

The index is named, as SQLite would read the record itself for its id, and that has all its data.
"""

_FIRST_BATCH, _BATCH = 32, 512
"""So many matches are looked up at once: first few, since often no more are wanted."""

_NOT_BY_NAME = "('cites', 'tag', 'formerly', 'at')"
"""The roles of links whose targets are not searched by their names."""


class _Matches(dict[str, frozenset[int]]):
    """Which clauses each text fits, by their place.

    They are kept, since names come again and again.
    """

    def __init__(self, query: Query) -> None:
        self.phrases = [(n, each) for n, each in enumerate(query.clauses) if each.phrase]
        self.pairs = [(n, each) for n, each in enumerate(query.clauses) if each.pairs]
        self.words = _Words([(n, each) for n, each in enumerate(query.clauses) if not each.phrase])

    def __missing__(self, text: str) -> frozenset[int]:
        fitting = frozenset[int]().union(*map(self.words.__getitem__, WORD.findall(text)))
        pair_matches = [(n, each) for n, each in self.pairs if n not in fitting]
        if self.phrases or pair_matches:
            tokens = TokenizedText.of(text)
            fitting |= {n for n, each in (*self.phrases, *pair_matches) if each.words_in(tokens)}
        self[text] = fitting
        return fitting


class _Words(dict[str, frozenset[int]]):
    """Which clauses of a word each written word fits."""

    def __init__(self, clauses: Sequence[tuple[int, Clause]]) -> None:
        self.clauses = clauses

    def __missing__(self, word: str) -> frozenset[int]:
        tokens = word_tokens(word)
        self[word] = frozenset(n for n, each in self.clauses if any(map(each.fits, tokens)))
        return self[word]


class SearchRow(NamedTuple):
    """A match: the field with most of what was looked for, and its text, cut if it is long."""

    id: str
    collection: str
    name: str
    status: str | None
    field: str
    excerpt: str
    certain: bool | None


def search(catalog: Catalog, query: Query, filters: Filters = EVERYTHING) -> Iterator[SearchRow]:
    """The records that have all clauses of the query somewhere, the best first, sources last."""
    if not query.clauses:
        return
    sources: list[SearchRow] = []
    numbers, size = _ranked(catalog, query, filters), _FIRST_BATCH
    matcher = _Matcher(catalog, query)
    while batch := list(islice(numbers, size)):
        for row in matcher.rows(batch):
            if row.collection == "sources":
                sources.append(row)
            else:
                yield row
        size = _BATCH
    yield from sources


def _ranked(catalog: Catalog, query: Query, filters: Filters) -> Iterator[int]:
    """The numbers of the records that fit, the best first.

    First those with all that is looked for in their names, in whole words before beginnings, and
    among these the most referred to; then all others by where and how often they have it.
    """
    where, values = filters.where(Columns())
    fitting = (
        f"and rowid in (select r.n from record r cross join clock c {STEP} where {where})"
        if filters != EVERYTHING
        else ""
    )
    in_names = " + ".join(
        f"(rowid in (select rowid from words where words match :{way}))" for way in _NAMED
    )
    rows = catalog.connection.execute(
        f"""select rowid, {in_names} as named from words
        where words match :query and rank match 'bm25({_WEIGHTS})' {fitting}
        order by named desc, iif(named, {_REFERENCES}, 0) desc, rank""",
        {
            "query": query.match,
            "begun": f"{{name aliases}}: ({query.match})",
            "whole": f"{{name aliases}}: ({query.closed.match})",
            "first": f"{{name}}: ({query.closed.match})",
            **values,
        },
    )
    return (n for n, _ in rows)


class Passage(NamedTuple):
    """The searched texts of a fact, as far as they are known on the day."""

    path: str
    key: str
    item: str | None
    value: Any
    rivals: list[dict[str, Any]]
    note: Any
    search: str | None


class _Matcher:
    """Finds the place of each match.

    Looks up many records at once, since statements cost more than rows.
    """

    def __init__(self, catalog: Catalog, query: Query) -> None:
        self.catalog = catalog
        self.query = query
        self.matches = _Matches(query)
        self.names: dict[str, list[str]] = {}
        self.reads: dict[str, str] = dict(
            catalog.connection.execute(
                "select distinct key, reads from field where reads is not null"
            ).fetchall()
        )

    def rows(self, numbers: Sequence[int]) -> Iterator[SearchRow]:
        """The matches among these records, in this order, as known on the day."""
        records = list(self._records(json.dumps(numbers)))
        hits = {n: self._in_name(decode(name or "null")) for n, _, _, name, _, _ in records}
        missing = {n: self.columns[n] for n in hits if hits[n] is None and n in self.columns}
        texts = self._texts(missing)
        for n, key, *_ in records:
            if n in missing:
                inside = (text for field, text in texts(key) if field == missing[n])
                hits[n] = self._whole(missing[n], inside, key)
        texts = self._texts({n: None for n in hits if hits[n] is None})
        for n, key, collection, words, status, certain in records:
            name = self.catalog.text(words) or key
            hit = hits[n] or self._hit(key, name, texts(key))
            if hit is not None:
                doubt = None if status is None else bool(certain)
                yield SearchRow(key, collection, name, status, *hit, doubt)

    @cached_property
    def columns(self) -> dict[int, str]:
        """The first column that has all of the query, by the number of the record.

        It need not be in one text, nor known by the day.
        """
        each = " union all ".join(
            f"select rowid, {n} as place from words where words match '{{{field}}}: ' || :query"
            for n, field in enumerate(FIELDS)
        )
        rows = self.catalog.connection.execute(
            f"select rowid, min(place) from ({each}) group by rowid",
            {"query": f"({self.query.match})"},
        )
        return {n: FIELDS[place] for n, place in rows}

    def _records(self, batch: str) -> Iterator[tuple[Any, ...]]:
        """Those that have begun."""
        return self.catalog.connection.execute(
            f"""select r.n, r.id, r.collection, r.name, s.status, s.status_last <= c.day
            from json_each(?) batch cross join record r on r.n = batch.value
            cross join clock c {STEP}
            where {BEGUN} order by batch.key""",
            (batch,),
        )

    def _texts(self, columns: Mapping[int, str | None]) -> Callable[[str], list[tuple[str, str]]]:
        """The texts of each of these records; worked out when asked for.

        All of them, or what is said where there are texts of one column.
        """
        if not columns:
            return lambda _: []
        batch = json.dumps(list(columns.items()))
        rows = self.catalog.connection.execute(
            f"""with batch as (
              select json_extract(value, '$[0]') as n, json_extract(value, '$[1]') as place
              from json_each(?))
            select f.record, f.path, f.key, f.item, iif(search is null, null, f.value),
                f.rivals, f.note, f.search
            from batch cross join record r on r.n = batch.n
            cross join clock c join fact f on f.record = r.id
            where {KNOWN} and (f.search = batch.place
              or batch.place is null and coalesce(f.search, f.rivals, f.note) is not null
              or batch.place = 'summary' and f.note is not null
              or batch.place = 'rivals' and f.rivals is not null)
            order by f.record, f.n""",
            (batch,),
        )
        facts: dict[str, list[tuple[Any, ...]]] = {}
        for fact in rows:
            facts.setdefault(fact[0], []).append(fact)
        self._load_names(json.dumps(list(columns)))
        reader = TextReader(self.reads, self.names)
        return lambda key: reader.texts(key, map(_passage, facts.get(key, ())))

    def _load_names(self, batch: str) -> None:
        """The names of all that these records name by id."""
        rows = self.catalog.connection.execute(
            f"""select distinct l.target, l.body from json_each(?) batch
            cross join record r on r.n = batch.value join link l on l.record = r.id
            where l.role not in {_NOT_BY_NAME}""",
            (batch,),
        )
        keys = {key for pair in rows for key in pair if key is not None}
        self.names.update(names_of(self.catalog, keys - self.names.keys()))

    def _in_name(self, name: LocalizedText | None) -> tuple[str, str] | None:
        """A hit in a name that has all of the query; as most have, and nothing else is read."""
        return self._whole("name", in_each_language(name))

    def _whole(self, field: str, texts: Iterable[str], key: str = "") -> tuple[str, str] | None:
        """The first of the texts that has all of the query."""
        for text in texts:
            if len(self.matches[text]) == len(self.query.clauses):
                return self._shown(field, text, key)
        return None

    def _hit(self, key: str, name: str, texts: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
        """The column and the excerpt that have most of the query, above all of what no name has.

        None where not all of it is there, since some lies after the day.
        """
        in_name = self.matches[name]
        candidates: list[tuple[tuple[int, int, int], str, str]] = []
        everything = frozenset[int]()
        for field, text in texts:
            fitting = self.matches[text]
            if fitting:
                everything |= fitting
                rank = (len(fitting - in_name), len(fitting), -FIELDS.index(field))
                candidates.append((rank, field, text))
        if len(everything) < len(self.query.clauses):
            return None
        _, field, text = max(candidates, key=lambda hit: hit[0])
        return self._shown(field, text, key)

    def _shown(self, field: str, text: str, key: str) -> tuple[str, str]:
        """A hit as a reader sees it."""
        if field == "name" and text == key.replace("-", " "):
            return "id", key
        return field, _excerpt(text, self.query)


def _passage(fact: tuple[Any, ...]) -> Passage:
    _, path, key, item, value, rivals, note, search = fact
    return Passage(
        path,
        key,
        item,
        decode(value) if value else None,
        decode(rivals) if rivals else [],
        decode(note) if note else None,
        search,
    )


def _excerpt(text: str, query: Query) -> str:
    """The text itself if it is short, else what stands around the first word found."""
    spans = query.spans(text) if len(text) > _LONG else []
    if not spans:
        return text
    start = max(0, spans[0][0] - _LONG // 3)
    end = min(len(text), start + _LONG)
    start = max(start, text.find(" ", start, spans[0][0]) + 1) if start else 0
    end = (
        max(text.rfind(" ", spans[0][1], end), min(spans[0][1], start + _LONG))
        if end < len(text)
        else end
    )
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
