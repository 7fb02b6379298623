"""The words a registry may use: which there are, how they are called, which leave a record open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.model.labels import word as _label
from aitracker.model.vocabulary_data import DEFINITIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN_STATUSES = frozenset(
    {"proposed", "announced", "signed", "passed", "adopted", "launched", "delayed", "suspended"}
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


def words(vocabulary: str) -> Sequence[str]:
    """The words of a vocabulary, in its order. KeyError for a vocabulary that does not exist."""
    return tuple(DEFINITIONS[vocabulary])


def definition(vocabulary: str, word: str) -> str:
    """What a word asks for before it may be used, in English."""
    return DEFINITIONS[vocabulary][word]


def label(vocabulary: str, word: str, language: str = "en") -> str:
    """How a word is printed for people; in English where the language has no labels."""
    return _label(vocabulary, word, language)


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
