"""A field that stands where it is not known is told with the place where it is."""

from __future__ import annotations

import pytest

from tests.conftest import BASE, loaded

LAB = """\
  lab:
    kind: joint-lab
    name: Lab
    parties: [ministry]
    sources: [press-page, official-page]
    history:
      - {date: 2026-01-12, status: launched, summary: Opens}
"""
STEP = "summary: Opens"
RIVAL = f"{STEP}, others_say: [{{says: no, sources: [press-page]"


def remedy(record: str) -> str:
    """What to do with the one field of a partnership that is not known there."""
    found = loaded(f"{BASE}partnerships:\n{record}").problems
    (problem,) = (each for each in found if each.severity == "error")
    assert problem.code == "unknown-key"
    return problem.hint


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("place: Rabat", "move it into a step of history: - {place: Rabat}"),
        ("lieu: Rabat", "move it into a step of history: - {place: Rabat}"),
        (f"place: {'x' * 60}", f"move it into a step of history: - {{place: {'x' * 60}}}"),
        (f"place: {'x' * 61}", "move it into a step of history: - {place: ...}"),
        ("due: 2027", "move it into an item of milestones: - {name: ..., due: 2027}"),
        (
            "measured: 2027",
            "move it into an item of figures: - {metric: ..., value: ..., measured: 2027}",
        ),
        ("montant: 5", "move it into an item of figures: - {metric: ..., value: 5}"),
        (
            "signed: [minister, x]",
            "move it into a step of history: - {people: {signed: [minister, x]}}",
        ),
        (
            "signed: [{person: minister}]",
            "move it into a step of history: - {people: {signed: ...}}",
        ),
        ("country: MA", "it is a field of organizations"),
        ("roles: []", "it is a field of people"),
        (
            "url: https://lab.example",
            "move it into an item of links: - {url: https://lab.example}",
        ),
        ("Description: x", "did you mean 'summary'?"),
        ("résumé: x", "did you mean 'summary'?"),
        ("sumary: x", "did you mean 'summary'?"),
    ],
)
def test_a_field_of_a_record_is_told_where_it_belongs(field: str, said: str) -> None:
    assert remedy(LAB.replace("    parties:", f"    {field}\n    parties:")) == said


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (
            "tags: [a]",
            "'tags' is a field of the record: move it out of this item, in line with 'history'",
        ),
        ("value: 5", "move it into an item of figures: - {metric: ..., value: 5}"),
        ("etat: x", "did you mean 'status'?"),
    ],
)
def test_a_field_of_a_step_is_told_where_it_belongs(field: str, said: str) -> None:
    assert remedy(LAB.replace(STEP, f"{STEP}, {field}")) == said


@pytest.mark.parametrize("field", ["published: 2025", "country: MA"])
def test_a_field_of_another_collection_is_not_offered_inside_an_item(field: str) -> None:
    assert remedy(LAB.replace(STEP, f"{STEP}, {field}")).startswith("one of: summary, place, date")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("due: 2027", "move this rival account to the item of milestones that it contradicts"),
        ("value: 5", "move this rival account to the item of figures that it contradicts"),
        ("text: x", "did you mean 'summary'?"),
    ],
)
def test_a_field_of_a_rival_account_is_told_which_fact_has_it(field: str, said: str) -> None:
    assert remedy(LAB.replace(STEP, f"{RIVAL}, {field}}}]")) == said
