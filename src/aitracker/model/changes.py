"""What changes without a step of the history: a promise is put off, a text begins to apply."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aitracker.model.dates import Date, Days
from aitracker.model.records import Application

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from aitracker.model.promises import Promise


class Change(NamedTuple):
    """`word` is of the vocabulary `change`, `date` as written; `text` tells what changed."""

    word: str
    date: str
    precision: int
    days: Days
    text: str
    sources: tuple[str, ...]


def changes(promises: Iterable[Promise]) -> Iterator[Change]:
    """The revisions of some promises, and the days on which what was set took effect."""
    for promise in promises:
        if promise.before is not None:
            yield _revision(promise, promise.before)
        if isinstance(promise.item, Application):
            yield from _effects(promise, promise.item)


def _revision(promise: Promise, before: Promise) -> Change:
    old, new = before.when or "?", promise.when or "?"
    text = f"{promise.text} ({old} → {new})".lstrip() if old != new else promise.text
    return _change(change(before.due, promise.due), promise.item.said, promise.known, text, promise)


def change(before: date | None, after: date | None) -> str:
    """Whether a last day was put off or brought forward; without one it is later than any."""
    if before == after:
        return "revised"
    later = after is None or (before is not None and after > before)
    return "put-off" if later else "brought-forward"


def _effects(promise: Promise, item: Application) -> Iterator[Change]:
    for word, when in (("applies", item.from_), ("expires", item.until)):
        if when is None:
            continue
        day = when.ends.last if word == "expires" else when.effective.last
        if day is not None and (promise.replaced is None or promise.replaced > day):
            days = Days(day, day) if word == "expires" else when.effective
            yield Change(word, str(when), when.precision, days, promise.text, promise.sources)


def _change(
    word: str, announcement: Date | None, last_day: date | None, text: str, promise: Promise
) -> Change:
    """A revision, from when it was said; where nobody says so, by when it was known."""
    if announcement is None:
        return Change(word, f"../{last_day}", 2, Days(last_day, last_day), text, promise.sources)
    days = Days(_not_before(announcement.effective.first, promise), promise.known)
    return Change(word, str(announcement), announcement.precision, days, text, promise.sources)


def _not_before(day: date | None, promise: Promise) -> date | None:
    """A day, or that of the record's first step, where it was not there yet."""
    return max(day, promise.begun) if day and promise.begun else day
