"""Who asks in Arabic or French reads Arabic or French, but for ids, paths and addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from aitracker.catalog import counts, due, rows, search, stale
from aitracker.catalog.rows import keys
from aitracker.cli.commands.list_ import COLLECTIONS
from aitracker.display.formats import disputes, why
from aitracker.model.labels import labels, languages
from aitracker.model.records import RECORD_TYPES
from tests.conftest import run, write

if TYPE_CHECKING:
    from pathlib import Path

ARABIC = """\
schema_version: 1
registry:
  title: "سجل الذكاء الاصطناعي"
  languages: [ar]
organizations:
  ministry:
    name: "وزارة"
    kind: ministry
    sources: [page, other-page]
  agency:
    name: "وكالة"
    kind: agency
    sources: [page]
people:
  minister:
    name: "وزيرة"
    roles:
      - {title: "وزيرة", organization: ministry, from: 2024-10-23}
      - {title: "مديرة", organization: agency, until: 2024-10-23}
    sources: [page]
initiatives:
  plan:
    kind: strategy
    name: "الخطة"
    summary: "خطة وطنية"
    lead: [ministry]
    partners: [{name: "شركة", does: "تمول"}]
    sources: [page]
    others_say:
      - {says: "لا خطة", sources: [other-page], note: "في حوار"}
    milestones:
      - {name: "الافتتاح", due: 2025-06, said: 2025-01-01}
      - {name: "الختام", due: ../2027-03}
    figures:
      - metric: "مناصب"
        value: 240000
        by: 2030
        baseline: 50000
        others_say: [{value: 270000, sources: [other-page]}]
      - {metric: "ميزانية", value: 11 bn MAD, stage: announced, from: {name: "بنك"}}
    history:
      - {date: 2025-01-01, status: announced, summary: "أعلنت", place: "الرباط"}
      - date: 2025-03-04/2025-03-05
        status: launched
        at: day
        people: {signed: [{person: minister, for: ministry}], attended: [{name: "ضيف"}]}
  part:
    kind: programme
    name: "جزء"
    part_of: [plan]
    sources: [page]
    history: [{date: 2025-02, status: announced}]
partnerships:
  deal:
    kind: mou
    name: "مذكرة"
    parties: [ministry, agency]
    implements: [plan]
    objectives: [{text: "التكوين"}]
    sources: [page]
    history: [{date: ../2025-05-01, status: signed, people: {signed: [minister]}}]
events:
  day:
    name: "اليوم"
    date: 2025-03-10
    place: "الرباط"
    organizers: [ministry]
    people: {spoke: [minister], absent: [{name: "غائب"}]}
    sources: [page]
sources:
  page:
    {url: "https://example.org/1", publisher: "صحيفة", title: "عنوان", published: 2025-03-11}
  other-page:
    {url: "https://example.org/2", publisher: "جريدة", published: 2025-05-12, kind: official}
"""
COMMANDS = [
    "list all",
    "list people",
    "list signatories",
    "list sources",
    "list pairs",
    "show plan --all",
    "show part deal day",
    "show ministry agency minister page --all",
    "timeline",
    "timeline minister",
    "timeline ministry",
    "tree plan",
    "search الخطة",
    "search مذكرة",
    "due",
    "stale",
    "disputes",
    "why plan",
    "why deal",
    "stats all --by collection --by kind --by status --by evidence --by year --by organization",
    "stats --coverage",
]
OUT_OF_LANGUAGE = re.compile(
    r"https?://\S+|\b[a-z_]+(?:\.[0-9a-z_]+)+\b|\bMAD\b|\b(?:[a-z]+-)*[a-z]+\b(?=\])"
)
"""Addresses, paths of fields, currencies, and ids in brackets."""


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, ARABIC)


@pytest.mark.parametrize("line", COMMANDS)
def test_nothing_is_said_in_english_to_who_asks_in_arabic(line: str) -> None:
    done = run(*line.split(), "--lang", "ar", "-f", "table")
    assert done.code == 0
    assert done.out
    ids = {
        "page",
        "other-page",
        "ministry",
        "agency",
        "minister",
        "plan",
        "part",
        "deal",
        "day",
        "ar",
    }
    shown = OUT_OF_LANGUAGE.sub("", done.out)
    words = set(re.findall(r"[A-Za-z][A-Za-z_-]*", shown)) - ids
    fields = {"name", "kind", "summary", "lead", "partners", "parties", "implements", "status"}
    fields |= {"milestones", "figures", "history", "objectives", "as", "id"}
    assert words - (fields if line.startswith("why") else {"id"}) == set()


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
def test_every_column_has_a_heading_in_every_language(language: str) -> None:
    own = labels(language).fields
    for module in (rows, due, stale, counts, search, why, disputes):
        for name, row in vars(module).items():
            if name.endswith("Row") and hasattr(row, "_fields"):
                assert set(keys(row)) - {*own} == set(), name


def test_english_and_machine_formats_keep_the_words_of_the_vocabulary() -> None:
    assert run("list", "partnerships", "--lang", "ar", "-f", "json").json[0]["status"] == "signed"
    assert "signed" in run("list", "partnerships", "--lang", "en", "-f", "table").out
    assert "تم التوقيع" in run("list", "partnerships", "--lang", "ar", "-f", "table").out


def test_every_collection_can_be_listed_and_its_records_counted() -> None:
    assert set(COLLECTIONS) == set(RECORD_TYPES)
    nouns = {f"noun {noun}" for noun in COLLECTIONS.values()}
    assert [nouns - set(labels(language).phrases) for language in languages()] == [
        set() for _ in languages()
    ]
