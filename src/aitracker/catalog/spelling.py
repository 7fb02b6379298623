"""The words of an index most like those that are not in it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from aitracker.catalog.search_query import WORD, Query
from aitracker.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.catalog import Catalog
    from aitracker.catalog.search_query import Clause

_ALIKE = 0.75
"""How like each other two words must be: one letter in four may differ."""

_SHORTEST = 4
"""A shorter word is like too many others."""

_MOST = 8
"""So many words are looked for at most; a pasted text may have thousands."""


def correct(catalog: Catalog, text: str) -> tuple[str, dict[str, str]]:
    """A text to search with the nearest word for each that the registry does not have.

    Also those words, each with what stands in its place.
    """
    nearest = {
        word: near
        for word in dict.fromkeys(WORD.findall(text)[:_MOST])
        if not _is_known(catalog, word) and (near := _nearest(catalog, fold(word)))
    }
    return WORD.sub(lambda match: nearest.get(match[0], match[0]), text), nearest


def _is_known(catalog: Catalog, word: str) -> bool:
    """Whether some word of the registry is this one or goes on after it."""
    forms = [form for clause in Query.parse(word).clauses for form in _forms(clause)]
    return any(
        next(_words(catalog, "where term >= ? and term < ?", start, end), None) is not None
        for start, end in forms
    )


def _forms(clause: Clause) -> Iterator[tuple[str, str]]:
    """The words a clause fits, each form from the first of them to before the next."""
    yield from ((form, f"{form}\U0010ffff") for form in clause.open)
    yield from ((form, f"{form}\0") for form in clause.whole)


def _nearest(catalog: Catalog, word: str) -> str | None:
    """The word of the registry most like this one, of several the most frequent."""
    if len(word) < _SHORTEST:
        return None
    best, most = None, (_ALIKE, 0)
    matcher = SequenceMatcher(b=word, autojunk=False)
    shortest, longest = len(word) * _ALIKE / (2 - _ALIKE), len(word) * (2 - _ALIKE) / _ALIKE
    for term, records in _words(catalog, "where length(term) between ? and ?", shortest, longest):
        matcher.set_seq1(term)
        if matcher.real_quick_ratio() < most[0] or matcher.quick_ratio() < most[0]:
            continue
        rank = (matcher.ratio(), records)
        if rank >= most:
            best, most = term, rank
    return best


def _words(catalog: Catalog, where: str, *values: object) -> Iterator[tuple[str, int]]:
    """The words of the index with the number of records that have them."""
    catalog.connection.execute("pragma query_only = off")
    try:
        catalog.connection.execute(
            "create virtual table if not exists temp.spoken using fts5vocab(main, words, row)"
        )
    finally:
        catalog.connection.execute("pragma query_only = on")
    return catalog.connection.execute(f"select term, doc from temp.spoken {where}", values)
