"""The words a registry may use: which there are, how they are called, which leave a record open."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from aitracker.model.labels import languages
from aitracker.model.labels import word as _label
from aitracker.model.vocabulary_data import DEFINITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

OPEN_STATUSES = frozenset(
    {
        "proposed",
        "announced",
        "signed",
        "passed",
        "adopted",
        "launched",
        "scheduled",
        "delayed",
        "suspended",
    }
)
"""Statuses after which something is still expected, so that silence means something.

See `is_open`.
"""

_DONE_WHEN = {
    "law": frozenset({"adopted"}),
    "bill": frozenset({"adopted"}),
    "regulation": frozenset({"adopted"}),
    "directive": frozenset({"adopted"}),
    "decree": frozenset({"signed", "adopted"}),
    "policy": frozenset({"adopted"}),
    "guidelines": frozenset({"adopted", "launched"}),
    "code-of-practice": frozenset({"signed", "adopted", "launched"}),
    "standard": frozenset({"adopted"}),
    "report": frozenset({"adopted", "launched"}),
    "declaration": frozenset({"signed", "adopted"}),
    "resolution": frozenset({"signed", "adopted"}),
    "membership": frozenset({"signed", "adopted"}),
}
"""Statuses that complete one kind but leave others open: a signed declaration is complete."""

BODY_KINDS = frozenset({"body", "institute", "network"})
"""Kinds of initiative that may stand where an organization is asked for."""


@cache
def words(vocabulary: str) -> Sequence[str]:
    """The words of a vocabulary, in its order. KeyError for a vocabulary that does not exist."""
    return tuple(DEFINITIONS[vocabulary])


def definition(vocabulary: str, word: str) -> str:
    """What a word asks for before it may be used, in English."""
    return DEFINITIONS[vocabulary][word]


def label(vocabulary: str, word: str, language: str = "en") -> str:
    """How a word is printed for people; in English where the language has no labels."""
    return _label(vocabulary, word, language)


def words_meant(text: str, vocabularies: Sequence[str]) -> list[str]:
    """The words of these vocabularies that a text means.

    A word itself, or how it is said to people in any language; case, accents and hyphens do not
    count.
    """
    if any(text in DEFINITIONS[vocabulary] for vocabulary in vocabularies):
        return [text]  # as most are written, and it needs no folding
    from aitracker.model.folding import tokens

    words_of_text = tuple(tokens(text.replace("_", " ")))
    matches = (_by_spelling(vocabulary).get(words_of_text, ()) for vocabulary in vocabularies)
    return list(dict.fromkeys(word for words in matches for word in words))


@cache
def _by_spelling(vocabulary: str) -> Mapping[tuple[str, ...], Sequence[str]]:
    """The words of a vocabulary by the folded words of each of their spellings.

    Folding them takes longer than reading a record, and a mistake is often made in every record.
    """
    from aitracker.model.folding import tokens

    words_by_spelling: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for spelling, word in _spellings((vocabulary,)):
        words_by_spelling[tuple(tokens(spelling))].append(word)
    return words_by_spelling


def nearest(text: str, vocabularies: Sequence[str]) -> str | None:
    """The word whose spelling or label, in any language, is most like a text."""
    from aitracker.model.folding import fold
    from aitracker.model.nearest import nearest_of

    words_by_spelling = {fold(spelling): word for spelling, word in _spellings(vocabularies)}
    near = nearest_of(fold(text), words_by_spelling)
    return None if near is None else words_by_spelling[near]


def _spellings(vocabularies: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every word with each of its labels, and with itself."""
    for vocabulary in vocabularies:
        for word in DEFINITIONS[vocabulary]:
            yield word, word
            for language in languages():
                yield _label(vocabulary, word, language), word


def label_of(key: str, word: str, language: str) -> str:
    """How the value of a field of this key is printed; as it is where it is no word."""
    vocabularies = _vocabularies_of(key, word)
    return _label(vocabularies[0], word, language) if vocabularies else word


@cache
def labels_of(key: str, word: str) -> tuple[str, ...]:
    """The value of a field of this key in all languages there are, each label once."""
    vocabularies = _vocabularies_of(key, word)
    labels = (_label(name, word, language) for name in vocabularies for language in languages())
    return tuple(dict.fromkeys(labels))


def _vocabularies_of(key: str, word: str) -> list[str]:
    """The vocabularies of a key that have a word."""
    return [name for name in _vocabularies_for(key) if word in DEFINITIONS[name]]


@cache
def _vocabularies_for(key: str) -> tuple[str, ...]:
    """The vocabularies of a key or column; `kind` has one for each collection."""
    return tuple(name for name in DEFINITIONS if name == key or name.endswith(f"-{key}"))


def is_open(kind: str, status: str) -> bool:
    """Whether a record of this kind in this status can fall silent."""
    return status in OPEN_STATUSES and status not in _DONE_WHEN.get(kind, ())


DELIVERED_STATUSES = frozenset({"adopted", "launched", "active", "held", "completed"})
"""Statuses of a record that show that something came of what it carries out."""

PROMISE_FIELDS = {"milestone": "milestones", "aim": "figures", "application": "applies"}
"""The field of a record in which each kind of promise stands."""


def kind_vocabulary(collection: str) -> str | None:
    """The vocabulary of a collection's `kind`; None where records of it have none."""
    name = f"{collection.removesuffix('s')}-kind"
    return name if name in DEFINITIONS else None
