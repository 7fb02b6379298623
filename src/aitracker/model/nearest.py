"""The word somebody probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str], otherwise: str = "") -> str:
    """A hint: the nearest known word, else what there is (a short list), else `otherwise`."""
    folded = {candidate.casefold(): candidate for candidate in known}
    near = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    if near:
        return f"did you mean '{folded[near[0]]}'?"
    return otherwise or (f"one of: {', '.join(known)}" if len(known) <= 30 else "")
