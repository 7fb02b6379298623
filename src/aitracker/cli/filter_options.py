"""The filters of a command line, checked against the vocabulary and the registry."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from aitracker.catalog.filters import Filters, StepFilter
from aitracker.cli.words import parts, terms
from aitracker.model.errors import FatalError, InvalidValueError, NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.cli.options import FilterOptions
    from aitracker.model.dates import Days

RowT = TypeVar("RowT")

KINDS = ("initiative-kind", "partnership-kind", "organization-kind", "source-kind")
_BODIES = ("organizations", "initiatives")


def filters(options: FilterOptions, catalog: Catalog) -> Filters:
    """The filters of a command line; UsageError for an unknown word, NotFoundError for an id."""
    return Filters(
        terms("kind", options.kind, KINDS, "see the kinds: aitracker list --help"),
        terms("status", options.status, ("status",)),
        ids_or_names("--org", options.org, catalog),
        _ids("--person", options.person, catalog, ("people",), plain=True),
        _tags(options.tag, catalog),
        _ids("--source", options.source, catalog, ("sources",)),
        terms("evidence", options.evidence, ("evidence",)),
        part_of=_ids("--part-of", options.part_of, catalog),
        implements=_ids("--implements", options.implements, catalog),
        hosted_by=_ids("--hosted-by", options.hosted_by, catalog),
        related=_ids("--related", options.related, catalog),
        since=_day("--since", options.since, catalog, first=True),
        until=_day("--until", options.until, catalog, first=False),
        party=ids_or_names("--party", options.party, catalog),
        had=tuple(_step_filters(options.had, catalog.day)),
    )


def without_context(
    query: Callable[[Filters], Iterable[RowT]], selection: Filters, *, context: bool
) -> tuple[list[RowT], Callable[[], int]]:
    """The rows of a query, and what counts those it leaves out as context, if it does."""
    rows = list(query(selection._replace(context=context)))
    return rows, lambda: len(list(query(selection._replace(context=True)))) - len(rows)


def filter_arguments(options: FilterOptions) -> str:
    """The filters, the day and the registry as a command line has them, each after a space."""
    from shlex import quote

    from aitracker.cli.options import FilterOptions

    names = (*FilterOptions.__annotations__, "as_of", "registry")
    options_values = [(name, getattr(options, name, None)) for name in names]
    return "".join(
        f" --{name.replace('_', '-')} {quote(value)}"
        for name, values in options_values
        for value in ([values] if isinstance(values, str) else values or ())
    )


def ids_or_names(option: str, names: Sequence[str] | None, catalog: Catalog) -> tuple[str, ...]:
    """The organizations named: ids, or the plain names of those who have no record."""
    return _ids(option, names, catalog, _BODIES, plain=True)


def _tags(values: Sequence[str] | None, catalog: Catalog) -> tuple[str, ...]:
    """The tags meant, in any case; NotFoundError with the nearest for one that nothing bears."""
    if not values:
        return ()
    from aitracker.catalog.completion_values import tags
    from aitracker.model.nearest import did_you_mean

    all_tags = [tag for tag, _ in tags(catalog)]
    names = [part.lower() for part in parts(values) or [values[0]]]
    for tag in names:
        if tag not in all_tags:
            if catalog.header.unread:
                problem = str(catalog.header.problem)
                raise FatalError(f"no record that could be read has the tag '{tag}'", problem)
            hint = did_you_mean(tag, all_tags, "see the tags: aitracker stats --by tag")
            raise NotFoundError(f"no record has the tag '{tag}'", hint)
    return tuple(names)


def _ids(
    option: str,
    names: Sequence[str] | None,
    catalog: Catalog,
    collections: Sequence[str] = (),
    *,
    plain: bool = False,
) -> tuple[str, ...]:
    """The ids of the records named, all of some of the collections where any are given.

    With `plain` also the plain names, as written, of those who have no record.
    """
    if not names:
        return ()
    from aitracker.catalog.lists import collections_of
    from aitracker.catalog.resolve import plain_names, resolve

    ids: list[str] = []
    for name in _between_commas(names, catalog, collections):
        if plain and (spellings := plain_names(catalog, name)):
            ids += spellings
            continue
        key = resolve(catalog, name, collections, plain=plain)
        collection = collections_of(catalog, [key])[key]
        if collections and collection not in collections:
            raise NotFoundError(
                f"{option}: '{key}' is in {collection}", f"give an id of {collections[0]}"
            )
        ids.append(key)
    return tuple(ids)


def _step_filters(values: Sequence[str] | None, today: str) -> Iterator[StepFilter]:
    """The steps meant by `signed`, by `signed:2024` or by `2024`; UsageError for another text."""
    for text in parts(values) or values or ():
        status, _, when = text.partition(":")
        if _is_date(status):
            status, when = "", text
        words = terms("status", [status], ("status",)) if status or not when else ()
        first, last = _days("--had", when, today) if when else (None, None)
        yield StepFilter(
            words[0] if words else None,
            (first or date.min).isoformat(),
            (last or date.max).isoformat(),
        )


def _is_date(text: str) -> bool:
    from aitracker.model.relative_dates import WORDS

    return text[:1] in tuple("0123456789.+-") or "-".join(text.lower().split()) in WORDS


def _between_commas(
    names: Sequence[str], catalog: Catalog, collections: Sequence[str]
) -> Iterator[str]:
    """Each name that an option was given; some have commas in them."""
    from aitracker.catalog.resolve import matches, plain_names

    for name in names:
        whole = "," not in name or matches(catalog, name, collections) or plain_names(catalog, name)
        yield from [name] if whole else parts([name]) or [name]


def _day(option: str, text: str | None, catalog: Catalog, *, first: bool) -> str | None:
    """A day counted from that of the answer."""
    return None if text is None else day_of_option(option, text, catalog.day, first=first)


def day_of_option(option: str, text: str, today: str, *, first: bool) -> str:
    """The first day of a date, or its last: 2025 begins on 1 January and ends on 31 December.

    UsageError for what is no date, or is open there.
    """
    days = _days(option, text, today)
    day = days.first if first else days.last
    if day is None:
        raise UsageError(
            f"{option}: '{text}' has no {'first' if first else 'last'} day",
            "give a day, a month or a year",
        )
    return day.isoformat()


def _days(option: str, text: str, today: str) -> Days:
    """The first and the last day of a date, None where it is open; UsageError for another text."""
    from aitracker.model.relative_dates import days_of

    try:
        return days_of(text, date.fromisoformat(today))
    except InvalidValueError as error:
        raise UsageError(f"{option}: {error.message}", error.hint) from None
