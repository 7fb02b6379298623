"""How words of the vocabulary and months are said to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

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
}


_WORDS = frozenset(
    {"status", "kind", "evidence", "state", "stage", "collection", "outcome", "change", "delivered"}
)
"""The columns that hold words of a vocabulary."""

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


def standing(status: str | None, since: str | None, certain: bool | None, language: str) -> str:
    """A status with the day from which it holds, as in "signed since 2025-09"; "" for none.

    An event is held on its day, and what was seen by a day was so by then.
    """
    from aitracker.model.labels import say
    from aitracker.model.vocabulary import label

    if status is None:
        return ""
    word = label("status", status, language) + ("" if certain else "?")
    if since is None:
        return word
    if since.startswith("../"):
        return say("status by", language, status=word, date=since[3:])
    phrase = "status on" if status == "held" else "status since"
    return say(phrase, language, status=word, date=short_date(since, language))


def cell(key: str, value: str, language: str) -> str:
    """A word in a column of this key as people read it; anything else as it is."""
    from aitracker.model.labels import labels
    from aitracker.model.vocabulary import label_of

    if key == "role":
        return part_label(value, language)
    if key == "promise":
        return labels(language).phrases.get(f"promise {value}", value)
    return label_of(key, value, language) if key in _WORDS else value


def told_by(page: Mapping[str, Any], language: str) -> str:
    """Who says so: publisher, where it was read, when, in which language, whether officially."""
    from aitracker.model.labels import say

    via = f" {say('via', language, via=page['via'])}" if "via" in page else ""
    official = say("official", language) if page.get("kind") == "official" else None
    parts = [page["publisher"] + via, page.get("published"), page.get("language"), official]
    return ", ".join(part for part in parts if part)


def short_date(date: str, language: str) -> str:
    """A date for people.

    `../2025-11` is "by 2025-11", and the end of a span says only what differs from its beginning.
    """
    if date.startswith("../"):
        from aitracker.model.labels import say

        return say("by date", language, date=date[3:])
    start, slash, end = date.partition("/")
    shared = (
        8
        if start[:8] == end[:8] and len(start) > 7
        else 5
        if start[:5] == end[:5] and len(start) > 4
        else 0
    )
    return start + slash + end[shared:]
