"""The figures of a record that are wholes, with what their parts add up to on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.model.part_sums import part_sum
from aitracker.model.values import Value
from aitracker.model.vocabulary import PROMISE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aitracker.catalog.facts import Fact
    from aitracker.catalog.snapshot import Snapshot
    from aitracker.model.part_sums import PartSum


def part_sums(record: Snapshot) -> dict[str, PartSum]:
    """By the path of a figure that other figures are parts of, what those add up to.

    Only what can be compared: figures in force, of one unit, of one date and stage, each said once.
    """
    revised = {
        f"{PROMISE_FIELDS[promise.kind]}.{promise.position}"
        for promise in record.promises
        if promise.state == "revised"
    }
    figures = [fact for fact in record.of("figures") if fact.item == "figure"]
    latest = _latest([fact for fact in figures if fact.path not in revised])
    found = {}
    for whole in latest:
        parts = _parts(whole, latest)
        if len({_identity(part) for part in parts}) < len(parts):
            continue
        values = [Value.parse(part["value"]) for part in parts]
        added = part_sum(Value.parse(whole.value["value"]), values)
        if added is not None:
            found[whole.path] = added
    return found


def _parts(whole: Fact, figures: Sequence[Fact]) -> list[dict[str, Any]]:
    """The figures that are parts of another: of its date, where they have one, and of its stage.

    One without a date is no part of a result where the same is also aimed at or stated.
    """
    value = whole.value
    if "part" in value:
        return []
    named = [fact for fact in figures if fact.value["metric"] == value["metric"]]
    dates = _dates(value)
    fitting = [dates] if "measured" in value and len(named) > 1 else [dates, []]
    return [
        fact.value
        for fact in figures
        if fact.value.get("of") == value["metric"]
        and _dates(fact.value) in fitting
        and fact.value.get("stage") in (None, value.get("stage", fact.value.get("stage")))
    ]


def _dates(figure: Mapping[str, Any]) -> list[str]:
    return [f"{key} {figure[key]}" for key in ("by", "measured") if key in figure]


def _latest(figures: Sequence[Fact]) -> list[Fact]:
    """The figures without those that were said again later, of the same date and stage."""
    newest: dict[tuple[Any, ...], str] = {}
    for fact in figures:
        known, said = _version(fact)
        newest[known] = max(newest.get(known, ""), said)
    return [fact for fact in figures if newest[_version(fact)[0]] == _version(fact)[1]]


def _version(fact: Fact) -> tuple[tuple[Any, ...], str]:
    """What a figure is about, and when it was said."""
    figure = fact.value
    about = (*_identity(figure), figure.get("of"), figure.get("stage"), *_dates(figure))
    return about, figure.get("said", "")


def _identity(figure: Mapping[str, Any]) -> tuple[Any, ...]:
    payer = figure.get("from") or {}
    payers = (payer.get(key) for key in ("organization", "name", "unnamed"))
    return (figure["metric"], figure.get("part"), *payers)
