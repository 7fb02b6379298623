"""Search: every word required, whatever the script and spelling."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitracker.catalog.search_query import Query
from tests.conftest import BASE, run, write

AMAL = """\
people:
  amal:
    name:
      en: Amal Seghrouchni
      ar: أمل السغروشني
    aliases: [Sghrouchni]
    sources: [press-page]
"""

REGISTRY = (
    BASE.replace("people:\n", AMAL)
    + """\
  rabat-page:
    url: https://rabat.example
    publisher: Rabat Daily
    title: أخبار الرباط
    published: 2025-01
initiatives:
  centre:
    kind: institute
    name:
      en: Digital Centre
      fr: "Centre « numérique » de l'intelligence"
      ar: مركز الرباط
    aliases: [Jazari Hub]
    formerly: [old-centre]
    summary: A house for language models and public services
    lead: ministry
    sources: [press-page]
    history:
      - {date: 2025-01-01, status: announced, summary: Named in parliament}
      - {date: 2026-06-01, summary: Opened with music}
    figures: [{metric: engineers trained, value: 500+, by: 2027,
        others_say: [{says: only half of them, sources: [rabat-page]}]}]
  port:
    kind: programme
    name:
      en: Port of Safi
      ar: ميناء آسفي
    sources: [press-page]
    history: [{date: 2025-01-01, status: announced, place: بالرباط}]
partnerships:
  deal:
    kind: mou
    name: Deal on Jazari models
    objectives: [Teach "deep" learning]
    sources: [press-page]
    history: [{date: 2025-01-01, status: signed, people: {signed: [{person: amal, for: ministry}]}}]
"""
)


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def ids(*words: str) -> list[str]:
    return run("search", "-f", "ids", *words).out.split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("الرباط", {"centre", "port", "rabat-page"}),
        ("بالرباط", {"centre", "port", "rabat-page"}),
        ("رباط", {"centre", "port", "rabat-page"}),
        ("آسفي", {"port"}),
        ("اسفي", {"port"}),
        ("أسفى", {"port"}),
        ("numerique", {"centre"}),
        ("« numérique »", {"centre"}),
        ("NUMÉRIQUE", {"centre"}),
        ("intelligence", {"centre"}),
        ("السغروشني", {"deal", "amal"}),
        ("Seghrouchni", {"deal", "amal"}),
        ("Sghrouchni", {"deal", "amal"}),
        ("engine", {"centre"}),
        ("500", {"centre"}),
        ("ministry", {"ministry", "minister", "centre", "deal"}),
        ("parliament", {"centre"}),
        ("half", {"centre"}),
        ("deep learning", {"deal"}),
        ("learning jazari", {"deal"}),
        ("learning rabat", set()),
        ('"language models"', {"centre"}),
        ('"models language"', set()),
        ('"jazari model"', set()),
        ("old centre", {"centre"}),
        ("press", {"press-page"}),
        ("memorandum of understanding", {"deal"}),
        ("مذكرة تفاهم", {"deal"}),
        ("signé", {"deal"}),
        ("تم التوقيع", {"deal"}),
    ],
)
def test_words_are_found_in_every_field_script_and_spelling(words: str, found: set[str]) -> None:
    assert set(ids(words)) == found


def test_the_best_come_first_and_sources_last() -> None:
    assert ids("jazari") == ["deal", "centre"]  # in a name before in an alias
    assert ids("الرباط")[-1] == "rabat-page"
    assert ids("amal")[0] == "amal"


def test_a_row_tells_the_field_and_the_text_as_written() -> None:
    rows = {row["id"]: row for row in run("search", "numerique", "--json").json}
    assert rows["centre"] == {
        "id": "centre",
        "collection": "initiatives",
        "name": "Digital Centre",
        "status": "announced",
        "field": "name",
        "excerpt": "Centre « numérique » de l'intelligence",
        "certain": True,
    }
    fields = {
        word: run("search", word, "--json", "--kind", "institute").json[0]["field"]
        for word in ("hub", "house", "music", "trained", "half")
    }
    assert fields == {
        "hub": "aliases",
        "house": "summary",
        "music": "history",
        "trained": "figures",
        "half": "rivals",
    }
    assert (
        run("search", "السغروشني", "--status", "signed", "--json").json[0]["excerpt"]
        == "أمل السغروشني"
    )


def test_what_had_not_happened_by_the_day_is_not_found() -> None:
    assert ids("music") == ["centre"]
    assert ids("music", "--as-of", "2026-05-31") == []
    assert ids("centre", "--as-of", "2024-12-31") == []


def test_filters_fields_sort_and_limit_hold_for_search_too() -> None:
    assert ids("الرباط", "--kind", "programme") == ["port"]
    assert (
        run("search", "الرباط", "--sort", "-id", "--limit", "1", "--fields", "id").out
        == "rabat-page\n"
    )


def test_words_are_bold_where_they_stand_and_only_in_colour() -> None:
    out = run("search", "numerique", "-f", "table", "--color", "always").out
    assert "« \x1b[1mnumérique\x1b[0m »" in out
    assert "\x1b" not in run("search", "numerique", "-f", "table").out


def test_a_misspelt_word_is_searched_as_its_nearest_and_that_is_said() -> None:
    done = run("search", "jazri", "modles", "-f", "ids")
    assert (done.code, done.out) == (0, "deal\ncentre\n")
    assert done.err == "no 'jazri', 'modles'; searched for 'jazari', 'models'\n"
    done = run("search", "Segrouchni", "-f", "ids")
    assert done.out.split()[0] == "amal"
    assert done.err == "no 'Segrouchni'; searched for 'seghrouchni'\n"
    assert run("search", '"language modls"', "-f", "ids").out == "centre\n"
    assert (
        run("search", "jazri", "-f", "table", "--color", "always").out.count("\x1b[1mJazari") == 2
    )


def test_words_that_are_there_are_not_changed() -> None:
    """Neither where they are not together, nor where a filter lets nothing through."""
    for line in (["learning", "rabat"], ["jazari", "--kind", "law"], ["xyzzy"], ["qq"]):
        done = run("search", *line)
        assert (done.code, done.out, done.err) == (0, "", "no record contains all these words\n")


def test_of_words_as_near_the_most_frequent_is_searched(place: Path) -> None:
    rows = "".join(
        f"  {key}: {{name: {name}, kind: company, sources: [press-page]}}\n"
        for key, name in (("a", "Cable One"), ("b", "Table Two"), ("c", "Table Three"))
    )
    write(place, BASE.replace("organizations:\n", f"organizations:\n{rows}"))
    assert run("search", "xable").err == "no 'xable'; searched for 'table'\n"


RANKED = """\
partnerships:
  memorandum:
    kind: mou
    name: Memorandum with Mistral
    sources: [press-page]
    history: [{date: 2025, status: signed}]
  sequel:
    kind: mou
    name: Partnership of Atlas and Mistral, Mistral and Atlas
    summary: A sequel to the memorandum, a memorandum of Mistral
    sources: [press-page]
    history: [{date: 2025, status: signed, people: {signed: [minister]}}]
"""


def test_hits_in_names_come_first_and_those_named_more_often_before_others(place: Path) -> None:
    text = BASE.replace(
        "people:\n",
        "people:\n  first-minister: {name: The Minister of Old, sources: [press-page]}\n",
    )
    write(place, text + RANKED)
    assert ids("mistral", "memorandum") == ["memorandum", "sequel"]
    assert ids("minister")[:2] == ["minister", "first-minister"]  # who signed
    assert ids("ministe")[:2] == ["minister", "first-minister"]


def test_the_field_shown_is_the_one_with_the_word_that_the_name_lacks(place: Path) -> None:
    write(place, BASE + RANKED)
    row = run("search", "atlas", "memorandum", "--json").json[0]
    assert (row["id"], row["field"]) == ("sequel", "summary")
    assert row["excerpt"].startswith("A sequel to the memorandum")
    row = run("search", "press-page", "--json").json[0]
    assert (row["id"], row["field"], row["excerpt"]) == ("press-page", "id", "press-page")


def test_the_text_shown_has_all_words_where_one_known_by_the_day_does(place: Path) -> None:
    write(
        place,
        BASE
        + """\
initiatives:
  plan:
    kind: law
    name: Plan
    summary: Water for all
    sources: [press-page]
    history:
      - {date: 2024, status: announced, summary: Maize in winter}
      - {date: 2025, summary: Barley and maize}
      - {date: 2026, summary: Water and barley}
    figures: [{metric: barley in winter, value: 5 t}]
""",
    )
    fields = ("--fields", "field,excerpt")
    assert run("search", "barley maize", *fields).out == "history\tBarley and maize\n"
    assert run("search", "barley winter", *fields).out == "figures\tbarley in winter: 5 t\n"
    assert run("search", "water", *fields).out == "summary\tWater for all\n"
    assert run("search", "water barley", *fields).out == "history\tWater and barley\n"
    earlier = run("search", "barley", *fields, "--as-of", "2024-12-31").out
    assert earlier == "figures\tbarley in winter: 5 t\n"


def test_a_long_text_is_cut_around_the_word(place: Path) -> None:
    filler = "word " * 60
    facts = (
        f"kind: pledge, name: X, summary: {filler}needle {filler.strip()}, sources: [press-page]"
    )
    write(
        place,
        BASE + f"initiatives:\n  x: {{{facts}, history: [{{date: 2025, status: announced}}]}}\n",
    )
    excerpt = run("search", "needle", "--json").json[0]["excerpt"]
    assert excerpt.startswith("…word")
    assert excerpt.endswith("word…")
    assert "needle" in excerpt
    assert len(excerpt) < 130


@settings(max_examples=150)
@given(
    st.text(max_size=30)
    | st.sampled_from(
        [
            "AND",
            "OR",
            "NOT x",
            "NEAR(a b)",
            "name:x",
            '"',
            '""',
            "*",
            "^a",
            "-",
            "--x",
            "a*b",
            "(",
            "{name} : x",
            "'",
            "\x00",
        ]
    )
)
def test_no_query_can_cause_an_error(query: str) -> None:
    os.environ["AITRACKER_TODAY"] = "2026-11-24"
    done = run("search", "--", query) if "\ud800" not in query else None
    assert done is None or (done.code == 0 and "Error" not in done.err)


def test_offices_aims_and_results_of_later_days_are_not_found(place: Path) -> None:
    write(
        place,
        BASE
        + """\
initiatives:
  plan:
    kind: strategy
    name: Plan
    sources: [press-page]
    history: [{date: 2025-01-01, status: announced}]
    figures: [{metric: cables, value: 3, measured: 2026-05}, {metric: towers, value: 3, by: 2030,
        said: 2026-06}]
""",
    )
    assert ids("cables") == ids("towers") == ["plan"]
    assert ids("cables", "--as-of", "2026-04") == ids("towers", "--as-of", "2026-05") == []
    assert ids('"minister"', "--as-of", "2024-10-23", "--kind", "ministry") == []


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("اتفاقيات", "اتفاقية"),
        ("اتفاقيتان", "اتفاقية"),
        ("الاتفاقية", "اتفاقيتان"),
        ("مذكرة", "مذكرتا"),
        ("وزارات", "وزارة"),
        ("إصلاح", "وإصلاح"),
        ("agreements", "agreement"),
        ("accords", "accord"),
        ("oeuvre", "œuvre"),
    ],
)
def test_one_two_and_several_are_found_by_each_other(typed: str, written: str) -> None:
    assert Query.parse(typed).fits(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("آلة", "وكالة"),
        ("آلة", "الهيئة"),
        ("news", "newton"),
        ("process", "proces"),
        ("لغة", "لغم"),
    ],
)
def test_what_only_looks_alike_is_not_found(typed: str, written: str) -> None:
    assert not Query.parse(typed).fits(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("datacenter", "a data centre"),
        ("datacenters", "two data centers"),
        ("data centre", "a datacenter"),
        ("data-center", "Data Centre"),
        ("cyber securite", "la cybersécurité"),
        ("cybersecurity", "cyber security"),
        ("start-ups", "a startup"),
        ("startup", "three start-ups"),
        ("عبداللطيف", "عبد اللطيف"),
        ("عبد اللطيف", "عبداللطيف"),
        ("ابن جرير", "بنجرير"),
        ("organisation", "organizations"),
        ("فاس", "الجامعة بفاس"),
    ],
)
def test_a_word_is_found_in_one_or_in_two_and_in_either_spelling(typed: str, written: str) -> None:
    assert Query.parse(typed).fits(written)
    spans = Query.parse(typed).spans(written)
    assert spans
    assert all(written[start:end].strip() for start, end in spans)


def test_two_words_that_stand_apart_are_not_one(place: Path) -> None:
    assert not Query.parse("datacentre").fits("a house for data and a centre")
    write(place, REGISTRY.replace("A house for language models", "A house for a data center"))
    assert ids("datacentre") == ["centre"]
    row = run("search", "datacentre", "-f", "json").json[0]
    assert (row["field"], row["excerpt"]) == (
        "summary",
        "A house for a data center and public services",
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("معاهد", "المعهد"),
        ("معهد", "معاهد الجزري"),
        ("المراكز", "مركز الرباط"),
        ("مشاريع قوانين", "مشروع قانون"),
        ("وزراء", "وزير العدل"),
        ("الحق", "حقوق الإنسان"),
        ("هيئات", "الهيئة"),
        ("universities", "Ibn Zohr University"),
        ("company", "companies"),
        ("tribunaux", "un tribunal"),
    ],
)
def test_plurals_that_change_the_inside_of_a_word_find_it_too(typed: str, written: str) -> None:
    assert Query.parse(typed).fits(written)
    assert not Query.parse(typed).fits("شيء آخر, something else")


def test_a_preposition_is_no_name_unless_a_name_follows() -> None:
    assert Query.parse("على").fits("اتفاق على شراكة")
    assert Query.parse("على").fits("وعلى هذا")
    assert not Query.parse("على").fits("علي خليل")
    assert Query.parse("علي").fits("علي خليل")
    assert not Query.parse("علي").fits("اتفاق على شراكة")
    assert Query.parse("على خليل").fits("علي خليل")
    assert not Query.parse("على").fits("علامة")


def test_a_phrase_is_marked_only_where_it_stands_whole() -> None:
    query = Query.parse('"the best of"')
    assert query.spans("the end of the best of all") == [(11, 14), (15, 19), (20, 22)]
    assert Query.parse("وكالة").spans("الهيئة والوكالة") == [(7, 15)]


def test_what_somebody_pastes_is_answered_in_reasonable_time() -> None:
    assert len(Query.parse("maroc " * 5000).clauses) == 1
    assert len(Query.parse(" ".join(map(str, range(5000)))).clauses) == 32
    assert run("search", " ".join(f"word{n}" for n in range(3000))).code == 0
    assert run("search", "!?").err == "empty query\n"


def test_a_long_unbroken_text_is_cut_too(place: Path) -> None:
    facts = (
        f"kind: pledge, name: X, summary: {'x' * 3000}-needle-{'y' * 3000}, sources: [press-page]"
    )
    write(
        place,
        BASE + f"initiatives:\n  x: {{{facts}, history: [{{date: 2025, status: announced}}]}}\n",
    )
    assert len(run("search", "needle", "--json").json[0]["excerpt"]) < 200
