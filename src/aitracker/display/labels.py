"""How words of the vocabulary and months are said to people."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from aitracker.model.normal_form import SourceData

_STYLES = {
    "active": "good",
    "held": "good",
    "completed": "good",
    "adopted": "good",
    "launched": "good",
    "signed": "good",
    "delayed": "doubt",
    "suspended": "doubt",
    "cancelled": "bad",
    "expired": "bad",
    "scheduled": "doubt",
}

_STANDING = {"held": "status on", "scheduled": "status scheduled"}
"""The phrase of a status with its day, where it does not hold since then."""

_AMOUNTS = frozenset({"value", "baseline", "result", "gap"})
"""The columns that hold numbers with their units."""

_NUMBER = r"(?P<number>^-?[0-9.]+(?:-[0-9.]+)?)"
_SCALE = r"(?<=[0-9+~] )(?P<scale>k|m|bn|tn)(?= |$)"
_PER_CENT = r"(?P<per_cent>(?<=[0-9+~]) %)"
_AMOUNT = f"{_NUMBER}|{_SCALE}|{_PER_CENT}"
"""What a language has its own way to write in a value."""

_LINKS = {"at": "held there", "cites": "cited by", "holds": "office of", "patron": "patron of"}
"""The phrases of links that are no words of a vocabulary."""


def part_label(role: str, language: str) -> str:
    """What somebody or something is to a record that names it: a role, a part, a relation."""
    from aitracker.model.labels import say
    from aitracker.model.vocabulary import label, words

    for vocabulary in ("part", "role", "inverse-relation"):
        if role in words(vocabulary):
            return label(vocabulary, role, language)
    return say(_LINKS[role], language) if role in _LINKS else role


def status_style(status: str | None) -> str:
    """The style in which a status is printed."""
    return _STYLES.get(status or "", "")


def standing(
    status: str | None,
    since: str | None,
    certain: bool | None,
    language: str,
    spell: Callable[[str], str] | None = None,
) -> str:
    """A status with the day from which it holds, as in "signed since 2025-09"; "" for none.

    `spell` says a date, by default as short as it can be said. An event is held on its day, or
    scheduled for it, and what was seen by a day was so by then.
    """
    from aitracker.model.labels import say, with_doubt
    from aitracker.model.vocabulary import label

    if status is None:
        return ""
    word = label("status", status, language)
    word = word if certain else with_doubt(word, language)
    if since is None:
        return word
    spell = spell or partial(short_date, language=language)
    if since.startswith("../"):
        return say("status by", language, status=word, date=spell(since[3:]))
    on_day = re.search(r"-[0-9]{2}-[0-9]{2}", since)
    phrase = _STANDING.get(status, "status since")
    phrase = "status in" if phrase == "status on" and not on_day else phrase
    return say(phrase, language, status=word, date=spell(since))


def count(number: int, noun: str, language: str = "en") -> str:
    """A number with its noun: "no steps", "1 step", "2 steps", in other languages "étapes : 2"."""
    from aitracker.model.labels import languages, say

    several = say(f"noun {noun}", language)
    if language.partition("-")[0] in languages() and not language.startswith("en"):
        return say("count", language, noun=several, number=number)
    return f"{number or 'no'} {noun if number == 1 else several}"


def amount(value: str, language: str) -> str:
    """A value as people write it: 1.5 bn MAD and 30 %, in French 1,5 Md MAD and 30 %."""
    from aitracker.model.labels import number, say

    def written(part: re.Match[str]) -> str:
        if part["number"]:
            return number(part[0], language)
        return say(f"scale {part[0]}" if part["scale"] else "per cent", language)

    return re.sub(_AMOUNT, written, str(value))


def aim(text: str, language: str) -> str:
    """An aim as a promise has it: what is to be reached, and the value."""
    from aitracker.model.labels import name_and_value

    metric, colon, value = text.rpartition(": ")
    return name_and_value(metric, amount(value, language), language) if colon else text


def share(per_cent: float, language: str) -> str:
    """A share in per cent, with one decimal."""
    return amount(f"{per_cent:.1f} %", language)


def singular(collection: str, language: str) -> str:
    """What a record of a collection is called."""
    from aitracker.model.labels import say

    return say("person" if collection == "people" else collection.removesuffix("s"), language)


def cell(key: str, value: str, language: str) -> str:
    """A word in a column of this key as people read it; anything else as it is."""
    from aitracker.model.labels import labels
    from aitracker.model.vocabulary import label_of

    if key == "role":
        return part_label(value, language)
    if key in ("promise", "type"):
        return labels(language).phrases.get(f"promise {value}", value)
    if key in _AMOUNTS:
        return amount(value, language)
    # The column `part` is a text in the words of its source, unlike the vocabulary of that name.
    return value if key == "part" else label_of(key, value, language)


def source_line(page: SourceData, language: str) -> str:
    """Who says so: publisher, where it was read, when, in which language, whether officially."""
    from aitracker.model.labels import series

    return series((_publisher(page, language), *_details(page, language)), language)


def citation(page: SourceData, language: str, spell: Callable[[str], str] = str) -> str:
    """A source in a list: publisher and title, then when, in which language, whether officially."""
    from aitracker.model.labels import name_and_value, series

    page_name = name_and_value(_publisher(page, language), page.get("title"), language)
    details = series(_details(page, language, spell), language)
    return f"{page_name} ({details})" if details else page_name


def _publisher(page: SourceData, language: str) -> str:
    from aitracker.model.labels import say

    via = f" {say('via', language, via=page['via'])}" if "via" in page else ""
    return f"{page['publisher']}{via}"


def _details(page: SourceData, language: str, spell: Callable[[str], str] = str) -> list[str]:
    from aitracker.model.labels import say

    day = spell(page["published"]) if "published" in page else None
    official = say("official", language) if page.get("kind") == "official" else None
    return [part for part in (day, page.get("language"), official) if part]


def short_date(date: str, language: str) -> str:
    """A date for people.

    `../2025-11` is "by 2025-11", and the end of a span says only what differs from its beginning.
    """
    if date.startswith("../"):
        from aitracker.model.labels import say

        return say("by date", language, date=date[3:])
    start, slash, end = date.partition("/")
    prefix = (
        8
        if start[:8] == end[:8] and len(start) > 7
        else 5
        if start[:5] == end[:5] and len(start) > 4
        else 0
    )
    return start + slash + end[prefix:]


def long_date(date: str, language: str) -> str:
    """A date spelled out: "12 January 2026", "by November 2025", "about 2026"."""
    from aitracker.model.labels import say

    if date.startswith("../"):
        return say("by date", language, date=long_date(date[3:], language))
    start, slash, end = date.partition("/")
    if end == "..":
        return say("from date", language, date=long_date(start, language))
    if slash and start[:8] == end[:8] and len(start) == len(end) == 10:
        return _spell(f"{start}–{end[8:].lstrip('0')}", language)
    return " – ".join(_spell(part, language) for part in (start, end) if part)


def _spell(part: str, language: str) -> str:
    """A year, a month or a day, perhaps a span of days of one month."""
    from aitracker.model.labels import month, say

    if part.endswith("~"):
        return say("about date", language, date=_spell(part[:-1], language))
    year, *rest = part.split("-", 2)
    if not rest:
        return year
    name = month(int(rest[0]), language)
    if len(rest) == 1:
        return f"{name} {year}"
    day = rest[1].lstrip("0")
    phrase = "first of month" if day == "1" else "day of month"
    return say(phrase, language, day=day, month=name, year=year)
