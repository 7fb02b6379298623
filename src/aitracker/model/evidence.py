"""How well a fact is supported: by how many publishers, officially or not, contested or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aitracker.model.dates import Date
    from aitracker.model.records import Registry, Source


class Evidence(NamedTuple):
    """`word` is of the vocabulary `evidence`; `publishers` a count.

    `newest` the latest publication date known.
    """

    word: str
    publishers: int
    official: bool
    newest: Date | None


def word(publishers: int, *, contested: bool) -> str:
    """The word of the vocabulary `evidence` for so many publishers."""
    if contested:
        return "contested"
    return "corroborated" if publishers > 1 else "single-source" if publishers else "unsourced"


def weigh(sources: Iterable[str], registry: Registry, *, contested: bool) -> Evidence:
    """The evidence these sources are.

    Publishers count, never `via`: ten reprints of one agency are one.
    """
    pages = [source for key in sources if (source := registry.source(key)) is not None]
    publishers = {source.publisher for source in pages}
    days = [source.published for source in pages if source.published is not None]
    newest = max(
        days,
        key=lambda day: (day.begins.last is not None, day.begins.last, -day.precision),
        default=None,
    )
    return Evidence(
        word(len(publishers), contested=contested),
        len(publishers),
        any(source.kind == "official" for source in pages),
        newest,
    )


def oldest(sources: Iterable[str], registry: Registry) -> Date | None:
    """The date of the source that appeared first, by its latest possible day.

    A source without a date counts from the day it was read.
    """
    dates = [date for key in sources if (date := _date_of(registry.source(key))) is not None]
    # A source's date has a last day.
    return min(dates, key=lambda date: date.ends.last or date.begins.last, default=None)  # type: ignore[arg-type,return-value]


def _date_of(source: Source | None) -> Date | None:
    if source is None:
        return None
    date = source.published or source.accessed
    return date if date is not None and (date.ends.last or date.begins.last) else None
