"""A record as one object: its normal form, what is derived from it, and what is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.catalog.facts import facts_with_rivals
from aitracker.catalog.snapshot import positions
from aitracker.display.formats import disputes
from aitracker.model.vocabulary import PROMISE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.catalog.facts import Fact
    from aitracker.catalog.snapshot import Snapshot
    from aitracker.display.wording import Wording

_LAST = (
    "sources",
    "others_say",
    "undecided",
    "note",
    "history",
    "applies",
    "milestones",
    "figures",
)


def as_object(record: Snapshot, data: dict[str, Any], wording: Wording) -> dict[str, Any]:
    """The record as one object.

    It has its normal form (`data`), what is derived from it, who names it, what is disputed.
    """
    state = record.state
    places = {kind: positions(record, key) for kind, key in PROMISE_FIELDS.items()}
    rows = disputes.rows(
        _facts_in_place(record) if record.begun else (),
        {record.id: record.collection},
        record.pages,
        wording,
    )
    return {
        "id": record.id,
        "collection": record.collection,
        "begun": record.begun,
        "status": state.status if state else None,
        "since": state.since if state else None,
        "certain": state.certain if state else None,
        "evidence": record.evidence,
        **_facts_first(data),
        "promises": [
            promise._replace(position=places[promise.kind][promise.position])._asdict()
            for promise in record.promises
        ],
        "related": [related._asdict() for related in record.related],
        "disputes": [_dispute(dispute) for dispute in rows],
    }


def _facts_in_place(record: Snapshot) -> Iterator[Fact]:
    """What others contradict, with paths in what is there on the day.

    Some of a list may be missing there.
    """
    places: dict[str, dict[int, int]] = {}
    for fact in facts_with_rivals(record.facts.values()):
        key, *rest = fact.path.split(".")
        if rest and rest[0].isdigit():
            if key not in places:
                places[key] = positions(record, key)
            rest[0] = str(places[key][int(rest[0])])
        yield fact._replace(path=".".join((key, *rest)))


def _dispute(row: disputes.DisputeRow) -> dict[str, Any]:
    return {
        key: value
        for key, value in row._asdict().items()
        if key not in ("id", "collection", "name")
    }


def _facts_first(data: Any) -> Any:
    """Plain data with the keys in the order people write them.

    The facts come first, then who says so and who says otherwise.
    """
    if isinstance(data, list):
        return [_facts_first(item) for item in data]
    if not isinstance(data, dict):
        return data
    last = [key for key in _LAST if key in data]
    return {
        key: _facts_first(data[key]) for key in (*(key for key in data if key not in _LAST), *last)
    }
