"""The word somebody probably meant."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def did_you_mean(word: str, words: Sequence[str], otherwise: str = "") -> str:
    """A hint: the nearest known word, else what there is (a short list), else `otherwise`."""
    if (near := nearest_of(word, words)) is not None:
        return f"did you mean '{near}'?"
    return otherwise or (f"one of: {', '.join(words)}" if len(words) <= 30 else "")


_OFFERED = 3
"""So many are offered in place of a name that fits nothing."""

_ALIKE = 0.7
"""How like each other two names must be: 'france' is no 'oracle', which has 0.67."""

_LEAST = 0.6
"""Words less alike than this are compared no further."""

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


def nearest_of(word: str, words: Iterable[str], likeness: float = _LEAST) -> str | None:
    """The known word most like this one; None where none is much like it (1 is the same)."""
    alike, near = _nearest(word, tuple(words), min(likeness, _LEAST))
    return near if alike >= likeness else None


# A mistake made once is often made in every record, and comparing takes longer than reading one.
@lru_cache(maxsize=1024)
def _nearest(word: str, words: tuple[str, ...], likeness: float) -> tuple[float, str | None]:
    """The known word most like this one, and how like it is; None where none is so much."""
    lower = word.casefold()
    known = _known(words)
    letters = known.letters(lower)
    # By how many letters they share, two words are at most so alike: to find that out takes a
    # hundredth of the time of comparing them.
    most = {
        each: 2 * (letters & others).bit_count() / (len(each) + len(lower))
        for each, others in known.letters_by_word.items()
    }
    matcher = SequenceMatcher(b=lower)
    best = (likeness, "")
    alike = [each for each in most if most[each] >= likeness]
    for each in sorted(alike, key=most.__getitem__, reverse=True):
        if most[each] < best[0]:
            break
        matcher.set_seq1(each)
        best = max(best, (matcher.ratio(), each))
    return best[0], known.words[best[1]] if best[1] else None


class _Known:
    """Known words by their spelling without case, and the letters of each as bits of a number.

    A letter has a bit, when it comes again in a word another: which of them two words share is
    found in one operation.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = {word.casefold(): word for word in words}
        self._bits: dict[tuple[str, int], int] = {}
        for each in self.words:
            for letter in _numbered(each):
                self._bits.setdefault(letter, 1 << len(self._bits))
        self.letters_by_word = {each: self.letters(each) for each in self.words if each}

    def letters(self, word: str) -> int:
        """The letters of a word, without those that no known word has."""
        return sum(self._bits.get(letter, 0) for letter in _numbered(word))


def _numbered(word: str) -> Iterator[tuple[str, int]]:
    """The letters of a word, each with how many of it came before."""
    for letter, same in groupby(sorted(word)):
        for n, _ in enumerate(same):
            yield letter, n


@lru_cache(maxsize=64)
def _known(words: tuple[str, ...]) -> _Known:
    """The words in this form, since the same are compared with again and again."""
    return _Known(words)
