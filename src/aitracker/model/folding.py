"""One spelling for search and comparison, whatever the accents, alefs or digits; never shown."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_VARIANTS = {
    "ٱ": "ا",  # wasla; the alefs with hamza or madda lose them as marks
    "ى": "ي",
    "ة": "ه",
    "ڭ": "ك",
    "گ": "ك",
    "ڤ": "ف",
    "ـ": None,  # tatweel
    "œ": "oe",
    "Œ": "oe",
    "æ": "ae",
    "Æ": "ae",
}


class _Letters(dict[int, str | None]):
    """What each character becomes: a mark nothing, a letter itself or what it is a variant of.

    Worked out when a character first comes, since a text has few different ones.
    """

    def __missing__(self, code: int) -> str | None:
        letter = None if unicodedata.combining(chr(code)) else chr(code)
        self[code] = letter
        return letter


_LETTERS = _Letters((ord(variant), letter) for variant, letter in _VARIANTS.items())
_WORD = re.compile(r"\w+")
ON, NAME_LIKE_ON = "علا", "علي"
"""How the preposition على is folded, and the name that it would be, folded like other words."""

_ON = re.compile(r"(?<!\w)([وف]?)على(?!\w)")
_PREFIX = re.compile(r"[وف]?(?:بال|كال|لل|ال)(?=..)|[وف]?[بلك](?=.{4})|[وف](?=.{3})")
"""An article, a preposition or "and", as they are written before a word without a space.

What may be a letter of the word itself is one only before so much that a word remains: وكالة is no
كالة, and آلة no part of it.
"""


def fold(text: str) -> str:
    """The text without case, marks, tatweel and letter variants, digits in ASCII.

    The same for all its spellings.
    """
    if text.isascii():
        return text.lower()  # most names; the rest takes ten times as long
    bare = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    return unicodedata.normalize("NFKD", bare.casefold()).translate(_DIGITS)


@lru_cache(maxsize=4096)
def word_tokens(word: str) -> tuple[str, ...]:
    """The folded forms of one written word; cached, since the words of a registry repeat."""
    return tuple(tokens(word))


def tokens(text: str) -> list[str]:
    """The folded words of a text, each Arabic one also without its article or prefix.

    Two spellings of English are one: data center, data centre; digitization, digitisation.
    """
    if text.isascii():
        return _WORD.findall(_british(text.lower()))
    result = []
    for word in _WORD.findall(_british(fold(_ON.sub(rf"\1{ON}", text)))):
        result.append(_of(word))
        if "\u0600" <= word[0] <= "\u06ff" and (match := _PREFIX.match(word)):
            result.append(word[match.end() :])
    return result


def _british(word: str) -> str:
    return word.replace("center", "centre").replace("ization", "isation")


def _of(word: str) -> str:
    """A son is written with or without its alef: ابن جرير, بن جرير."""
    return "بن" if word == "ابن" else word


_DIGITS = {
    ord(digit) + zero: digit for zero in (0x0660 - 0x30, 0x06F0 - 0x30) for digit in "0123456789"
}
