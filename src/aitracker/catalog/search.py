"""Full-text search: every word required, in any script and spelling, with the place where each hit was found."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.facts import KNOWN
from aitracker.catalog.filters import BEGUN, EVERYTHING, STEP, Columns, Filters
from aitracker.catalog.resolve import names_of
from aitracker.catalog.texts import FIELDS, Reader
from aitracker.model.folding import tokens, word_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aitracker.catalog.catalog import Catalog
    from aitracker.model.languages import LocalizedText

_WEIGHTS = "10, 8, 4, 3, 3, 2, 1.5, 1"
"""What a hit counts in each column of `words`: in a name most, in a rival account least."""

_PARTS = re.compile(r'"([^"]*)"?|«([^»]*)»?|“([^”]*)”?|(\S+)')
_WORD = re.compile(r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+")
"""A word as written, with the marks that may stand on its letters."""

_LONG = 120
_SHORTEST = 3
"""An Arabic word without article or prefix is looked for too if it has so many letters."""

_MOST = 32
"""So many parts of a query are looked for; what somebody pastes may have thousands."""

_SUGGESTED = 5


class Part(NamedTuple):
    """Something to look for: the folded words of a phrase, or the forms of one word.

    A phrase stands side by side and whole. Of a word, `open` forms may go on, `whole` ones may not.
    """

    phrase: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def match(self) -> str:
        """The part in the language of FTS5."""
        if self.phrase:
            return f'"{" ".join(self.phrase)}"'
        return (
            "("
            + " OR ".join(
                [f'"{form}"*' for form in self.open] + [f'"{form}"' for form in self.whole]
            )
            + ")"
        )

    def words_in(self, text: Read) -> set[int]:
        """Which words of a text, by their place, are what is looked for."""
        if self.phrase:
            folded, length = [token for token, _ in text.tokens], len(self.phrase)
            found = [
                at
                for at in range(len(folded) - length + 1)
                if tuple(folded[at : at + length]) == self.phrase
            ]
            return {text.tokens[at + step][1] for at in found for step in range(length)}
        return {
            word
            for token, word in text.tokens
            if token in self.whole or token.startswith(self.open)
        }


class Read(NamedTuple):
    """A written text read once: where its words stand, and its folded tokens with the word each is of."""

    spans: list[tuple[int, int]]
    tokens: list[tuple[str, int]]

    @classmethod
    def of(cls, text: str) -> Read:
        """The reading of a text."""
        words = list(_WORD.finditer(text))
        return cls(
            [word.span() for word in words],
            [(token, n) for n, word in enumerate(words) for token in word_tokens(word[0])],
        )


class Query(NamedTuple):
    """What to look for; all parts are required."""

    parts: tuple[Part, ...]

    @classmethod
    def parse(cls, text: str) -> Query:
        """A query from what somebody typed, whatever it is: words, and phrases in quotes."""
        parts: dict[Part, None] = {}
        for match in _PARTS.finditer(text):
            quoted = next((group for group in match.groups()[:3] if group is not None), None)
            found = (
                [Part(phrase=tuple(tokens(quoted)))]
                if quoted is not None
                else map(_part, _WORD.findall(match[4]))
            )
            parts.update(dict.fromkeys(part for part in found if any(part)))
        return cls(tuple(parts)[:_MOST])

    @property
    def match(self) -> str:
        """The query in the language of FTS5."""
        return " AND ".join(part.match for part in self.parts)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in a written text the words stand that are looked for."""
        read = Read.of(text)
        return [
            read.spans[word]
            for word in sorted(set().union(*(part.words_in(read) for part in self.parts)))
        ]


def _part(word: str) -> Part:
    """A word in its forms. Without its article it may go on; a letter that may be a prefix may also be its first."""
    forms = tokens(word)
    if not forms:
        return Part()
    bare = [form for form in forms[1:] if len(form) >= _SHORTEST]
    article = len(forms) > 1 and forms[0][: len(forms[0]) - len(forms[1])].endswith(("ال", "لل"))
    return Part(open=(forms[0], *(bare if article else ())), whole=() if article else tuple(bare))


class SearchRow(NamedTuple):
    """A record found: the field that tells most of what was looked for, and the text there, cut if it is long."""

    id: str
    collection: str
    name: str
    status: str | None
    field: str
    excerpt: str
    certain: bool | None


def search(catalog: Catalog, query: Query, filters: Filters = EVERYTHING) -> Iterator[SearchRow]:
    """The records that have all parts of the query somewhere, the best first, sources after all else."""
    if not query.parts:
        return
    pages: list[SearchRow] = []
    reader = _reader(catalog)
    for n in _ranked(catalog, query, filters):
        row = _row(catalog, query, reader, n)
        if row is not None and row.collection == "sources":
            pages.append(row)
        elif row is not None:
            yield row
    yield from pages


def _ranked(catalog: Catalog, query: Query, filters: Filters) -> Iterator[int]:
    """The numbers of the records that fit, the best first; what is shown of a record is looked up when it is its turn."""
    where, values = filters.where(Columns())
    fitting = (
        f"and rowid in (select r.n from record r cross join clock c {STEP} where {where})"
        if filters != EVERYTHING
        else ""
    )
    found = catalog.connection.execute(
        f"select rowid from words where words match :query and rank match 'bm25({_WEIGHTS})' {fitting} order by rank",
        {"query": query.match, **values},
    )
    return (n for (n,) in found)


def _row(catalog: Catalog, query: Query, reader: Reader, n: int) -> SearchRow | None:
    """A record found, as known on the day; None where it had not begun, or what was found lies after the day."""
    key, collection, name, status, certain, begun = catalog.connection.execute(
        f"""select r.id, r.collection, r.name, s.status, s.status_last <= c.day, {BEGUN}
        from record r cross join clock c {STEP} where r.n = ?""",
        (n,),
    ).fetchone()
    hit = _hit(query, reader.texts(key, _said(catalog, key))) if begun else None
    if hit is None:
        return None
    return SearchRow(
        key,
        collection,
        catalog.text(name) or key,
        status,
        *hit,
        None if status is None else bool(certain),
    )


class Said(NamedTuple):
    """What a record says in one place, as far as it is searched."""

    path: str
    key: str
    item: str | None
    value: Any
    rivals: list[dict[str, Any]]
    note: Any
    search: str | None


def _said(catalog: Catalog, key: str) -> Iterator[Said]:
    found = catalog.connection.execute(
        f"""select path, key, item, value, rivals, note, search from fact f join clock c
        where record = ? and {KNOWN} order by n""",
        (key,),
    )
    for path, field, item, value, rivals, note, search in found:
        yield Said(
            path,
            field,
            item,
            json.loads(value) if value and search else None,
            json.loads(rivals) if rivals else [],
            json.loads(note) if note else None,
            search,
        )


def _reader(catalog: Catalog) -> Reader:
    """Finds the texts of records, with the names of those they name."""
    reads = catalog.connection.execute(
        "select distinct key, reads from field where reads is not null"
    )
    return Reader(dict(reads.fetchall()), _Names(catalog))


class _Names(dict[str, "list[LocalizedText]"]):
    """What records are called, looked up when they are first met."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def get(self, key: str, default: Any = None) -> Any:
        if key not in self:
            self.update(names_of(self._catalog, [key]))
        return super().get(key, default)


def _hit(query: Query, found: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The field and the excerpt that tell most of the query; None where not all is told, since some lies after the day."""
    best, most, everything = None, (0, 0), set()
    for field, text in found:
        read = Read.of(text)
        told = {n for n, part in enumerate(query.parts) if part.words_in(read)}
        everything |= told
        rank = (len(told), -FIELDS.index(field))
        if told and (best is None or rank > most):
            best, most = (field, text), rank
            if rank == (len(query.parts), 0):
                break  # nothing tells more than a name that has it all
    if best is None or len(everything) < len(query.parts):
        return None
    return best[0], _excerpt(best[1], query)


def _excerpt(text: str, query: Query) -> str:
    """The text itself if it is short, else what stands around the first word found."""
    spans = query.spans(text)
    if len(text) <= _LONG or not spans:
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


def nearest(catalog: Catalog, query: Query) -> list[str]:
    """For each part that is nowhere in the registry, the indexed words most like it."""
    from difflib import get_close_matches

    catalog.connection.execute("pragma query_only = off")
    try:
        catalog.connection.execute(
            "create virtual table if not exists temp.spoken using fts5vocab(main, words, row)"
        )
        known = [row[0] for row in catalog.connection.execute("select term from temp.spoken")]
    finally:
        catalog.connection.execute("pragma query_only = on")
    near: list[str] = []
    for form in dict.fromkeys(
        form for part in query.parts[:_SUGGESTED] for form in (*part.phrase, *part.open[:1])
    ):
        if not any(word.startswith(form) for word in known):
            near += get_close_matches(form, known, n=3, cutoff=0.7)
    return near[:_SUGGESTED]
