from __future__ import annotations

import pytest

from aitracker.catalog.lists import records
from aitracker.catalog.resolve import matches, resolve
from aitracker.catalog.rows import ListRow, row_keys
from aitracker.catalog.signatories import SignatoryRow, signatories
from aitracker.catalog.timeline import TimelineRow, timeline
from aitracker.model.errors import NotFoundError
from tests.conftest import BASE, catalog

REGISTRY = """
    initiatives:
      plan:
        kind: strategy
        name: {en: The Plan, fr: Le Plan, ar: الخطة الرقمية}
        aliases: [Numérique 2030]
        formerly: [old-plan]
        lead: ministry
        sources: [press-page, official-page]
        history:
          - {date: 2024-01, status: announced}
          - {date: 2024-09-25, status: launched, sources: [press-page]}
      part:
        kind: institute
        name: A Part
        part_of: [plan]
        sources: [press-page]
        history: [{date: 2025-05-05, status: active, summary: Opened}]
      twin:
        kind: body
        name: Same Name
        sources: [press-page]
        history: [{date: 2027, status: announced}]
    partnerships:
      deal:
        kind: mou
        name: Deal
        parties: [ministry, Some Firm]
        sources: [press-page]
        others_say: [{name: The Deal, sources: [official-page]}]
        history:
          - at: day
            status: signed
            people:
              signed: [minister, {name: Jane Doe, for: Some Firm, title: Head}]
              attended: [Omar Bakir]
      second:
        kind: mou
        name: Same Name
        sources: [press-page]
        history: [{date: 2025-01-01, status: signed}]
    events:
      day:
        name: Day
        date: 2025-03-01
        place: Rabat
        sources: [press-page]
        people: {presided: [minister]}
    """


def test_the_columns_are_those_promised() -> None:
    assert row_keys(ListRow) == [
        "id",
        "collection",
        "kind",
        "name",
        "status",
        "certain",
        "since",
        "organizations",
        "evidence",
        "publishers",
        "official",
        "sources",
        "newest",
        "parties",
        "signatories",
        "place",
        "first",
        "last",
        "summary",
        "url",
    ]
    assert row_keys(SignatoryRow) == [
        "person",
        "name",
        "title",
        "for",
        "role",
        "record",
        "collection",
        "date",
        "at",
        "part",
        "contested",
        "withdrew",
    ]
    assert row_keys(TimelineRow) == [
        "date",
        "collection",
        "id",
        "name",
        "status",
        "certain",
        "summary",
        "at",
        "sources",
        "change",
        "role",
        "contested",
    ]


def test_a_row_says_what_is_derived() -> None:
    rows = {
        row.id: row
        for row in records(
            catalog("2026-11-24", BASE, REGISTRY), ["initiatives", "partnerships", "organizations"]
        )
    }
    plan = rows["plan"]
    assert (plan.status, plan.certain, plan.since) == ("launched", True, "2024-09-25")
    assert (plan.organizations, plan.evidence, plan.publishers, plan.official) == (
        ["ministry"],
        "corroborated",
        2,
        True,
    )
    assert (plan.sources, plan.newest) == (["press-page", "official-page"], "2026-01-21")
    assert rows["deal"].evidence == "contested"
    assert rows["deal"].publishers == 1
    assert (rows["ministry"].status, rows["ministry"].since) == (None, None)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-12-31", {}),
        ("2024-01-01", {"plan": ("announced", False)}),
        ("2024-01-31", {"plan": ("announced", True)}),
        ("2024-09-25", {"plan": ("launched", True)}),
        ("2025-05-05", {"plan": ("launched", True), "part": ("active", True)}),
        (
            "2027-06-01",
            {"plan": ("launched", True), "part": ("active", True), "twin": ("announced", False)},
        ),
    ],
)
def test_what_had_not_begun_on_the_day_is_absent(
    day: str, expected: dict[str, tuple[str, bool]]
) -> None:
    assert {
        row.id: (row.status, row.certain)
        for row in records(catalog(day, BASE, REGISTRY), ["initiatives"])
    } == expected


def test_organizations_people_and_sources_are_never_hidden_by_a_day() -> None:
    rows = list(
        records(
            catalog("1990-01-01", BASE, REGISTRY), ["organizations", "people", "sources", "events"]
        )
    )
    assert [row.id for row in rows] == ["ministry", "minister", "press-page", "official-page"]


def test_signatories_hold_the_person_the_office_and_the_day() -> None:
    rows = list(signatories(catalog("2026-11-24", BASE, REGISTRY)))
    assert rows == [
        SignatoryRow(
            "minister",
            "A Minister",
            "Minister",
            "ministry",
            "signed",
            "deal",
            "partnerships",
            "2025-03-01",
            "day",
        ),
        SignatoryRow(
            None,
            "Jane Doe",
            "Head",
            "Some Firm",
            "signed",
            "deal",
            "partnerships",
            "2025-03-01",
            "day",
        ),
        SignatoryRow(
            "minister",
            "A Minister",
            "Minister",
            "ministry",
            "presided",
            "day",
            "events",
            "2025-03-01",
            None,
        ),
    ]
    assert [
        row.name for row in signatories(catalog("2026-11-24", BASE, REGISTRY), ["attended"])
    ] == ["Omar Bakir"]
    assert list(signatories(catalog("2025-02-28", BASE, REGISTRY))) == []


def test_the_timeline_is_in_order_and_an_id_takes_in_its_children() -> None:
    index = catalog("2026-11-24", BASE, REGISTRY)
    assert [(row.date, row.id) for row in timeline(index)] == [
        ("2024-01", "plan"),
        ("2024-09-25", "plan"),
        ("2025-01-01", "second"),
        ("2025-03-01", "deal"),
        ("2025-03-01", "day"),
        ("2025-05-05", "part"),
    ]
    assert [row.id for row in timeline(index, ["plan"])] == ["plan", "plan", "part"]
    assert [row.id for row in timeline(index, ["day"])] == ["deal", "day"]
    assert [row.id for row in timeline(index, ["day", "deal", "ministry"])] == [
        "plan",
        "plan",
        "deal",
        "day",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("plan", "plan"),
        ("old-plan", "plan"),
        ("The Plan", "plan"),
        ("le plan", "plan"),
        ("الخطه الرقميه", "plan"),
        ("numerique 2030", "plan"),
        ("NUMÉRIQUE 2030", "plan"),
    ],
)
def test_a_record_is_found_by_id_former_id_name_and_alias_in_any_spelling(
    asked: str, found: str
) -> None:
    assert resolve(catalog("2026-11-24", BASE, REGISTRY), asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("numerique", "plan"),
        ("الرقمي", "plan"),
        ("a minis", "minister"),
        ("minister a", "minister"),
        ("the min", "ministry"),
        ("official", "official-page"),  # a source, since nothing else is called so
    ],
)
def test_a_part_of_a_name_is_enough_where_it_fits_one_record(asked: str, found: str) -> None:
    assert resolve(catalog("2026-11-24", BASE, REGISTRY), asked) == found


def test_whole_names_come_before_parts_and_whole_words_before_beginnings() -> None:
    rows = "".join(
        f"  {key}: {{name: {name}, kind: company, sources: [press-page]}}\n"
        for key, name in (("a", "Atlas"), ("b", "Atlas Lab"), ("c", "Atlasia"), ("d", "Lab Two"))
    )
    index = catalog("2026-11-24", BASE.replace("organizations:\n", f"organizations:\n{rows}"))
    assert resolve(index, "atlas") == "a"
    assert [key for key, _ in matches(index, "lab")] == ["b", "d"]
    assert [key for key, _ in matches(index, "atl")] == ["a", "b", "c"]


def test_a_name_that_fits_several_lists_them_and_one_that_fits_none_offers_the_nearest() -> None:
    index = catalog("2026-11-24", BASE, REGISTRY)
    with pytest.raises(NotFoundError, match="'same name' matches 2 records") as several:
        resolve(index, "same name")
    assert several.value.choices == ["twin    Same Name", "second  Same Name"]
    with pytest.raises(NotFoundError) as refused:
        resolve(index, "minstry")
    assert "ministry" in refused.value.hint
    for hostile in ('"', "*", "a OR", "NEAR(", "^", "()", "-", "' or 1=1 --", ""):
        with pytest.raises(NotFoundError):
            resolve(index, hostile)


def test_only_what_is_near_or_has_the_word_is_offered() -> None:
    index = catalog(
        "2026-11-24",
        """
        schema_version: 1
        organizations:
          oracle: {name: Oracle, kind: company, sources: [page]}
          mistral-ai: {name: Mistral AI, kind: company, sources: [page]}
        partnerships:
          deal:
            kind: mou
            name: Deal
            parties: [oracle, Seaconomy Limited]
            sources: [page]
            history: [{date: 2025, status: signed}]
        sources:
          page: {url: "https://example.com/1", publisher: P, published: 2025}
        """,
    )

    def hint(name: str) -> str:
        with pytest.raises(NotFoundError) as refused:
            resolve(index, name, ["organizations", "initiatives"], plain=True)
        return refused.value.hint

    assert hint("france") == "list every id: aitracker list all"
    assert hint("oralce") == "did you mean 'oracle'?"
    assert hint("istral") == "did you mean 'mistral-ai'?"
    assert hint("conomy") == "did you mean 'Seaconomy Limited'?"
    assert hint("Seaconomi Limited") == "did you mean 'Seaconomy Limited'?"


def test_names_are_shown_in_the_language_asked_then_in_the_order_of_the_registry() -> None:
    name = {
        tag: next(
            iter(records(catalog("2026-11-24", BASE, REGISTRY, languages=[tag]), ["initiatives"]))
        ).name
        for tag in ("fr", "ar", "zgh")
    }
    assert name == {"fr": "Le Plan", "ar": "الخطة الرقمية", "zgh": "The Plan"}
