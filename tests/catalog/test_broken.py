"""What only breaks a rule is sound: whatever is wrong with a registry, all that is left of it can be told."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from aitracker.catalog.counts import BY, coverage, stats
from aitracker.catalog.facts import disputes, facts, why
from aitracker.catalog.outcomes import due, stale
from aitracker.catalog.queries import Catalog
from aitracker.catalog.search import Query, search
from aitracker.display.formats import accounts, story
from aitracker.display.streams import Screen
from aitracker.reading.load import load
from aitracker.reading.locate import File
from tests.conftest import BASE, REPOSITORY, indexed

CASES = sorted((REPOSITORY / "tests" / "invalid").glob("*.yaml"))
SCREEN = Screen(terminal=True, color=True, isolates=True, width=60, height=24)
ALL = ("initiatives", "partnerships", "events", "organizations", "people", "sources")


def tell_everything(catalog: Catalog) -> int:
    """Every answer about every record on a day; how many records there are."""
    rows = list(catalog.records(ALL))
    for row in rows:
        view, phrases = catalog.told(row.id)
        found = list(facts(view, phrases))
        rivals = list(disputes(view, phrases))
        assert story.text(view, phrases, SCREEN)
        assert story.as_object(view, phrases)["id"] == row.id
        assert accounts.why(view, found, phrases, SCREEN)
        assert bool(accounts.disputes(rivals, SCREEN)) == bool(rivals)
        list(why(view, found, phrases))
    list(
        chain(
            catalog.timeline(),
            catalog.signatories(),
            due(catalog),
            stale(catalog, catalog.day),
            coverage(catalog),
        )
    )
    list(chain.from_iterable(stats(catalog, by, ALL) for by in BY))
    list(search(catalog, Query.parse("the plan a")))
    return len(rows)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_all_that_is_left_of_a_broken_registry_is_told(case: Path) -> None:
    loaded = load([File(case.name, case.read_bytes())], rules=False)
    for day in ("2024-01-01", "2026-11-24"):
        told = tell_everything(indexed(loaded, day))
        assert told <= len(loaded.registry.records)
    assert told or not loaded.registry.records


def test_a_page_with_a_mistake_is_named_where_it_is_cited() -> None:
    text = (
        BASE
        + "  bad-page: {url: nowhere, publisher: X}\nevents:\n  day: {name: Day, date: 2025, sources: [bad-page, press-page]}\n"
    )
    loaded = load([File("r.yaml", text.encode())], rules=False)
    catalog = indexed(loaded, "2026-11-24", ["en"])
    view, phrases = catalog.told("day")
    told = accounts.why(
        view, list(facts(view, phrases)), phrases, SCREEN._replace(color=False, isolates=False)
    )
    assert "[bad-page], which is left out because of an error in it" in told
