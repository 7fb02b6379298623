"""Other ways to write a date, turned into ours: what somebody probably meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LOOKALIKES = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u200b")) | dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"
)
"""Invisible marks, and the dashes word processors put in the place of a hyphen."""

_MONTHS = (
    ("jan", "jän", "ene", "ينا"),
    ("feb", "fév", "fev", "فبر"),
    ("mar", "mär", "مار"),
    ("apr", "avr", "abr", "أبر", "ابر"),
    ("may", "mai", "ماي"),
    ("jun", "juin", "يوني"),
    ("jul", "juil", "يولي"),
    ("aug", "aoû", "aou", "ago", "غشت", "أغس"),
    ("sep", "set", "شتن", "سبت"),
    ("oct", "okt", "أكت", "اكت"),
    ("nov", "نون", "نوف"),
    ("dec", "déc", "dez", "dic", "دجن", "ديس"),
)
"""How the names of months begin in English, French, Arabic, German and Spanish."""


def spellings(text: str) -> Iterator[str]:
    """What the text may have meant, likeliest first; not all of it needs to be a date."""
    plain = "".join(
        str(int(c)) if c.isdecimal() else c for c in text.translate(_LOOKALIKES)
    ).strip()
    yield plain
    for pattern, rewrite in _WAYS:
        if match := re.fullmatch(pattern, plain):
            yield from rewrite(*match.groups())


def _day(year: str, month: str, day: str) -> list[str]:
    return [f"{year}-{int(month):02}-{int(day):02}", f"{year}-{int(day):02}-{int(month):02}"]


def _quarter(year: str, number: str) -> list[str]:
    return [f"{year}-Q{number}"]


def _half(year: str, number: str) -> list[str]:
    return [f"{year}-H{number}"]


def _period(number: str, name: str, year: str) -> list[str]:
    return _quarter(year, number) if name[0] in "tTqQ" else _half(year, number)


def _named(day: str | None, name: str, year: str) -> list[str]:
    months = [
        number
        for number, starts in enumerate(_MONTHS, 1)
        if name.strip().lower().startswith(starts)
    ]
    return [f"{year}-{month:02}" + (f"-{int(day):02}" if day else "") for month in months]


_POINT = "([0-9-]+~?)"
_WAYS: tuple[tuple[str, Callable[..., list[str]]], ...] = (
    (r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", _day),
    (
        r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})",
        lambda day, month, year: _day(year, month, day),
    ),
    (r"([0-9]{4})[-/.]([0-9]{1,2})", lambda year, month: [f"{year}-{int(month):02}"]),
    (r"([0-9]{1,2})[-/.]([0-9]{4})", lambda month, year: [f"{year}-{int(month):02}"]),
    (r"([0-9]{4})[- ]?[QTqt]([1-4])", _quarter),
    (r"[QTqt]([1-4])[- ]?([0-9]{4})", lambda number, year: _quarter(year, number)),
    (r"([0-9]{4})[- ]?[HShs]([12])", _half),
    (r"[HShs]([12])[- ]?([0-9]{4})", lambda number, year: _half(year, number)),
    (
        (
            r"([1-4])(?:er|e|ème|ère|º|\.|st|nd|rd|th)? "
            r"([Tt]rimestre|[Qq]uarter|[Qq]uartal|[Ss]emestre|[Hh]alf|[Hh]albjahr)"
            r"(?: de| of)? ([0-9]{4})"
        ),
        _period,
    ),
    (r"(?:c\.?|ca\.?|about|vers|~)\s*([0-9-]+)", lambda point: [f"{point}~"]),
    (r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*", lambda day: [day]),
    (r"(?:([0-9]{1,2})(?:er|st|nd|rd|th|\.)? (?:de )?)?(\D{3,}?)\.?(?: de)? ([0-9]{4})", _named),
    (r"(\D{3,}?) ([0-9]{1,2}),? ([0-9]{4})", lambda name, day, year: _named(day, name, year)),
    (f"{_POINT}/{_POINT}", lambda start, end: [f"{end}/{start}"]),
    (f"{_POINT}/", lambda start: [f"{start}/.."]),
    (f"/{_POINT}", lambda end: [f"../{end}"]),
)
"""Ways to write a date (day first, quarters, names of months), with what is offered for each."""
