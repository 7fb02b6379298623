"""Figures as written in a registry (`1.4 bn MAD`, `500+`, `73+ %`), parsed exactly."""

from __future__ import annotations

import re
from decimal import Decimal

from aitracker.model.errors import InvalidValueError

_VALUE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)([+~]?)(?: ?(k|m|bn|tn))?(?: ([^\s\d].*))?", re.ASCII)
_SCALE = {"k": 3, "m": 6, "bn": 9, "tn": 12}
_WORDS = {
    "mille": "k",
    "thousand": "k",
    "million": "m",
    "millions": "m",
    "mdh": "m MAD",
    "milliard": "bn",
    "milliards": "bn",
    "md": "bn",
    "mds": "bn",
    "billion": "bn",
    "billions": "bn",
    "mmdh": "bn MAD",
    "mmad": "m MAD",
    "مليون": "m",
    "مليار": "bn",
}
"""Numbers as words, and Moroccan short forms for sums of dirhams, with how we write them."""

_FORMS = "write a number, then + or ~, then k, m, bn or tn, then the unit: 15000, 1.4 bn MAD, 500+, 73+ %"


class Value:
    """An amount: `number` is exact and scaled; `bound` is "+" (at least), "~" (about) or ""; `unit` may be ""."""

    __slots__ = ("bound", "number", "text", "unit")

    def __init__(self, text: str, number: Decimal, bound: str, unit: str) -> None:
        self.text = text
        self.number = number
        self.bound = bound
        self.unit = unit

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Value({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    @classmethod
    def parse(cls, text: object) -> Value:
        """The value `text` spells; InvalidValueError with the right spelling, where one can be guessed, for anything else."""
        if not isinstance(text, str):
            raise InvalidValueError("not-a-value", "expected a value, in one text", _FORMS)
        match = _VALUE.fullmatch(text)
        if match is None:
            shown = text if len(text) <= 40 else text[:39] + "…"
            raise InvalidValueError(
                "not-a-value", f"'{shown}' is not a value", _guess(text) or _FORMS
            )
        if match[4] and match[4].split()[0].lower() in _WORDS:
            raise InvalidValueError(
                "not-a-value",
                f"'{match[4].split()[0]}' is a number, not a unit",
                _guess(text) or _FORMS,
            )
        number = Decimal(match[1]).scaleb(_SCALE.get(match[3] or "", 0))
        return cls(text, number, match[2], match[4] or "")


def _guess(text: str) -> str:
    """A hint naming the spelling somebody probably meant (`1,4 bn`, `15 000`, `١٥`, `>500`), or ""."""
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    plain = re.sub("[\u00a0\u202f\u2009]", " ", plain).strip()
    plain = re.sub(r"(?<=[0-9])[ ,'](?=[0-9]{3}(?![0-9]))", "", plain)
    plain = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", plain)
    plain = re.sub(r"^[>≥]\s*([0-9.]+)", r"\1+", plain)
    plain = re.sub(r"^(?:~|≈|about |env\. )\s*([0-9.]+)", r"\1~", plain)
    plain = re.sub(r"(?<=[0-9+~])(%|[A-Za-z]+)$", r" \1", plain)
    plain = re.sub(
        r"(?<=[0-9+~] )(\w+)(?: de| d')?",
        lambda found: _WORDS.get(found[1].lower(), found[0]),
        plain,
        count=1,
    )
    return f"did you mean '{plain}'?" if plain != text and _VALUE.fullmatch(plain) else ""
