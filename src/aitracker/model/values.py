"""Figures as written in a registry (`1.4 bn USD`, `500+`, `73+ %`), parsed exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from aitracker.model.errors import InvalidValueError
from aitracker.model.examples import AMOUNT
from aitracker.model.units import CURRENCIES, currencies, multiplier

VALUE = re.compile(
    r"(-?[0-9]+(?:\.[0-9]+)?)(?:-([0-9]+(?:\.[0-9]+)?))?([+~]?)(?: ?(k|m|bn|tn))?(?: ([^\s\d].*))?",
    re.ASCII,
)
_SCALE = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12}
_LIMIT = 10**18
"""Every number below it is one for SQLite too, whose whole numbers end at 2**63."""

_FORMS = (
    "write a number, then + or ~, then k, m, bn or tn, then the unit:"
    f" 15000, {AMOUNT}, 500+, 3-5 m, 73+ %"
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
        return cls._read(text)

    @classmethod
    @lru_cache(maxsize=1 << 14)  # one amount is written many times, and takes much room
    def _read(cls, text: str) -> Value:
        match = VALUE.fullmatch(text)
        excerpt = text if len(text) <= 40 else text[:39] + "…"
        if match is None:
            raise InvalidValueError(
                "not-a-value", f"'{excerpt}' is not a value", _guess(text) or _FORMS
            )
        if match[5]:
            _check_unit(match[5], text)
        scale = match[4] or ""
        low, high = (end.scaleb(_SCALE[scale]) for end in _ends(match))
        if max(abs(low), abs(high)) >= _LIMIT:
            message = f"'{excerpt}' is too large"
            raise InvalidValueError("not-a-value", message, "write a number below 1000000 tn")
        if high < low:
            raise InvalidValueError(
                "not-a-value", f"the range '{text}' ends below its beginning", "swap the numbers"
            )
        high = low if high == low else high  # one number, kept once
        return cls(text, low, high, match[3], scale, match[5] or "")

    def written(self, number: Decimal, high: Decimal | None = None, bound: str = "") -> str:
        """Another number, or a range to `high`, in the scale and unit of this one, as a value."""
        digits = self._digits(number)
        if high is not None and high != number:
            digits += f"-{self._digits(high)}"
        return " ".join(part for part in (f"{digits}{bound}", self.scale, self.unit) if part)

    def _digits(self, number: Decimal) -> str:
        digits = f"{number.scaleb(-_SCALE[self.scale]):f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits


_SECOND_NUMBER = re.compile(r"(?:to|à|bis|a|–|—) ?[0-9]")
"""What begins the unit of a range that is written with a word."""


def _ends(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The two numbers of a value as written; of one number, that twice."""
    return Decimal(match[1]), Decimal(match[2] or match[1])


def _check_unit(unit: str, text: str) -> None:
    """InvalidValueError for a multiplier, a currency's name or a second number as a unit."""
    word = unit.split(maxsplit=1)[0]
    if _SECOND_NUMBER.match(unit) or _NO_UNIT.search(unit) or _is_scaled(word):
        raise InvalidValueError("not-a-value", f"'{text}' is not a value", _guess(text) or _FORMS)
    if multiplier(word):
        message = f"'{word}' is a number, not a unit"
        raise InvalidValueError("not-a-value", message, _guess(text) or _FORMS)
    if codes := currencies(word):
        hint = _guess(text) or f"write the code of the currency, such as {codes[0]}"
        raise InvalidValueError("not-a-value", f"'{word}' is not the code of a currency", hint)


_NO_UNIT = re.compile(
    r"^[-/,;|.]|[\"“”«»()\[\]{}|;,]|(?: and| et| or| ou) (?:more|plus)$|^d['’]"
    r"|^(?:per ?cent|pour ?cents?|prozent|por ciento|في المئة|بالمئة|في المائة|بالمائة)$",
    re.IGNORECASE,
)
"""What no unit has in it: signs that came along, words that belong to the number."""


def _is_scaled(word: str) -> bool:
    """Whether a word holds a multiplier and a unit without a space between: `M€`, `bn-MAD`."""
    match = re.fullmatch(r"([^\W\d_]+?)[-_]?([$€£¥₹]|[A-Z]{3})", word)
    if match is None or word in CURRENCIES:
        return False
    scale, unit = match.groups()
    is_currency = not unit.isalpha() or unit in CURRENCIES
    return is_currency and bool(scale in _SCALE or multiplier(scale))


_NUMBER = r"([0-9][0-9.,]*)"
_WAYS = (
    (r"^([$€£¥₹])\s*(.+)$", r"\2 \1"),
    (r"^%\s*([0-9.,]+)$", r"\1 %"),
    (r"^\+(?=[0-9])", ""),
    (r"^\.(?=[0-9])", "0."),
    (r"(?<=[0-9]) ?(?:per ?cent|pour ?cents?|في المئة|بالمئة|في المائة|بالمائة)$", " %"),
    (rf"^{_NUMBER}(.*?) (?:and more|or more|et plus|ou plus|فأكثر)$", r"\1+\2"),
    (r"(?<=[^\W\d_])[-_,]? ?(?=[$€£¥₹])|(?<= k)[-_,](?=[A-Z])|(?<=[0-9])_(?=[a-z])", " "),
    (r"(?:(?<= bn)|(?<= tn)|(?<=[0-9] m))[-_,] ?(?=[A-Z])", " "),
    (r"(?<= )d['’](?=\w)", ""),
    (
        rf"^(?:between|entre|zwischen|from|de|von|بين) {_NUMBER} (?:and|et|und|y|to|à|bis|a|و) ?",
        r"\1-",
    ),
    (rf"^{_NUMBER}\s*(?:–|—| to | à | bis | a )\s*(?=[0-9])", r"\1-"),
    (
        rf"^(?:>=?|≥|more than|at least|over|plus de|au moins|mehr als|más de|أكثر من)\s*{_NUMBER}",
        r"\1+",
    ),
    (
        (
            r"^(?:~|≈|about|around|some|nearly|almost|env\.|environ|quelque|près de|presque|ca\."
            rf"|circa|rund|etwa|unos|حوالي|نحو)\s*{_NUMBER}"
        ),
        r"\1~",
    ),
    (r"(?<=[0-9+~])(%|[^\W\d_]+|[$€£¥₹])", r" \1"),
)
"""Other ways to write an amount, with ours."""


@lru_cache(maxsize=1024)  # a mistake made once is often made in every record
def _guess(text: str) -> str:
    """A hint with what may have been meant (`1,4 bn`, `15 000`, `١٥`, `>500`, `$5`), or ""."""
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    plain = re.sub("[\u00a0\u202f\u2009]", " ", plain).strip()
    plain = re.sub("(?<=[0-9])[_٬](?=[0-9])", "", plain).replace("٫", ".").replace("٪", "%")
    code = re.match(r"([A-Z]{3}) (?=[0-9])", plain)
    if code and code[1] in CURRENCIES:
        plain = f"{plain[code.end() :]} {code[1]}"
    plain = re.sub(
        r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9.])",
        lambda found: found[0].replace(".", ""),
        plain,
    )
    spellings = [spelling for each in _numbers(plain) for spelling in _spellings(each)]
    guesses = [f"'{each}'" for each in dict.fromkeys(spellings) if each != text and _is_one(each)]
    return f"did you mean {' or '.join(guesses[:3])}?" if guesses else ""


def _numbers(text: str) -> list[str]:
    """The text with its numbers as we write them; a comma before three digits has two readings."""
    without_groups = re.sub(r"(?<=[0-9])[ ,'](?=[0-9]{3}(?![0-9]))", "", text)
    decimal = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)
    once = re.search(r"(?<![0-9,. ])[1-9][0-9]{0,2},[0-9]{3}(?![0-9,.])", text)
    if once:
        return [without_groups, decimal]
    zero = re.search(r"(?<![0-9])0,[0-9]", text)
    return [decimal] if zero else [re.sub(r"(?<=[0-9]),(?=[0-9])", ".", without_groups)]


def _spellings(text: str) -> list[str]:
    """The text with its words as we write them; a currency may be one of several."""
    text = re.sub(r"\bmil millones\b", "bn", text, flags=re.IGNORECASE)
    for pattern, ours in _WAYS:
        text = re.sub(pattern, ours, text, flags=re.IGNORECASE)
    amount, *words = text.split() or [""]
    scales: list[str] = []
    units: list[str] = []
    for word in words:
        scale = word if word in _SCALE else multiplier(word)
        if scale and not units:
            scales += scale.split()
        elif word.lower() not in ("de", "of", "d'"):
            units.append(word)
    if sum(each in _SCALE for each in scales) > 1:
        return []
    codes = currencies(units[0]) if units else ()
    ways = [[code, *units[1:]] for code in codes] or [units]
    return [" ".join((amount, *scales, *way)) for way in ways]


def _is_one(text: str) -> bool:
    """Whether a guess is a value itself."""
    match = VALUE.fullmatch(text)
    if match is None:
        return False
    low, high = _ends(match)
    unit = match[5] or ""
    word = unit.split(maxsplit=1)[0] if unit else ""
    odd = _SECOND_NUMBER.match(unit) or _NO_UNIT.search(unit) or _is_scaled(word)
    return low <= high and not (odd or multiplier(word) or currencies(word))
