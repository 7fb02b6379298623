"""Who asks in Arabic or French reads Arabic or French, but for ids, paths and addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from aitracker.catalog import counts, due, figures, pairs, rows, search, stale, sums, tree
from aitracker.catalog.rows import row_keys
from aitracker.cli.commands.list_ import COLLECTIONS
from aitracker.display.formats import disputes, why
from aitracker.model.labels import labels, languages
from aitracker.model.records import RECORD_TYPES
from tests.conftest import SHIPPED, run, write
from tests.goldens import on_a_terminal

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
    "figures",
    "figures --sums",
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
    assert words - {"id"} == set()


def test_why_heads_a_fact_with_its_label_and_keeps_the_path_behind_it() -> None:
    lines = run("why", "plan", "--lang", "ar", "-f", "table").out.splitlines()
    assert "الجهة المشرفة: وزارة [ministry] [lead.0]" in lines
    assert (
        "المسار، توقيع: وزيرة [minister] (وزيرة، عن ministry) [history.1.people.signed.0]" in lines
    )
    fields = [row["field"] for row in run("why", "plan", "--lang", "ar", "--json").json]
    assert "history.1.people.signed.0" in fields


def test_a_date_of_a_fact_is_as_short_as_anywhere_else() -> None:
    out = run("why", "deal", "history.0", "--lang", "ar", "-f", "table").out
    assert "المسار: بحلول 2025-05-01: تم التوقيع [history.0]" in out
    assert "بحلول بحلول" not in run("show", "ministry", "--lang", "ar", "-f", "table").out
    assert run("why", "deal", "history.0", "--json").json[0]["value"].startswith("../2025-05-01: ")


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
def test_every_column_has_a_heading_in_every_language(language: str) -> None:
    own = labels(language).fields
    for module in (rows, due, stale, counts, search, why, disputes, figures, sums, pairs, tree):
        for name, row in vars(module).items():
            if name.endswith("Row") and hasattr(row, "_fields"):
                assert set(row_keys(row)) - {*own} == set(), name


def test_english_and_machine_formats_keep_the_words_of_the_vocabulary() -> None:
    assert run("list", "partnerships", "--lang", "ar", "-f", "json").json[0]["status"] == "signed"
    assert "signed" in run("list", "partnerships", "--lang", "en", "-f", "table").out
    assert "تم التوقيع" in run("list", "partnerships", "--lang", "ar", "-f", "table").out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("search غغغغغغ", "لا يوجد سجل يضم كل هذه الكلمات\n"),
        ("why page", "ليس للمصدر مصدر؛ لقراءته: aitracker show page\n"),
        ("why deal milestones", "لا شيء في milestones ضمن deal\n"),
    ],
)
def test_what_is_said_beside_an_answer_is_said_to_people_in_their_language(
    line: str, told: str
) -> None:
    assert run(*line.split(), "--lang", "ar", "-f", "table").err == told
    assert re.search("[؀-ۿ]", run(*line.split(), "--lang", "ar", "-f", "csv").err) is None


def test_who_doubts_asks_with_the_sign_of_the_language(place: Path) -> None:
    write(place, ARABIC.replace("date: 2025-02,", "date: 2025,"))
    asked = ("list", "initiatives", "--as-of", "2025-05", "-f", "table", "--lang")
    assert "تم الإعلان عنه؟" in run(*asked, "ar").out
    assert "annoncé\u00a0?" in run(*asked, "fr").out
    assert "announced?" in run(*asked, "en").out


@pytest.mark.parametrize(("date", "said"), [("2025-03-10", "tenu le"), ("2025-03", "tenu en")])
def test_an_event_is_held_on_a_day_or_in_a_month(place: Path, date: str, said: str) -> None:
    write(
        place,
        ARABIC.replace('name: "اليوم"\n    date: 2025-03-10', f'name: "اليوم"\n    date: {date}'),
    )
    assert f"{said} {date}" in run("show", "day", "--lang", "fr", "-f", "table").out


def test_every_collection_can_be_listed_and_its_records_counted() -> None:
    assert set(COLLECTIONS) == set(RECORD_TYPES)
    nouns = {f"noun {noun}" for noun in COLLECTIONS.values()}
    assert [nouns - set(labels(language).phrases) for language in languages()] == [
        set() for _ in languages()
    ]


@pytest.mark.parametrize("bidi", ["isolate", "mark"])
@pytest.mark.parametrize("columns", [40, 47, 52, 56, 58, 60, 66, 68, 75, 80])
def test_no_mark_of_direction_is_printed_as_a_code_wherever_a_line_breaks(
    columns: int, bidi: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    ids = ("mistral-ai-lab", "jazari-root", "ai-made-in-morocco")
    for args in (("show", *ids), ("why", ids[0]), ("disputes",)):
        for language in ("ar", "fr"):
            options = ("--lang", language, "-r", str(SHIPPED))
            done = on_a_terminal(*args, *options, color="always", bidi=bidi)
            assert done.code == 0
            assert "\\u20" not in done.out
