"""Organizations and states that sign, refuse, ratify, withdraw, join and vote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BASE, problems, run, write

STATES = [
    "Austria",
    "Belgium",
    "Bulgaria",
    "Croatia",
    "Cyprus",
    "Czechia",
    "Denmark",
    "Estonia",
    "Finland",
    "France",
    "Germany",
    "Greece",
    "Hungary",
    "Ireland",
    "Italy",
    "Latvia",
    "Lithuania",
    "Luxembourg",
    "Malta",
    "Netherlands",
    "Poland",
    "Portugal",
    "Romania",
    "Slovakia",
    "Slovenia",
    "Spain",
    "Sweden",
]

REGISTRY = (
    BASE.replace(
        "organizations:\n",
        """organizations:
  union: {name: The Union, sources: [press-page, official-page]}
  commission: {name: The Commission, part_of: [union], sources: [press-page, official-page]}
  lab-x: {name: Lab X, kind: company, sources: [press-page, official-page]}
  meta: {name: Meta, kind: company, sources: [press-page, official-page]}
""",
    ).replace(
        "people:\n",
        """people:
  envoy:
    name: An Envoy
    roles: [{organization: commission, title: Commissioner}]
    sources: [press-page, official-page]
""",
    )
    + f"""\
partnerships:
  code:
    kind: code-of-practice
    name: Code
    each_with: [meta, {{organization: lab-x, part: Safety}}, Firm A]
    sources: [press-page, official-page]
    history:
      - date: 2025-07-10
        status: signed
        vote: {{for: 523, against: 46, abstained: 49}}
        people: {{signed: [{{person: envoy, for: union}}]}}
        organizations:
          signed: [Norway, {{organization: lab-x, part: Safety}}]
          refused: [meta, {{name: United States, note: said so in Paris}}]
      - {{date: 2026-02-01, organizations: {{joined: [Japan], ratified: [ministry]}}}}
      - {{date: 2026-03-01, organizations: {{withdrew: [Norway]}}}}
  treaty:
    kind: treaty
    name: Treaty
    sources: [press-page, official-page]
    history:
      - date: 2026-01-12
        status: signed
        organizations: {{signed: [{", ".join(STATES)}]}}
"""
)


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def signatories(*args: str) -> list[tuple[str, str, str, str, str]]:
    rows = run("list", "signatories", "--source", "press-page", *args, "--json").json
    return [
        (row["person"], row["name"], row["for"], row["role"], row["part"])
        for row in rows
        if row["record"] == "code"
    ]


def test_the_registry_of_these_tests_is_sound() -> None:
    assert run("check", "--errors-only").out == ""
    assert "plain-name-twice" not in run("check").out


def test_signatories_are_organizations_too_with_the_part_they_signed() -> None:
    assert signatories() == [
        ("envoy", "An Envoy", "union", "signed", None),
        (None, "Norway", "Norway", "signed", None),
        (None, "Lab X", "lab-x", "signed", "Safety"),
        (None, "Japan", "Japan", "joined", None),
        (None, "The Ministry", "ministry", "ratified", None),
    ]


@pytest.mark.parametrize("name", ["signatories", "pairs", "events"])
def test_an_empty_list_says_which_collections_have_what_is_asked_for(name: str) -> None:
    done = run("list", name, "--kind", "ministry,company")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "3 organizations match: aitracker list organizations --kind ministry,company\n"
    )
    done = run("list", name, "--had", "signed:2024")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_list_of_all_that_is_empty_can_name_no_other() -> None:
    done = run("list", "all", "--kind", "fund")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_refusals_and_withdrawals_can_be_asked_for() -> None:
    assert [row[1] for row in signatories("--role", "refused")] == ["Meta", "United States"]
    assert [row[1] for row in signatories("--role", "withdrew")] == ["Norway"]


def test_of_an_organization_that_only_refused_its_refusal_alone_is_listed() -> None:
    assert signatories("--org", "United States") == []
    refusal = signatories("--org", "United States", "--role", "refused")
    assert [row[1] for row in refusal] == ["United States"]
    signed_with_norway = [row[1] for row in signatories("--org", "Norway")]
    assert signed_with_norway == ["An Envoy", "Norway", "Lab X", "Japan", "The Ministry"]


def test_a_signature_says_when_its_party_withdrew_and_who_joined_again_is_bound(
    place: Path,
) -> None:
    text = REGISTRY.replace(
        "  treaty:\n",
        """\
      - {date: 2026-03-02, people: {withdrew: [{person: envoy, for: union}]}}
      - {date: 2026-04-01, organizations: {joined: [Norway], withdrew: [ministry]}}
  treaty:
""",
        1,
    )
    write(place, text)

    def withdrawals(*args: str) -> list[tuple[str, str, str, str | None]]:
        rows = run("list", "signatories", "--kind", "code-of-practice", *args, "--json").json
        return [(row["date"], row["name"], row["role"], row["withdrew"]) for row in rows]

    assert withdrawals() == [
        ("2025-07-10", "An Envoy", "signed", "2026-03-02"),
        ("2025-07-10", "Norway", "signed", "2026-03-01"),
        ("2025-07-10", "Lab X", "signed", None),
        ("2026-02-01", "Japan", "joined", None),
        ("2026-02-01", "The Ministry", "ratified", "2026-04-01"),
        ("2026-04-01", "Norway", "joined", None),
    ]
    assert not any(row[3] for row in withdrawals("--as-of", "2026-02-28"))
    assert [row[3] for row in withdrawals("--as-of", "2026-03-01")].count("2026-03-01") == 1
    assert [row[3] for row in withdrawals("--role", "withdrew")] == [None, None, None]


def test_who_refused_is_no_party_and_who_signed_is_one_from_its_day() -> None:
    parties = run("show", "code", "--json").json["parties"]
    assert [each.get("organization") or each["name"] for each in parties] == [
        "union",
        "Norway",
        "ministry",
        "Japan",
    ]
    then = run("show", "code", "--json", "--as-of", "2025-12-31").json["parties"]
    assert [each.get("organization") or each["name"] for each in then] == ["union", "Norway"]
    text = run("show", "code").out
    assert "Norway (withdrew)" in text
    assert "Norway (withdrew)" not in run("show", "code", "--as-of", "2026-02-15").out


def test_each_of_many_states_is_found_by_its_name_without_a_record() -> None:
    for state in (*STATES, "norway", "JAPAN"):
        found = run("list", "partnerships", "--org", state, "-f", "ids").out
        assert found.strip() in ("treaty", "code")
    assert run("list", "partnerships", "--org", "Atlantis").code == 1


def test_a_part_of_an_agreement_is_not_counted_as_the_whole() -> None:
    rows = run("stats", "partnerships", "--by", "kind", "--json").json
    counted = {row["value"]: row["agreements"] for row in rows}
    assert counted == {"code-of-practice": 2, "treaty": 1}


def test_a_vote_is_shown_with_its_step_in_three_languages() -> None:
    assert "523 for, 46 against, 49 abstained" in run("show", "code").out
    french = run("show", "code", "--lang", "fr").out.replace("\xa0", " ")
    assert "pour : 523, contre : 46, abstentions : 49" in french
    arabic = run("show", "code", "--lang", "ar").out
    assert all(number in arabic for number in ("523", "46", "49"))


def test_a_title_held_in_a_part_of_an_organization_is_that_of_who_signs_for_the_whole() -> None:
    step = run("show", "code", "--json").json["history"][0]
    assert step["people"]["signed"][0]["title"] == "Commissioner"


def test_the_check_says_where_an_organization_without_a_person_belongs(place: Path) -> None:
    write(place, REGISTRY.replace("signed: [{person: envoy, for: union}]", "signed: [meta]"))
    assert "write organizations: {signed: [meta]} in this step" in run("check").out
    write(place, REGISTRY.replace("{person: envoy, for: union}", "{for: meta}"))
    assert "write organizations: {signed: [meta]} in this step" in run("check").out


def test_an_organization_stands_once_in_a_role() -> None:
    text = REGISTRY.replace("signed: [Norway,", "signed: [Norway, Norway,")
    assert [each for each in problems(text) if "person-twice" in each]


def test_a_step_by_one_chamber_is_not_the_adoption(place: Path) -> None:
    write(
        place,
        BASE
        + """\
initiatives:
  bill:
    kind: law
    name: Bill
    sources: [press-page]
    history:
      - {date: 2024-03-13, status: passed, organizations: {decided: [The Assembly]}}
      - {date: 2024-05-21, status: adopted, organizations: {decided: [The Council]}}
""",
    )
    assert run("list", "--as-of", "2024-04", "--json").json[0]["status"] == "passed"
    assert run("list", "--json").json[0]["status"] == "adopted"
