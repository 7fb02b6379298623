"""The word somebody probably meant."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def did_you_mean(word: str, words: Sequence[str], otherwise: str = "") -> str:
    """A hint: the nearest known word, else what there is (a short list), else `otherwise`."""
    if (near := nearest_of(word, words)) is not None:
        return f"did you mean '{near}'?"
    return otherwise or (f"one of: {', '.join(words)}" if len(words) <= 30 else "")


_OFFERED = 3
"""So many are offered in place of a name that fits nothing."""

_ALIKE = 0.7
"""How like each other two names must be: 'france' is no 'oracle', which has 0.67."""

_SHORTEST = 3
"""Fewer letters stand in too many names to mean one."""


def several_near(word: str, words: Sequence[str], likeness: float = _ALIKE) -> list[str]:
    """The names that have this word in them, or else are most like it."""
    from difflib import get_close_matches

    having = [each for each in words if len(word) >= _SHORTEST and word in each]
    return having or get_close_matches(word, words, n=_OFFERED, cutoff=likeness)


def offered(names: Iterable[str], otherwise: str) -> str:
    """A hint: which of these may be meant, the first three of them, or else `otherwise`."""
    quoted = " or ".join(f"'{name}'" for name in islice(names, _OFFERED))
    return f"did you mean {quoted}?" if quoted else otherwise


def nearest_of(word: str, words: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word most like this one; None where none is much like it (1 is the same)."""
    return _nearest(word, tuple(words), likeness)


@lru_cache(
    maxsize=1024
)  # a mistake made once is often made in every record, and comparing takes longer than reading one
def _nearest(word: str, words: tuple[str, ...], likeness: float) -> str | None:
    lower = word.casefold()
    letters = [(letter, lower.count(letter)) for letter in set(lower)]
    by_lower = _by_lower_case(words)
    # By how many letters they share, two words are at most so alike: to find that out takes a tenth
    # of the time of comparing them.
    most = {
        each: 2
        * sum([min(each.count(one), times) for one, times in letters])
        / (len(each) + len(lower))
        for each in by_lower
        if each
    }
    matcher = SequenceMatcher(b=lower)
    best = (likeness, "")
    for each in sorted(most, key=most.__getitem__, reverse=True):
        if most[each] < best[0]:
            break
        matcher.set_seq1(each)
        best = max(best, (matcher.ratio(), each))
    return by_lower[best[1]] if best[1] else None


@lru_cache(maxsize=64)
def _by_lower_case(words: tuple[str, ...]) -> Mapping[str, str]:
    """Known words by their spelling without case."""
    return {word.casefold(): word for word in words}
