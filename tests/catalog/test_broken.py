"""What only breaks a rule is sound.

Whatever is wrong with a registry, all that is left of it can be told.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from aitracker.catalog.catalog import Catalog, Names, pages
from aitracker.catalog.counts import BY, coverage, stats
from aitracker.catalog.due import due
from aitracker.catalog.facts import contested_facts, labels
from aitracker.catalog.lists import collections_of, records
from aitracker.catalog.search import search
from aitracker.catalog.search_query import Query
from aitracker.catalog.signatories import signatories
from aitracker.catalog.snapshot import normal_form, snapshot, sourced_facts
from aitracker.catalog.stale import stale
from aitracker.catalog.story import story as told_of
from aitracker.catalog.timeline import timeline
from aitracker.display.formats import disputes, page_markdown, page_text, record_data, why
from aitracker.display.formats.record_page import page as page_of
from aitracker.display.formats.record_page import related_ids
from aitracker.display.streams import Screen
from aitracker.display.wording import Wording
from aitracker.reading.load import load
from aitracker.reading.locate import File
from tests.conftest import BASE, REPOSITORY, indexed

CASES = sorted((REPOSITORY / "tests" / "invalid").glob("*.yaml"))
SCREEN = Screen(terminal=True, color=True, bidi="isolate", width=60, height=24)
ALL = ("initiatives", "partnerships", "events", "organizations", "people", "sources")


def tell_everything(catalog: Catalog) -> int:
    """Every answer about every record on a day; how many records there are."""
    rows = list(records(catalog, ALL))
    for row in rows:
        record = snapshot(catalog, row.id)
        wording = Wording(catalog.texts, record.names)
        found = sourced_facts(record)
        story = told_of(catalog, row.id, row.collection, related_ids(record))
        page = page_of(record, labels(catalog, record.collection), wording, story, everything=True)
        assert page_text.text(page, row.id, SCREEN)
        assert page_markdown.text(page, row.id)
        whole = record_data.as_object(record, normal_form(catalog, row.id), wording)
        assert whole["id"] == row.id
        assert why.text(found, record, wording, SCREEN)
        list(why.rows(found, record, wording))
    contradicted = list(contested_facts(catalog))
    names = Names(catalog)
    names.load()
    cited = dict(pages(catalog, [key for fact in contradicted for key in fact.cited]))
    of = collections_of(catalog, [fact.record for fact in contradicted])
    rivals = list(disputes.rows(contradicted, of, cited, Wording(catalog.texts, names)))
    assert bool(disputes.text(rivals, "en", SCREEN)) == bool(rivals)
    list(
        chain(
            timeline(catalog),
            signatories(catalog),
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
    loaded = load([File(case.name, case.read_bytes())], warnings=False)
    for day in ("2024-01-01", "2026-11-24"):
        number = tell_everything(indexed(loaded, day))
        assert number <= len(loaded.registry.records)
    assert number or not loaded.registry.records


def test_a_page_with_a_mistake_is_named_where_it_is_cited() -> None:
    text = (
        BASE
        + "  bad-page: {url: nowhere, publisher: X}\n"
        + "events:\n  day: {name: Day, date: 2025, sources: [bad-page, press-page]}\n"
    )
    catalog = indexed(load([File("r.yaml", text.encode())], warnings=False), "2026-11-24", ["en"])
    record = snapshot(catalog, "day")
    screen = SCREEN._replace(color=False, bidi="none")
    said = why.text(sourced_facts(record), record, Wording(catalog.texts, record.names), screen)
    assert "[bad-page] skipped, as it has errors; run: aitracker check" in said


@pytest.mark.parametrize(
    "signed", ["people: {signed: [minister]}", "organizations: {signed: [ministry]}"]
)
def test_who_signed_on_a_day_that_nothing_tells_is_a_party_all_the_same(signed: str) -> None:
    text = (
        BASE
        + "partnerships:\n  deal:\n    kind: mou\n    name: Deal\n"
        + "    parties: [Company]\n    sources: [no-such-page]\n"
        + f"    history: [{{at: no-such-day, status: signed, {signed}}}]\n"
    )
    loaded = load([File("r.yaml", text.encode())], warnings=False)
    assert {found.code for found in loaded.problems} == {"unknown-reference"}
    for day in ("2024-01-01", "2026-11-24"):
        tell_everything(indexed(loaded, day))
