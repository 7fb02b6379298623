"""The filters of a command line, checked against the vocabulary and the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.catalog.filters import Filters
from aitracker.catalog.lists import collections_of
from aitracker.model.errors import InvalidValueError, NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.cli.options import FilterOptions

KINDS = ("initiative-kind", "partnership-kind", "organization-kind", "source-kind")
_BODIES = ("organizations", "initiatives")


def filters(options: FilterOptions, catalog: Catalog) -> Filters:
    """The filters of a command line; UsageError for an unknown word, NotFoundError for an id."""
    return Filters(
        _words("kind", options.kind, KINDS, "see the kinds: aitracker list --help"),
        _words("status", options.status, ("status",)),
        _ids("--org", options.org, catalog, _BODIES),
        _ids("--person", options.person, catalog, ("people",)),
        tuple(options.tag or ()),
        _ids("--source", options.source, catalog, ("sources",)),
        _words("evidence", options.evidence, ("evidence",)),
        _ids("--part-of", options.part_of, catalog),
        _ids("--implements", options.implements, catalog),
        _ids("--hosted-by", options.hosted_by, catalog),
        _ids("--related", options.related, catalog),
        _day("--since", options.since, first=True),
        _day("--until", options.until, first=False),
    )


def check_word(what: str, word: str, known: Sequence[str], otherwise: str = "") -> None:
    """UsageError for a word that is not known, with the nearest, `otherwise` or all that are."""
    if word in known:
        return
    from aitracker.model.nearest import did_you_mean

    hint = did_you_mean(word, known, otherwise or f"one of: {', '.join(known)}")
    raise UsageError(f"unknown {what} '{word}'", hint)


def _words(
    what: str, values: Sequence[str] | None, vocabularies: Sequence[str], otherwise: str = ""
) -> tuple[str, ...]:
    if not values:
        return ()
    from aitracker.model.vocabulary import words

    known = list(dict.fromkeys(word for vocabulary in vocabularies for word in words(vocabulary)))
    for word in values:
        check_word(what, word, known, otherwise)
    return tuple(values)


def _ids(
    option: str, names: Sequence[str] | None, catalog: Catalog, collections: Sequence[str] = ()
) -> tuple[str, ...]:
    """The ids of the records named, all of some of the collections where any are given."""
    if not names:
        return ()
    from aitracker.catalog.resolve import resolve

    ids = []
    for name in names:
        key = resolve(catalog, name, collections)
        collection = collections_of(catalog, [key])[key]
        if collections and collection not in collections:
            raise NotFoundError(
                f"{option}: '{key}' is in {collection}", f"give an id of {collections[0]}"
            )
        ids.append(key)
    return tuple(ids)


def _day(option: str, text: str | None, *, first: bool) -> str | None:
    """The first day of a date, or its last: 2025 begins on 1 January and ends on 31 December."""
    if text is None:
        return None
    from aitracker.model.dates import Date

    try:
        date = Date.parse(text)
    except InvalidValueError as error:
        raise UsageError(f"{option}: {error.message}", error.hint) from None
    day = date.begins.first if first else date.ends.last
    if day is None:
        raise UsageError(
            f"{option}: '{text}' has no {'first' if first else 'last'} day",
            "give a day, a month or a year",
        )
    return day.isoformat()
