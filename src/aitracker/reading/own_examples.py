"""Examples in remedies become those of the registry at hand: its languages, a currency, an id."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aitracker.model.examples import AMOUNT, COUNTRY, ID, LANGUAGES, TAGS
from aitracker.model.records import Figure
from aitracker.model.units import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aitracker.model.problems import Problem
    from aitracker.model.records import Registry


def with_own_examples(problems: Iterable[Problem], registry: Registry) -> list[Problem]:
    """The problems, their remedies with examples that the registry has itself, where it has any."""
    examples: dict[str, str] = {}
    return [_with_own(problem, registry, examples) for problem in problems]


def _with_own(problem: Problem, registry: Registry, examples: dict[str, str]) -> Problem:
    hint = problem.hint
    for example, own_example in _OWN.items():
        if example in hint:
            if example not in examples:
                examples[example] = own_example(registry) or example
            hint = hint.replace(example, examples[example])
    return problem if hint == problem.hint else problem._replace(hint=hint)


def _languages(registry: Registry) -> str:
    tags = ", ".join(f"{tag}: ..." for tag in registry.header.languages)
    return f"{{{tags}}}" if tags else ""


def _tags(registry: Registry) -> str:
    tags = registry.header.languages
    return f"such as {', '.join(tags)}" if tags else ""


def _country(registry: Registry) -> str:
    own = registry.header.jurisdiction
    return f"such as {own}" if own else ""


def _id(registry: Registry) -> str:
    return next((key for key in registry.records if "-" in key), "")


def _amount(registry: Registry) -> str:
    """The amount in the currency that most figures of the registry are in."""
    units = Counter(
        item.value.unit
        for _, _, item in registry.items
        if isinstance(item, Figure) and item.value.unit in CURRENCIES
    )
    return AMOUNT.replace("USD", units.most_common(1)[0][0]) if units else ""


_OWN: dict[str, Callable[[Registry], str]] = {
    LANGUAGES: _languages,
    TAGS: _tags,
    COUNTRY: _country,
    ID: _id,
    AMOUNT: _amount,
}
