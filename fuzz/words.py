"""Mutants made of words.

Most changes of single bytes are refused before they reach anything of ours.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable


def mutator(tokens: str, dictionary: str) -> Callable[[bytes, int, int], bytes]:
    """A mutator for atheris: every other time it changes tokens of a text in place of bytes."""
    token = re.compile(tokens, re.DOTALL)
    lines = Path(__file__).with_name(dictionary).read_text("ascii").splitlines()
    words = [line[1:-1].encode().decode("unicode_escape").encode("latin-1") for line in lines]
    texts = [word.decode("utf-8", "replace") for word in words]

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311 # nothing secret
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(data, most))
        found = token.findall(data.decode("utf-8", "replace")) or [""]
        for _ in range(chance.randint(1, 4)):
            _change(found, texts, chance)
        return "".join(found).encode("utf-8", "replace")[:most]

    return mutate


def _change(found: list[str], words: list[str], chance: random.Random) -> None:
    """Replaces, inserts, deletes, repeats or swaps some of the tokens."""
    place, other = chance.randrange(len(found)), chance.randrange(len(found))
    span = chance.choice((0, 1, 1, 2, 5, 20))
    match chance.randrange(5):
        case 0:
            found[place : place + span] = [chance.choice(words)]
        case 1:
            found[place] = chance.choice(words)
        case 2:
            found[place:place] = found[other : other + span]
        case 3:
            found[place], found[other] = found[other], found[place]
        case _:
            del found[place : place + span]
            found.append("")
