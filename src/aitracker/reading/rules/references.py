"""Rules about the ids and names a record points to."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from aitracker.model.folding import fold
from aitracker.model.nearest import did_you_mean, nearest_of
from aitracker.model.problems import Problem
from aitracker.model.records import (
    RELATIONS,
    Dated,
    Figure,
    Initiative,
    Mention,
    Party,
    Record,
    Registry,
    Role,
    Source,
)
from aitracker.model.tidying import tidy
from aitracker.model.vocabulary import BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aitracker.model.errors import KeyPath


_CALLED = {
    "organizations": "an organization",
    "people": "a person",
    "sources": "a source",
    "events": "an event",
}


_MOST_HINTS = 20
"""Finding the nearest of many ids takes time; more misspelled ids than this have another cause."""


def unknown_reference(registry: Registry) -> Iterator[Problem]:
    """A referenced id must be the id of a record; a misspelled one would silently link to nothing.

    Bad::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [ministri]
            sources: [press-page]
            history: [{date: 2026-01-12, status: launched}]

    Good::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [ministry]
            sources: [press-page]
            history: [{date: 2026-01-12, status: launched}]
    """
    hints: dict[tuple[str, tuple[str, ...]], str] = {}
    for key, (path, name, collections) in registry.references:
        if name not in registry.records and name not in registry.broken:
            if (name, collections) not in hints and len(hints) < _MOST_HINTS:
                hints[name, collections] = _nearest(registry, name, collections)
            yield Problem(
                f"unknown id '{name}'",
                hints.get((name, collections), ""),
                id=key,
                path=path,
            )


def wrong_collection(registry: Registry) -> Iterator[Problem]:
    """A reference names a record of the right collection, such as a source or a person.

    An initiative that is a body, an institute or a network may be used as an organization.

    Bad::

        events:
          launch:
            name: Launch
            date: 2026-01-12
            organizers: [minister]
            sources: [press-page]

    Good::

        events:
          launch:
            name: Launch
            date: 2026-01-12
            organizers: [ministry]
            sources: [press-page]
    """
    for key, (path, name, collections) in registry.references:
        if name in registry.records and not _fits(registry, name, collections):
            collection = registry.records[name].collection
            nouns = " or ".join(map(_CALLED.__getitem__, collections))
            message = f"expected {nouns}, but '{name}' is in {collection}"
            hint = _without_a_person(path, name) or f"use the id of {nouns}"
            yield Problem(message, hint, id=key, path=path)


def _without_a_person(path: KeyPath, body: str) -> str:
    """Where to write an organization that stands among the people of a step; "" elsewhere."""
    if path[0] != "history" or path[2:3] != ("people",) or path[-1] != "person":
        return ""
    role = path[3]
    return f"write organizations: {{{role}: [{body}]}} in this step, beside people:"


def self_reference(registry: Registry) -> Iterator[Problem]:
    """A record is not part of itself and does not follow itself, not even through other records.

    Bad::

        organizations:
          directorate:
            name: Directorate
            part_of: [directorate]
            sources: [press-page]

    Good::

        organizations:
          directorate:
            name: Directorate
            part_of: [ministry]
            sources: [press-page]
    """
    for relation in RELATIONS:
        for key, record in registry.records.items():
            for position, target in enumerate(getattr(record, relation, ())):
                if target == key or (
                    relation in ("part_of", "follows")
                    and _leads_to(registry, relation, target, key)
                ):
                    yield Problem(
                        f"'{key}' points to itself through {relation}",
                        "delete one link of the cycle",
                        id=key,
                        path=(relation, position),
                    )


def cited_twice(registry: Registry) -> Iterator[Problem]:
    """An id is listed once.

    Bad::

        organizations:
          agency: {name: Agency, sources: [press-page, press-page]}

    Good::

        organizations:
          agency: {name: Agency, sources: [press-page, official-page]}
    """
    before: tuple[str, KeyPath] = ("", ())
    sources_so_far: set[str] = set()
    for key, (path, name, _) in registry.references:
        if not isinstance(path[-1], int):
            continue
        if (key, path[:-1]) != before:
            before, sources_so_far = (key, path[:-1]), set()
        if name in sources_so_far:
            yield Problem(
                f"'{name}' is already in this list", "delete one of the two", id=key, path=path
            )
        sources_so_far.add(name)


def one_name(registry: Registry) -> Iterator[Problem]:
    """A party or person is given in one way: by id, by plain name, or as unnamed.

    Bad::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [{organization: ministry, name: The ministry}]
            sources: [press-page]
            history: [{date: 2026-01-12, status: launched}]

    Good::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [{organization: ministry}, {unnamed: two universities}]
            sources: [press-page]
            history: [{date: 2026-01-12, status: launched}]
    """
    for key, path, item in _of(registry, Party, Mention, Role):
        main = id_key(item)
        ways = [name for name in (main, "name", "unnamed") if getattr(item, name, None) is not None]
        if not ways:
            hint = f"add {main}:, name: or unnamed:"
            if isinstance(item, Mention) and item.for_ and path[2:3] == ("people",):
                body = item.for_.organization or item.for_.name
                hint += f"; or write organizations: {{{path[3]}: [{body}]}} in this step"
            yield Problem(f"missing field '{main}'", hint, id=key, path=path)
        elif len(ways) > 1:
            yield Problem(
                f"{' and '.join(ways)} cannot be combined",
                "keep one of them",
                id=key,
                path=path,
            )


def name_of_a_record(registry: Registry) -> Iterator[Problem]:
    """A person or organization with a record is named by its id, so that all about it is found.

    Bad::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [The Ministry]
            sources: [press-page]
            history: [{date: 2026-01-12, status: launched}]

    Good::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [ministry]
            sources: [press-page]
            history: [{date: 2026-01-12, status: launched}]
    """
    names = known_names(registry)
    for key, path, item in _of(registry, Party, Mention, Role):
        name = item.name
        record = None if name is None else _record_called(names, wanted(item), name)
        if record is not None:
            yield Problem(
                f"'{name}' has a record",
                f"write {record}, or {id_key(item)}: {record} instead of name:",
                id=key,
                path=(*path, "name"),
            )


def _record_called(names: Mapping[tuple[str, str], str], collection: str, name: str) -> str | None:
    """The record of a name, which may be its id with other signs between the words or around."""
    folded_name = fold(name)
    spellings = [folded_name, folded_name.replace("_", " "), re.sub(r"[\s_.]+", "-", folded_name)]
    if not (name[:1].isalnum() and name[-1:].isalnum()):
        spellings += map(fold, tidy(name))
    if first := _ID_AND_MORE.match(folded_name):
        spellings.append(first[1])
    return next(
        (names[collection, each] for each in spellings if (collection, each) in names), None
    )


_ID_AND_MORE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)+)[^a-z0-9-]")
"""An id with hyphens at the start of a name, and more behind it."""


def formerly_taken(registry: Registry) -> Iterator[Problem]:
    """A former id still finds its record, so no other record may use it.

    Bad::

        organizations:
          digital-agency:
            name: Digital agency
            formerly: [ministry]
            sources: [press-page]

    Good::

        organizations:
          digital-agency:
            name: Digital agency
            formerly: [it-agency]
            sources: [press-page]
    """
    former: dict[str, str] = {}
    for key, record in registry.records.items():
        for position, old in enumerate(record.formerly):
            owner = (
                old
                if old in registry.records or old in registry.broken
                else former.setdefault(old, key)
            )
            if owner != key:
                message = (
                    f"'{old}' is the id of a record"
                    if owner == old
                    else f"'{old}' is already a former id of '{owner}'"
                )
                yield Problem(message, "delete it here", id=key, path=("formerly", position))


def meets_nothing(registry: Registry) -> Iterator[Problem]:
    """`meets` names a milestone of the same record.

    Bad::

        initiatives:
          centre:
            kind: institute
            name: Centre
            sources: [press-page]
            milestones: [{name: Opening, due: 2026}]
            history: [{date: 2026-03-01, status: active, meets: Openning}]

    Good::

        initiatives:
          centre:
            kind: institute
            name: Centre
            sources: [press-page]
            milestones: [{name: Opening, due: 2026}]
            history: [{date: 2026-03-01, status: active, meets: Opening}]
    """
    for key, record in registry.records.items():
        if isinstance(record, Dated):
            names = [milestone.name for milestone in record.milestones]
            for position, entry in enumerate(record.history):
                if entry.meets is not None and entry.meets not in names:
                    hint = did_you_mean(entry.meets, names, "add the milestone to the record")
                    yield Problem(
                        f"'{key}' has no milestone '{entry.meets}'",
                        hint,
                        id=key,
                        path=("history", position, "meets"),
                    )


def replaces_nothing(registry: Registry) -> Iterator[Problem]:
    """`instead_of` is the date of another aim of the same metric and part in the same record.

    Bad::

        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [press-page]
            history: [{date: 2024-01, status: adopted}]
            figures:
              - {metric: people trained, value: 500, by: 2025}
              - {metric: people trained, value: 500, by: 2028, said: 2025-11, instead_of: 2026}

    Good::

        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [press-page]
            history: [{date: 2024-01, status: adopted}]
            figures:
              - {metric: people trained, value: 500, by: 2025}
              - {metric: people trained, value: 500, by: 2028, said: 2025-11, instead_of: 2025}
    """
    for key, record in registry.records.items():
        figures = record.figures if isinstance(record, Record) else ()
        for position, figure in enumerate(figures):
            if figure.instead_of is None:
                continue
            dates = _dates_of_other_versions(figure, figures)
            if str(figure.instead_of) not in dates:
                is_known = (
                    f"its aims are for {', '.join(dates)}" if dates else "add that aim before it"
                )
                yield Problem(
                    f"'{key}' has no aim '{figure.metric}' for {figure.instead_of}",
                    is_known,
                    id=key,
                    path=("figures", position, "instead_of"),
                )


def _dates_of_other_versions(figure: Figure, figures: Sequence[Figure]) -> list[str]:
    """The dates of the other aims of the same metric and part."""
    return [
        str(each.by)
        for each in figures
        if each is not figure
        and (each.metric, each.part) == (figure.metric, figure.part)
        and each.by is not None
    ]


def milestone_twice(registry: Registry) -> Iterator[Problem]:
    """Two milestones of one name are one promise, put off; `said` tells which came later.

    Bad::

        initiatives:
          centre:
            kind: institute
            name: Centre
            sources: [press-page, official-page]
            milestones: [{name: Opening, due: 2026}, {name: Opening, due: 2028}]
            history: [{date: 2025-03-01, status: announced}]

    Good::

        initiatives:
          centre:
            kind: institute
            name: Centre
            sources: [press-page, official-page]
            milestones: [{name: Opening, due: 2026}, {name: Opening, due: 2028, said: 2026-01}]
            history: [{date: 2025-03-01, status: announced}]
    """
    for key, record in registry.records.items():
        if not isinstance(record, Dated):
            continue
        promises_so_far: set[tuple[str, str | None, tuple[str, ...]]] = set()
        for position, milestone in enumerate(record.milestones):
            day = str(milestone.said) if milestone.said else None
            same = (milestone.name, day, () if day else record.sources_of(milestone))
            if same in promises_so_far:
                yield Problem(
                    f"the milestone '{milestone.name}' is promised twice",
                    "add said: to the later one, or give it another name",
                    id=key,
                    path=("milestones", position),
                )
            promises_so_far.add(same)


def inferred_nothing(registry: Registry) -> Iterator[Problem]:
    """`inferred` lists ids that the record names in one of its relations.

    Bad::

        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [press-page]
            inferred: [ministry]
            history: [{date: 2024-01, status: adopted}]

    Good::

        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [press-page]
            see: [ministry]
            inferred: [ministry]
            history: [{date: 2024-01, status: adopted}]
    """
    for key, record in registry.records.items():
        if not isinstance(record, Record):
            continue
        related_ids = {other for relation in RELATIONS for other in getattr(record, relation)}
        for position, other in enumerate(record.inferred):
            if other not in related_ids:
                yield Problem(
                    f"'{other}' is not among the relations of '{key}'",
                    f"name it there too, as in follows: [{other}]",
                    id=key,
                    path=("inferred", position),
                )


def unused_source(registry: Registry) -> Iterator[Problem]:
    """A source that is not cited was either forgotten where it belongs, or is no longer needed.

    Bad::

        sources:
          lonely-page: {url: "https://example.org/1", publisher: Example, published: 2026-01-12}

    Good::

        sources:
          cited-page: {url: "https://example.org/1", publisher: Example, published: 2026-01-12}
        organizations:
          agency: {name: Agency, sources: [cited-page, press-page]}
    """
    source_ids = {reference.id for _, reference in registry.references}
    for key, record in registry.records.items():
        if isinstance(record, Source) and key not in source_ids and not registry.broken:
            yield Problem(f"source '{key}' is not cited", "cite it, or delete it", id=key)


def plain_name_twice(registry: Registry) -> Iterator[Problem]:
    """A name used in two records deserves a record, or the two would not be found together.

    Bad::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [ministry, Onepoint SA]
            sources: [press-page, official-page]
            history: [{date: 2026-01-12, status: launched}]
          centre:
            kind: mou
            name: Centre
            parties: [ministry, Onepoint SA]
            sources: [press-page, official-page]
            history: [{date: 2026-01-12, status: signed}]

    Good::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [ministry, onepoint]
            sources: [press-page, official-page]
            history: [{date: 2026-01-12, status: launched}]
          centre:
            kind: mou
            name: Centre
            parties: [ministry, onepoint]
            sources: [press-page, official-page]
            history: [{date: 2026-01-12, status: signed}]
        organizations:
          onepoint: {name: Onepoint SA, kind: company, sources: [press-page, official-page]}
    """
    for places in _plain_names(registry):
        if len({key for key, _, _ in places}) > 1:
            key, path, name = places[-1]
            message = f"'{name}' is named in {len(places)} places without a record"
            yield Problem(message, "add a record, and use its id", id=key, path=path)


def _plain_names(registry: Registry) -> Iterable[list[tuple[str, KeyPath, str]]]:
    """For each plain name, in any spelling, the places where it stands: record, path, spelling."""
    places: dict[tuple[str, str], list[tuple[str, KeyPath, str]]] = defaultdict(list)
    for key, path, item in _of(registry, Party, Mention):
        # The states that signed a text need no records: filters find them by their names.
        if item.name is not None and path[2:3] != ("organizations",):
            places[wanted(item), fold(item.name)].append((key, path, item.name))
    return places.values()


def _of(registry: Registry, *types: type) -> Iterator[tuple[str, KeyPath, Any]]:
    return (entry for entry in registry.items if isinstance(entry[2], types))


def _nearest(registry: Registry, name: str, collections: tuple[str, ...]) -> str:
    candidates = [other for other in registry.records if _fits(registry, other, collections)]
    candidates += [
        other
        for other, collection in registry.broken.items()
        if not collections or collection in collections
    ]
    if (
        near := _of_the_same_words(name, candidates) or nearest_of(name, candidates, 0.8)
    ) is not None:
        return f"did you mean '{near}'?"
    if collections in (("organizations",), ("people",)):
        return "add a record with this id, or write a plain name as {name: ...}"
    return "add a record with this id, or correct it"


def _of_the_same_words(name: str, names: Sequence[str]) -> str | None:
    """The only id that has all words of this one, or of whose words this one has all."""
    words = set(name.split("-"))
    alike = [other for other in names if words <= (of := set(other.split("-"))) or of <= words]
    return alike[0] if len(alike) == 1 else None


def id_key(item: Party | Mention | Role) -> str:
    """The key under which the id of a person or an organization stands in an item."""
    return "person" if isinstance(item, Mention) else "organization"


def wanted(item: Party | Mention | Role) -> str:
    """The collection of the record that an item names."""
    return "people" if isinstance(item, Mention) else "organizations"


def _fits(registry: Registry, name: str, collections: tuple[str, ...]) -> bool:
    record = registry.records[name]
    if not collections or record.collection in collections:
        return True
    return (
        "organizations" in collections
        and isinstance(record, Initiative)
        and record.kind in BODY_KINDS
    )


def _leads_to(registry: Registry, relation: str, start: str, goal: str) -> bool:
    pending, visits = [start], set()
    while pending:
        key = pending.pop()
        if key == goal:
            return True
        if key not in visits:
            visits.add(key)
            pending.extend(getattr(registry.records.get(key), relation, ()))
    return False


def known_names(registry: Registry) -> dict[tuple[str, str], str]:
    """Records of people and bodies by collection and each folded id, name and alias."""
    names: dict[tuple[str, str], str] = {}
    for key, record in registry.records.items():
        if not isinstance(record, Record) or not (
            _is_body(record) or record.collection == "people"
        ):
            continue
        collection = "people" if record.collection == "people" else "organizations"
        for text in (key, record.name, *(alias.text for alias in record.aliases)):
            for name in (text,) if isinstance(text, str) else text.values():
                names.setdefault((collection, fold(name)), key)
    return names


def _is_body(record: Record) -> bool:
    return record.collection == "organizations" or (
        isinstance(record, Initiative) and record.kind in BODY_KINDS
    )
