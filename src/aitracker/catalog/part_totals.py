"""The figures of a record that are wholes, with what their parts add up to on the day."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from aitracker.model.part_sums import part_sum
from aitracker.model.values import Value
from aitracker.model.vocabulary import PROMISE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aitracker.catalog.facts import Fact
    from aitracker.catalog.snapshot import Snapshot
    from aitracker.model.part_sums import PartSum


def part_sums(record: Snapshot) -> dict[str, PartSum]:
    """By the path of a figure that other figures are parts of, what those add up to.

    Only what can be compared: figures in force, of one unit, of one date and stage, each said once.
    Of money with a stage, what `part` names and what each payer gives are parts too.
    """
    revised = {
        f"{PROMISE_FIELDS[promise.kind]}.{promise.position}"
        for promise in record.promises
        if promise.state == "revised"
    }
    figures = [fact for fact in record.of("figures") if fact.item == "figure"]
    latest = _latest([fact for fact in figures if fact.path not in revised])
    parts_by_metric: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for fact in latest:
        value = fact.value
        if "of" in value:
            parts_by_metric[value["of"]].append(value)
        elif "part" in value or "from" in value:
            parts_by_metric[value["metric"]].append(value)
    alike = Counter(_identity(fact.value) for fact in latest)
    result = {}
    for fact in latest:
        value = fact.value
        parts = _parts(value, parts_by_metric[value["metric"]], alone=alike[_identity(value)] == 1)
        if len({_identity(part) for part in parts}) < len(parts):
            continue
        values = [Value.parse(part["value"]) for part in parts]
        total = part_sum(Value.parse(value["value"]), values) if parts else None
        if total is not None:
            result[fact.path] = total
    return result


def _parts(
    whole: Mapping[str, Any], figures: Sequence[dict[str, Any]], *, alone: bool
) -> list[dict[str, Any]]:
    """The figures that are parts of another: of its date, where they have one, and of its stage.

    One without a date is no part of a result where the same is also aimed at or stated: where the
    whole is not `alone`.
    """
    dates = _dates(whole)
    fitting = [dates] if "measured" in whole and not alone else [dates, []]
    alike = [
        figure
        for figure in figures
        if figure is not whole
        and _dates(figure) in fitting
        and figure.get("stage") in (None, whole.get("stage", figure.get("stage")))
    ]
    return next((parts for parts in _kinds(whole, alike) if parts), [])


def _kinds(
    whole: Mapping[str, Any], figures: Sequence[dict[str, Any]]
) -> Iterator[list[dict[str, Any]]]:
    """The parts of a whole by the ways to say it: with `of`, as a `part`, by who pays."""
    if "part" not in whole:
        yield [figure for figure in figures if figure.get("of") == whole["metric"]]
    if "stage" not in whole or "from" in whole:
        return
    same = [figure for figure in figures if "of" not in figure]
    if "part" not in whole:
        yield [figure for figure in same if "part" in figure and "from" not in figure]
    part = whole.get("part")
    yield [figure for figure in same if "from" in figure and figure.get("part") == part]


def _dates(figure: Mapping[str, Any]) -> list[str]:
    return [f"{key} {figure[key]}" for key in ("by", "measured") if key in figure]


def _latest(figures: Sequence[Fact]) -> list[Fact]:
    """The figures without those that were said again later, of the same date and stage."""
    newest: dict[tuple[Any, ...], str] = {}
    for fact in figures:
        subject, day = _version(fact)
        newest[subject] = max(newest.get(subject, ""), day)
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
