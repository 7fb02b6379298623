"""The word somebody probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def did_you_mean(word: str, known: Sequence[str], otherwise: str = "") -> str:
    """A hint: the nearest known word, else what there is (a short list), else `otherwise`."""
    if (near := nearest_of(word, known)) is not None:
        return f"did you mean '{near}'?"
    return otherwise or (f"one of: {', '.join(known)}" if len(known) <= 30 else "")


def nearest_of(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word most like this one; None where none is much like it (1 is the same)."""
    return _nearest(word, tuple(known), likeness)


@lru_cache(
    maxsize=1024
)  # a mistake made once is often made in every record, and comparing takes longer than reading one
def _nearest(word: str, known: tuple[str, ...], likeness: float) -> str | None:
    folded = {candidate.casefold(): candidate for candidate in known}
    said = word.casefold()
    letters = set(said)
    # What shares too few letters cannot be near, and to find that out so takes a tenth of the time.
    alike = [
        each
        for each in folded
        if 2 * sum(map(letters.__contains__, each)) >= likeness * (len(each) + len(said))
    ]
    near = get_close_matches(said, alike, n=1, cutoff=likeness) if alike else ()
    return folded[near[0]] if near else None
