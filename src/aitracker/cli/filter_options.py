"""The filters of a command line, checked against the vocabulary and the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.catalog.filters import Filters, Had
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
        _named("--org", options.org, catalog, _BODIES),
        _named("--person", options.person, catalog, ("people",)),
        tuple(options.tag or ()),
        _ids("--source", options.source, catalog, ("sources",)),
        _words("evidence", options.evidence, ("evidence",)),
        _day("--since", options.since, first=True),
        _day("--until", options.until, first=False),
        _named("--party", options.party, catalog, _BODIES),
        tuple(_had(text) for text in options.had or ()),
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


def _named(
    option: str, names: Sequence[str] | None, catalog: Catalog, collections: Sequence[str]
) -> tuple[str, ...]:
    """Ids, or plain names as written: those who appear once have no record."""
    if not names:
        return ()
    from aitracker.catalog.resolve import plain_names

    found: list[str] = []
    for name in names:
        found += plain_names(catalog, name, collections) or _ids(
            option, [name], catalog, collections
        )
    return tuple(found)


def _ids(
    option: str, names: Sequence[str] | None, catalog: Catalog, collections: Sequence[str]
) -> tuple[str, ...]:
    if not names:
        return ()
    from aitracker.catalog.resolve import resolve

    ids = []
    for name in names:
        key = resolve(catalog, name, collections)
        collection = collections_of(catalog, [key])[key]
        if collection not in collections:
            raise NotFoundError(
                f"{option}: '{key}' is in {collection}", f"give an id of {collections[0]}"
            )
        ids.append(key)
    return tuple(ids)


def _had(text: str) -> Had:
    """The step meant by `signed`, by `signed:2024` or by `2024`; UsageError for another text."""
    status, colon, when = text.partition(":")
    if not colon and text[:1] in "0123456789.":
        status, when = "", text
    if status or not when:
        _words("status", [status], ("status",))
    return Had(status or None, *_days("--had", when))


def _days(option: str, text: str) -> tuple[str, str]:
    """The first and the last day of a date; of no date, and of an open end, the bounds of time."""
    if not text:
        return "", "9999-12-31"
    from aitracker.model.dates import Date

    try:
        date = Date.parse(text)
    except InvalidValueError as error:
        raise UsageError(f"{option}: {error.message}", error.hint) from None
    first = date.begins.first.isoformat() if date.begins.first else ""
    return first, date.ends.last.isoformat() if date.ends.last else "9999-12-31"


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
