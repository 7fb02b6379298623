from __future__ import annotations

from typing import Any

from aitracker.model.inherit import completed
from aitracker.model.records import Initiative, Partnership
from aitracker.reading import validate
from aitracker.reading.normalize import normalize
from tests.conftest import BASE, loaded, problems


def normal(text: str, record: str) -> dict[str, Any]:
    registry = loaded(BASE, text).registry
    return validate.normal_form(completed(registry.records[record], registry))


AGREEMENT = """
    partnerships:
      agreement:
        kind: mou
        name: Agreement
        parties: [agency, Onepoint SA, {unnamed: three bodies}, {organization: Plain Name,
          does: pays}, {name: onepoint}]
        objectives: [Training, {text: Sandbox, sources: [press-page]}]
        sources: [official-page, press-page]
        figures: [{metric: budget, value: 1 m MAD, from: ministry}]
        history:
          - at: conference
            status: signed
            people: {signed: [minister, {name: Jane Doe, for: agency, title: Director}],
              attended: [Omar Bakir]}
            sources: [press-page]
    events:
      conference: {name: Conference, date: 2026-01-12/2026-01-13, place: Rabat,
        sources: [press-page]}
    organizations:
      agency: {name: Agency, sources: [press-page]}
"""


def test_strings_become_items_and_plain_names_are_told_from_ids() -> None:
    record = normal(AGREEMENT, "agreement")
    assert [{k: v for k, v in party.items() if k != "sources"} for party in record["parties"]] == [
        {"organization": "agency"},
        {"name": "Onepoint SA"},
        {"unnamed": "three bodies"},
        {"name": "Plain Name", "does": "pays"},
        {"name": "onepoint"},
        {"organization": "ministry"},
    ]
    assert record["objectives"] == [
        {"text": "Training", "sources": ["official-page", "press-page"]},
        {"text": "Sandbox", "sources": ["press-page"]},
    ]
    assert record["figures"][0]["from"] == {"organization": "ministry"}


def test_day_place_sources_office_and_parties_signed_for_are_written_out() -> None:
    entry = normal(AGREEMENT, "agreement")["history"][0]
    assert (entry["date"], entry["place"]) == ("2026-01-12/2026-01-13", "Rabat")
    signed = entry["people"]["signed"]
    assert signed[0] == {
        "person": "minister",
        "for": {"organization": "ministry"},
        "title": "Minister",
        "sources": ["press-page"],
    }
    assert signed[1] == {
        "name": "Jane Doe",
        "for": {"organization": "agency"},
        "title": "Director",
        "sources": ["press-page"],
    }
    assert normal(AGREEMENT, "agreement")["figures"][0]["sources"] == [
        "official-page",
        "press-page",
    ]


def test_a_lead_may_stand_alone_and_absent_values_are_left_out() -> None:
    assert normalize({"lead": "ministry", "summary": None, "history": None}, Initiative) == {
        "lead": [{"organization": "ministry"}]
    }


def test_what_is_no_mapping_is_left_for_the_check_of_form() -> None:
    assert normalize("text", Initiative) == "text"
    odd = {"parties": "x", "history": [3, {"people": ["y"]}], "figures": "z"}
    assert normalize(odd, Partnership) == odd


def test_a_mistake_in_a_short_form_is_reported_where_it_is_written() -> None:
    assert problems(
        BASE,
        """
        partnerships:
          agreement:
            kind: mou
            name: Agreement
            parties: [ministry, ministri]
            sources: [press-page, official-page]
            history:
              - date: 2026-01-12
                people: {signed: [minister, ministr]}
        """,
    ) == ["6:25 unknown-reference", "10:37 unknown-reference"]


def test_the_office_is_that_of_the_day() -> None:
    registry = """
        people:
          two:
            name: Two
            sources: [press-page, official-page]
            roles:
              - {organization: ministry, title: Before, from: 2020, until: 2024-10-22}
              - {organization: agency, title: After, from: 2024-10-23}
        organizations:
          agency: {name: Agency, sources: [press-page, official-page]}
        partnerships:
          early:
            {kind: mou, name: Early, sources: [press-page], history: [{date: 2023-05,
              people: {signed: [two]}}]}
          late:
            {kind: mou, name: Late, sources: [press-page], history: [{date: 2025-05,
              people: {signed: [two]}}]}
        """
    assert normal(registry, "early")["history"][0]["people"]["signed"][0]["title"] == "Before"
    assert normal(registry, "late")["history"][0]["people"]["signed"][0]["for"] == {
        "organization": "agency"
    }


def test_a_later_holder_of_the_same_title_ends_an_office() -> None:
    registry = """
        people:
          old: {name: Old, sources: [press-page], roles: [{organization: ministry,
            title: Secretary, from: 2020}]}
          new: {name: New, sources: [press-page], roles: [{organization: ministry,
            title: Secretary, from: 2024-10-23}]}
        partnerships:
          late: {kind: mou, name: Late, sources: [press-page], history: [{date: 2025-05,
            people: {signed: [old, new]}}]}
        """
    signed = normal(registry, "late")["history"][0]["people"]["signed"]
    assert "for" not in signed[0]
    assert signed[1]["title"] == "Secretary"


def test_who_stands_for_another_body_has_no_title_of_the_own_office() -> None:
    registry = """
        partnerships:
          deal:
            kind: mou
            name: Deal
            sources: [press-page]
            history:
              - date: 2025-05
                people: {signed: [{person: minister, for: Friends of AI}, {name: Jane,
                  for: {unnamed: a foreign ministry}}]}
        """
    deal = normal(registry, "deal")
    assert "title" not in deal["history"][0]["people"]["signed"][0]
    assert [{k: v for k, v in party.items() if k != "sources"} for party in deal["parties"]] == [
        {"name": "Friends of AI"},
        {"unnamed": "a foreign ministry"},
    ]


def test_an_office_of_unknown_beginning_is_not_ended_by_one_that_began_long_ago() -> None:
    registry = """
        people:
          old: {name: Old, sources: [press-page], roles: [{organization: ministry, title: Chair,
            from: 2017, until: 2021}]}
          new: {name: New, sources: [press-page], roles: [{organization: ministry, title: Chair}]}
        partnerships:
          late: {kind: mou, name: Late, sources: [press-page], history: [{date: 2026-01,
            people: {signed: [new]}}]}
        """
    assert normal(registry, "late")["history"][0]["people"]["signed"][0]["for"] == {
        "organization": "ministry"
    }
