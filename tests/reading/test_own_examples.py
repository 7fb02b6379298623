"""Remedies give examples that the registry at hand has."""

from __future__ import annotations

import pytest

from tests.conftest import loaded

REGISTRY = """\
schema_version: 1
registry: {title: KI in Beispielland, jurisdiction: AT, languages: [de, sl]}
organizations:
  amt-fuer-ki:
    name: Amt
    sources: [seite]
    figures: [{metric: Mittel, value: 3 m CHF}, {metric: Rest, value: 4 m CHF}]
  anderes: {name: NAME, country: COUNTRY, sources: [seite], figures: [{metric: Plan, value: VALUE}]}
sources:
  seite: {url: "https://example.org/1", publisher: P, published: 2026-01-01}
"""
SOUND = {"NAME": "Amt 2", "COUNTRY": "AT", "VALUE": "5"}


def hint(**wrong: str) -> str:
    text = REGISTRY
    for key, value in {**SOUND, **wrong}.items():
        text = text.replace(key, value)
    return next(each.hint for each in loaded(text).problems if each.severity == "error")


@pytest.mark.parametrize(
    ("key", "value", "remedy"),
    [
        ("NAME", "[a, b]", "{de: ..., sl: ...}"),
        ("COUNTRY", "Austria", "such as AT"),
        ("VALUE", "many", "1.4 bn CHF"),
    ],
)
def test_a_remedy_speaks_of_the_registry_at_hand(key: str, value: str, remedy: str) -> None:
    assert remedy in hint(**{key: value})


def test_an_id_is_shown_like_one_the_registry_has() -> None:
    text = REGISTRY.replace("  anderes:", "  وكالة:")
    for key, value in SOUND.items():
        text = text.replace(key, value)
    problem = next(each for each in loaded(text).problems if each.severity == "error")
    assert "write it like amt-fuer-ki" in problem.hint


def test_a_registry_that_has_none_is_given_a_general_example() -> None:
    text = "schema_version: 1\norganizations:\n  a: {name: [b], sources: [c]}\n"
    assert any("{en: ..., fr: ...}" in each.hint for each in loaded(text).problems)
