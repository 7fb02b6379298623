"""The filters of a command line, checked: words against the vocabulary, ids against the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.catalog.filters import Filters
from aitracker.catalog.lists import collections_of
from aitracker.catalog.resolve import resolve
from aitracker.model.errors import InvalidValueError, NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.cli.options import Choosing

KINDS = ("initiative-kind", "partnership-kind", "organization-kind", "source-kind")
_BODIES = ("organizations", "initiatives")


def filters(asked: Choosing, catalog: Catalog) -> Filters:
    """What was asked for; UsageError for a word that is none, NotFoundError for an id that names nothing."""
    return Filters(
        _words("--kind", asked.kind, KINDS),
        _words("--status", asked.status, ("status",)),
        _ids("--org", asked.org, catalog, _BODIES),
        _ids("--person", asked.person, catalog, ("people",)),
        tuple(asked.tag or ()),
        _ids("--source", asked.source, catalog, ("sources",)),
        _words("--evidence", asked.evidence, ("evidence",)),
        _day("--since", asked.since, first=True),
        _day("--until", asked.until, first=False),
    )


def _words(
    option: str, given: Sequence[str] | None, vocabularies: Sequence[str]
) -> tuple[str, ...]:
    if not given:
        return ()
    from aitracker.model.nearest import did_you_mean
    from aitracker.model.vocabulary import words

    known = list(dict.fromkeys(word for vocabulary in vocabularies for word in words(vocabulary)))
    for word in given:
        if word not in known:
            raise UsageError(
                f"{option}: '{word}' is no such word",
                did_you_mean(word, known, f"one of: {', '.join(known)}"),
            )
    return tuple(given)


def _ids(
    option: str, given: Sequence[str] | None, catalog: Catalog, collections: Sequence[str]
) -> tuple[str, ...]:
    found = []
    for name in given or ():
        key = resolve(catalog, name, collections)
        collection = collections_of(catalog, [key])[key]
        if collection not in collections:
            raise NotFoundError(
                f"{option}: '{key}' is one of the {collection}",
                f"give one of the {collections[0]}",
            )
        found.append(key)
    return tuple(found)


def _day(option: str, text: str | None, *, first: bool) -> str | None:
    """The first day of a date, or its last: `--since 2025` begins with it, `--until 2025` ends with it."""
    if text is None:
        return None
    from aitracker.model.dates import Date

    try:
        date = Date.parse(text)
    except InvalidValueError as misfit:
        raise UsageError(f"{option}: {misfit.message}", misfit.hint) from None
    day = date.begins.first if first else date.ends.last
    if day is None:
        raise UsageError(
            f"{option}: '{text}' has no {'first' if first else 'last'} day",
            "give a day, a month or a year",
        )
    return day.isoformat()
