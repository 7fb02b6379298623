"""Figures as written in a registry (`1.4 bn MAD`, `500+`, `73+ %`), parsed exactly."""

from __future__ import annotations

import re
from decimal import Decimal

from aitracker.model.errors import InvalidValueError

_VALUE = re.compile(
    r"(-?[0-9]+(?:\.[0-9]+)?)(?:-([0-9]+(?:\.[0-9]+)?))?([+~]?)(?: ?(k|m|bn|tn))?(?: ([^\s\d].*))?",
    re.ASCII,
)
_SCALE = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12}
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

_FORMS = (
    "write a number, then + or ~, then k, m, bn or tn, then the unit:"
    " 15000, 1.4 bn MAD, 500+, 73+ %"
)


class Value:
    """An amount: `number` is exact and scaled; `bound` is "+" (at least), "~" (about) or "".

    Of a range (`3-5 bn EUR`) `number` is the lower end and `high` the upper; else both are one.
    `unit` may be "".
    """

    __slots__ = ("bound", "high", "number", "scale", "text", "unit")

    def __init__(
        self, text: str, number: Decimal, high: Decimal, bound: str, scale: str, unit: str
    ) -> None:
        self.text = text
        self.number = number
        self.high = high
        self.bound = bound
        self.scale = scale
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
        """The value `text` spells.

        InvalidValueError with the right spelling, where one can be guessed, for anything else.
        """
        if not isinstance(text, str):
            raise InvalidValueError("not-a-value", "expected a value, in one text", _FORMS)
        match = _VALUE.fullmatch(text)
        if match is None:
            shown = text if len(text) <= 40 else text[:39] + "…"
            raise InvalidValueError(
                "not-a-value", f"'{shown}' is not a value", _guess(text) or _FORMS
            )
        if match[5] and match[5].split()[0].lower() in _WORDS:
            raise InvalidValueError(
                "not-a-value",
                f"'{match[5].split()[0]}' is a number, not a unit",
                _guess(text) or _FORMS,
            )
        scale = match[4] or ""
        low, high = (
            Decimal(each).scaleb(_SCALE[scale]) for each in (match[1], match[2] or match[1])
        )
        if high < low:
            raise InvalidValueError(
                "not-a-value", f"the range '{text}' ends below its beginning", "swap the numbers"
            )
        return cls(text, low, high, match[3], scale, match[5] or "")

    def written(self, number: Decimal) -> str:
        """Another number in the scale and the unit of this one, written as a value."""
        digits = f"{number.scaleb(-_SCALE[self.scale]):f}"
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return " ".join(part for part in (digits, self.scale, self.unit) if part)


def _guess(text: str) -> str:
    """A hint with the spelling that was meant (`1,4 bn`, `15 000`, `١٥`, `>500`), or ""."""
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
