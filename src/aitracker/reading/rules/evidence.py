"""Rules about the sources of a fact, and the rival accounts of it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aitracker.model.nearest import did_you_mean
from aitracker.model.part_sums import part_sum
from aitracker.model.problems import Problem
from aitracker.model.records import Figure, Item, Record, Registry, Rival, Source

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence


def no_source(registry: Registry) -> Iterator[Problem]:
    """Every fact has a source: a record has its sources, and each rival account its own.

    Bad::

        organizations:
          agency: {name: Agency}

    Good::

        organizations:
          agency: {name: Agency, sources: [press-page]}
    """
    for key, path, item in registry.items:
        if isinstance(item, Record) and not item.sources:
            yield Problem(
                f"'{key}' has no sources",
                "add sources: [...] with the ids of the sources that say so",
                id=key,
            )
        if isinstance(item, Rival) and not item.sources:
            yield Problem(
                "this rival account has no sources",
                "add sources: [...] to it",
                id=key,
                path=path,
            )


def empty_rival(registry: Registry) -> Iterator[Problem]:
    """A rival account states what differs: in a field of the fact it contradicts, or in prose.

    Bad::

        events:
          conference:
            name: Conference
            date: 2026-01-12
            sources: [press-page]
            others_say: [{sources: [official-page]}]

    Good::

        events:
          conference:
            name: Conference
            date: 2026-01-12
            sources: [press-page]
            others_say: [{date: 2026-01-13, sources: [official-page]}]
    """
    for key, path, item in registry.items:
        if isinstance(item, Rival) and not _claims(item):
            yield Problem(
                "this rival account does not say what differs",
                "add the field that differs, or says: ...",
                id=key,
                path=path,
            )


def undecided_without_rival(registry: Registry) -> Iterator[Problem]:
    """Only a fact with a rival account can be undecided.

    Bad::

        organizations:
          agency: {name: Agency, undecided: true, sources: [press-page]}

    Good::

        organizations:
          agency:
            name: Agency
            undecided: true
            sources: [press-page]
            others_say: [{name: The Agency, sources: [official-page]}]
    """
    for key, path, item in registry.items:
        if isinstance(item, Item) and item.undecided and not item.others_say:
            yield Problem(
                "undecided, but without a rival account",
                "add others_say, or delete this line",
                id=key,
                path=(*path, "undecided"),
            )


def figure_twice(registry: Registry) -> Iterator[Problem]:
    """The same figure with two values is a disagreement: one figure with a rival account.

    A value that was said later is a revision, with `said`.

    Bad::

        organizations:
          school:
            name: School
            sources: [press-page]
            figures:
              - {metric: graduates, value: 500, by: 2030}
              - {metric: graduates, value: 600, by: 2030}

    Good::

        organizations:
          school:
            name: School
            sources: [press-page]
            figures:
              - metric: graduates
                value: 500
                by: 2030
                others_say: [{value: 600, sources: [official-page]}]
    """
    for key, record in registry.records.items():
        by_identity: dict[Hashable, Figure] = {}
        for position, figure in enumerate(record.figures if isinstance(record, Record) else ()):
            same = _identity(figure)
            if same in by_identity:
                message = f"'{figure.metric}' already has a value for this date"
                hint = "move one under others_say of the other, or add said: if it is a revision"
                if figure == by_identity[same]:
                    hint = "delete one of the two"
                yield Problem(message, hint, id=key, path=("figures", position))
            by_identity.setdefault(same, figure)


def rival_repeats(registry: Registry) -> Iterator[Problem]:
    """A rival account differs from what the registry says; a source that agrees is a source.

    Bad::

        events:
          conference:
            name: Conference
            date: 2026-01-12
            sources: [press-page]
            others_say: [{date: 2026-01-12, sources: [official-page]}]

    Good::

        events:
          conference:
            name: Conference
            date: 2026-01-12
            sources: [press-page, official-page]
    """
    for key, path, item in registry.items:
        for position, rival in enumerate(item.others_say if isinstance(item, Item) else ()):
            claims = {name: getattr(rival, name) for name in _claimed_keys(rival)}
            same = [name for name in claims if getattr(item, name, None) == claims[name]]
            if claims and len(same) == len(claims):
                yield Problem(
                    "this rival account repeats what it should contradict",
                    "delete it, and cite its source with the fact above",
                    id=key,
                    path=(*path, "others_say", position),
                )


def without_its_whole(registry: Registry) -> Iterator[Problem]:
    """`of` names the metric of another figure of the record, of which this one is a part.

    Bad::

        initiatives:
          invest:
            kind: fund
            name: Investment plan
            sources: [press-page]
            history: [{date: 2025-02, status: announced}]
            figures:
              - {metric: total, value: 200 bn EUR}
              - {metric: gigafactories, value: 20 bn EUR, of: totl}

    Good::

        initiatives:
          invest:
            kind: fund
            name: Investment plan
            sources: [press-page]
            history: [{date: 2025-02, status: announced}]
            figures:
              - {metric: total, value: 200 bn EUR}
              - {metric: gigafactories, value: 20 bn EUR, of: total}
    """
    for key, record in registry.records.items():
        figures = record.figures if isinstance(record, Record) else ()
        for position, figure in enumerate(figures):
            wholes = [each.metric for each in figures if each is not figure]
            if figure.of is not None and figure.of not in wholes:
                yield Problem(
                    f"'{key}' has no figure '{figure.of}'",
                    did_you_mean(figure.of, wholes, "add the figure of the whole"),
                    id=key,
                    path=("figures", position, "of"),
                )


def parts_exceed_whole(registry: Registry) -> Iterator[Problem]:
    """The parts of a whole (`of`) add up to no more than the whole; else one of them is wrong.

    Bad::

        initiatives:
          invest:
            kind: fund
            name: Investment plan
            sources: [press-page, official-page]
            history: [{date: 2025-02, status: announced}]
            figures:
              - {metric: total, value: 200 bn EUR}
              - {metric: public money, value: 150 bn EUR, of: total}
              - {metric: private money, value: 60 bn EUR, of: total}

    Good::

        initiatives:
          invest:
            kind: fund
            name: Investment plan
            sources: [press-page, official-page]
            history: [{date: 2025-02, status: announced}]
            figures:
              - {metric: total, value: 200 bn EUR}
              - {metric: public money, value: 50 bn EUR, of: total}
              - {metric: private money, value: 150 bn EUR, of: total}
    """
    for key, record in registry.records.items():
        figures = record.figures if isinstance(record, Record) else ()
        for name in dict.fromkeys(figure.of for figure in figures if figure.of is not None):
            whole = next((figure for figure in figures if figure.metric == name), None)
            parts = [(n, figure) for n, figure in enumerate(figures) if figure.of == name]
            if whole is None or not _are_distinct([whole, *(figure for _, figure in parts)]):
                continue
            total = part_sum(whole.value, [figure.value for _, figure in parts])
            if total is not None and total.word == "more":
                yield Problem(
                    f"the parts of '{name}' add up to {total.total}, more than {whole.value}",
                    "correct one of them, or write + after the whole if it is at least that",
                    id=key,
                    path=("figures", parts[-1][0]),
                )


def _are_distinct(figures: Sequence[Figure]) -> bool:
    """Whether figures can be added up: none of them is another version of another."""
    subjects = [
        (figure.metric, figure.part, figure.from_ and figure.from_.who) for figure in figures
    ]
    return len(set(subjects)) == len(subjects)


def single_source(registry: Registry) -> Iterator[Problem]:
    """A record with a single publisher is worth a second look; ten reprints of one are one.

    Bad::

        organizations:
          agency: {name: Agency, sources: [press-page]}

    Good::

        organizations:
          agency: {name: Agency, sources: [press-page, official-page]}
    """
    for key, inside in groupby(registry.items, itemgetter(0)):
        cited = {name for _, _, item in inside if isinstance(item, Item) for name in item.sources}
        sources = [registry.source(name) for name in cited]
        names = {source.publisher if source else None for source in sources}
        if len(names) == 1 and None not in names:  # a source that is not known may be of another
            yield Problem(
                f"'{key}' has only one publisher, {names.pop()}",
                "add a source from another publisher",
                id=key,
                path=("sources",),
            )


def publisher_spelled_twice(registry: Registry) -> Iterator[Problem]:
    """A publisher has one spelling, or its pages would count as those of several publishers.

    Bad::

        sources:
          first-page: {url: "https://news.example/1", publisher: The News}
          second-page: {url: "https://news.example/2", publisher: News (The)}

    Good::

        sources:
          first-page: {url: "https://news.example/1", publisher: The News}
          second-page: {url: "https://news.example/2", publisher: The News}
    """
    spellings: dict[str, dict[str, str]] = defaultdict(dict)
    for key, record in registry.records.items():
        if isinstance(record, Source) and record.via is None:
            host = (urlsplit(record.url).hostname or "").removeprefix("www.")
            names = spellings[host]
            if names and record.publisher not in names:
                other, where = next(iter(names.items()))
                own = f"publisher '{record.publisher}'"
                message = f"{own} is spelled '{other}' at '{where}', also on {host}"
                yield Problem(
                    message,
                    "use one spelling, or add via: if it was read on another site",
                    id=key,
                    path=("publisher",),
                )
            names.setdefault(record.publisher, key)


def address_twice(registry: Registry) -> Iterator[Problem]:
    """A page has one id, or it would count as two sources.

    Bad::

        sources:
          first-page: {url: "https://news.example/1", publisher: The News}
          second-page: {url: "http://www.news.example/1/", publisher: The News}

    Good::

        sources:
          first-page: {url: "https://news.example/1", publisher: The News}
          second-page: {url: "https://news.example/2", publisher: The News}
    """
    by_address: dict[str, str] = {}
    for key, record in registry.of(Source):
        assert isinstance(record, Source)
        scheme, _, rest = record.url.partition("://")
        page = (rest or scheme).removeprefix("www.").rstrip("/")
        other = by_address.setdefault(page, key)
        if other != key:
            yield Problem(
                f"'{other}' has the same address",
                f"cite {other} in place of '{key}', and delete this one",
                id=key,
                path=("url",),
            )


def _claims(rival: Rival) -> bool:
    return bool(_claimed_keys(rival))


def _claimed_keys(rival: Rival) -> list[str]:
    """The fields in which a rival account differs, or says to."""
    names = [field.name for field in dataclasses.fields(rival)]
    return [name for name in names if name not in ("note", "sources") and getattr(rival, name)]


def _identity(figure: Figure) -> Hashable:
    payer: Any = figure.from_ and (figure.from_.organization, figure.from_.name)
    return (
        figure.metric,
        figure.by,
        figure.measured,
        figure.part,
        figure.stage,
        figure.said,
        payer,
    )
