"""Numbers of two commands about the same thing are the same, and what is counted is said."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import BASE, SHIPPED, program, run, write
from tests.goldens import on_a_terminal

if TYPE_CHECKING:
    from pathlib import Path

COLLECTIONS = ("initiatives", "partnerships", "events", "organizations", "people", "sources")
FILTERS = {"kind": "--kind", "status": "--status", "evidence": "--evidence", "tag": "--tag"}
"""What stats count by, and the filter of list that gives these records."""

PARTY = "--party"

BODIES = ("ministry", "agency", "office", "A Firm", "شركة")
STATUSES = ("announced", "signed", "launched", "completed")
DATES = ("2023", "2024-05", "2024-05-06", "2025~", "../2025-03", "2024-11/2025-02", "2027-01")


def rows(*args: str) -> list[dict[str, Any]]:
    """The rows of a command as objects."""
    done = run(*args, "--json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = done.json
    return found


def compare(collection: str, *options: str) -> None:
    """What stats say of a collection is what list gives of it with the same filters."""
    listed = rows("list", collection, *options)
    for by, option in FILTERS.items():
        for row in rows("stats", collection, "--context", "--by", by, *options):
            # A filter given twice lets through either, so one is not asked for twice.
            if option not in options:
                alike = rows("list", collection, *options, option, row["value"])
                assert row["count"] == len(alike), row
    for row in rows("stats", collection, "--context", "--by", "organization", *options):
        if PARTY not in options:
            alike = rows("list", collection, *options, PARTY, row["value"])
            assert row["count"] == len(alike), row
            assert all(row["value"] in each["parties"] or collection == "people" for each in alike)
    by_kind = rows("stats", collection, "--context", "--by", "collection", *options)
    assert {row["value"]: row["count"] for row in by_kind} == Counter(
        row["collection"] for row in listed
    )
    if collection != "sources":
        years = rows("stats", collection, "--context", "--by", "year", *options)
        assert sum(row["count"] for row in years) == sum(bool(row["first"]) for row in listed)


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--had", "signed:2024"], ["--since", "2025"]], ids=str)
@pytest.mark.parametrize("collection", ["partnerships", "initiatives", "events"])
def test_stats_and_list_agree_about_the_shipped_registry(
    collection: str, options: list[str]
) -> None:
    compare(collection, "-r", str(SHIPPED), *options)


@st.composite
def agreements(draw: st.DrawFn) -> str:
    """A registry of partnerships and initiatives with parties of every sort."""
    lines = [
        BASE.replace(
            "people:\n",
            "  agency: {name: Agency, sources: [press-page]}\n"
            "  office: {name: Office, sources: [press-page]}\npeople:\n",
        )
    ]
    party = st.sampled_from([*BODIES, {"unnamed": "three state bodies"}])
    for collection in ("partnerships", "initiatives"):
        lines.append(f"{collection}:\n")
        for n in range(draw(st.integers(1, 4))):
            parties = draw(st.lists(party, min_size=1, max_size=3, unique_by=str))
            record: dict[str, Any] = {
                "kind": "mou" if collection == "partnerships" else "programme",
                "name": f"Record {n}",
                "tags": draw(st.lists(st.sampled_from(["law", "data"]), unique=True)),
                "sources": ["press-page"],
                "history": [
                    {"date": draw(st.sampled_from(DATES)), "status": status}
                    for status in draw(st.lists(st.sampled_from(STATUSES), min_size=1, max_size=3))
                ],
            }
            if collection == "partnerships":
                rest = [each for each in BODIES if each not in parties]
                record["parties"] = parties
                record["each_with"] = draw(st.lists(st.sampled_from(rest), unique=True))
            else:
                record["lead"] = parties
            lines.append(f"  {collection}-{n}: {json.dumps(record, ensure_ascii=False)}\n")
    return "".join(lines)


@settings(max_examples=10)
@given(
    text=agreements(),
    options=st.sampled_from(
        [(), ("--had", "signed"), ("--had", "2024"), ("--until", "2024"), ("--as-of", "2024-12")]
    ),
)
def test_stats_and_list_agree_about_any_registry(
    text: str, options: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = str(write(tmp_path_factory.mktemp("any"), text))
    for collection in ("partnerships", "initiatives", "all"):
        compare(collection, "-r", path, *options)
    dated = rows("list", "partnerships", "-r", path, *options)
    each = rows("stats", "partnerships", "--by", "kind", "-r", path, *options)
    several = yaml.safe_load(text)["partnerships"]
    stood_for = [max(1, len(several[row["id"]]["each_with"])) for row in dated]
    assert sum(row["agreements"] for row in each) == sum(stood_for)


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("stats partnerships --context", "list partnerships"),
        ("stats initiatives --context --status signed", "list initiatives --status signed"),
        ("stats partnerships --context --had signed:2025", "list partnerships --had signed:2025"),
    ],
)
def test_the_footer_of_stats_is_the_number_of_rows_of_list(line: str, listed: str) -> None:
    counted = on_a_terminal(*line.split(), "-r", str(SHIPPED)).err
    number = re.match(r"\d+", counted)
    assert number
    assert int(number[0]) == len(rows(*listed.split(), "-r", str(SHIPPED)))


@pytest.mark.parametrize(
    "line", ["list all", "list signatories", "due", "stale", "timeline", "disputes"]
)
def test_a_footer_counts_the_rows(line: str) -> None:
    footer = on_a_terminal(*line.split(), "-r", str(SHIPPED)).err
    # Where people have several rows, they are counted first: "8 people, 12 times".
    numbers = re.findall(r"\b(\d+)(?: times\b|(?= \w))", footer.partition(", as of")[0])
    assert int(numbers[-1 if " times" in footer else 0]) == len(
        rows(*line.split(), "-r", str(SHIPPED))
    )


def test_info_counts_what_list_gives_once_all_has_begun() -> None:
    records = run("info", "-r", str(SHIPPED), "--json").json["records"]
    for collection in COLLECTIONS:
        found = rows("list", collection, "-r", str(SHIPPED), "--as-of", "2099")
        assert records[collection] == len(found)


AGREEMENTS = (
    BASE
    + """\
  old-page: {url: "https://old.example/1", publisher: Old, published: 2024-06, accessed: 2026-07-01}
  new-page: {url: "https://new.example/1", publisher: New, published: 2026-05-04}
initiatives:
  plan:
    kind: strategy
    name: Plan
    lead: [ministry, Capgemini, {unnamed: several banks}]
    summary: {en: A plan, fr: Un plan}
    sources: [old-page]
    history:
      - {date: 2023-03-01, status: announced}
      - {date: 2024-02, status: signed, place: Rabat, people: {signed: [minister, Jane Doe]}}
      - {date: 2025-02-03/2025-03-04, status: launched}
    milestones: [{name: Before, due: 2025-12}, {name: After, due: 2026-06}]
partnerships:
  deal:
    kind: mou
    name: Deal
    parties: [ministry, شركة]
    sources: [old-page]
    history:
      - {date: 2024-12, status: announced}
      - {date: 2025, status: signed}
"""
)


def test_rows_have_every_party_and_who_signed_where_and_the_days_of_the_status(
    place: Path,
) -> None:
    write(place, AGREEMENTS)
    found = {row["id"]: row for row in chain(rows("list", "all"))}
    plan = found["plan"]
    assert plan["organizations"] == ["ministry"]
    assert plan["parties"] == ["ministry", "Capgemini", "several banks"]
    assert plan["signatories"] == ["minister", "Jane Doe"]
    assert (plan["first"], plan["last"], plan["place"]) == ("2025-02-03", "2025-02-03", None)
    assert (plan["summary"], plan["url"]) == ("A plan", "https://old.example/1")
    before = {row["id"]: row for row in rows("list", "--as-of", "2024")}["plan"]
    assert (before["place"], before["first"], before["last"]) == (
        "Rabat",
        "2024-02-01",
        "2024-02-29",
    )
    assert found["deal"]["parties"] == ["ministry", "شركة"]
    assert (found["deal"]["first"], found["deal"]["last"]) == ("2025-01-01", "2025-12-31")
    assert found["ministry"]["parties"] == []
    assert found["minister"]["parties"] == ["ministry"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("--org CAPGEMINI", "plan"),
        ("--party capgemini", "plan"),
        ("--party شركه", "deal"),
        ("--party ministry", "plan deal"),
        ("--person 'jane doe'", "plan"),
        ("--had signed", "plan deal"),
        ("--had signed:2024", "plan"),
        ("--had 2024-12/..", "plan deal"),
        ("--had ../2023", "plan"),
        ("--had announced:2024 --had launched:2025", "plan deal"),
        ("--had signed --as-of 2024-12", "plan"),
    ],
)
def test_filters_by_plain_names_and_by_steps(options: str, ids: str, place: Path) -> None:
    import shlex

    write(place, AGREEMENTS)
    found = [
        key
        for collection in ("initiatives", "partnerships")
        for key in run("list", collection, *shlex.split(options), "-f", "ids").out.split()
    ]
    assert found == ids.split()


@pytest.mark.parametrize("value", ["sigend", ":", "signed:soon", "2024-13", ""])
def test_a_step_that_is_none_is_refused(value: str, place: Path) -> None:
    write(place, AGREEMENTS)
    done = run("list", "--had", value)
    assert (done.code, done.out) == (2, "")


def test_a_year_is_that_of_the_step_asked_for(place: Path) -> None:
    write(place, AGREEMENTS)

    def years(*options: str) -> dict[str, int]:
        found = rows("stats", "--by", "year", *options)
        return {row["value"]: row["count"] for row in found}

    assert years() == {"2023": 1, "2024": 1}
    assert years("--had", "signed") == {"2024": 1, "2025": 1}
    assert years("--had", "signed:2025") == {"2025": 1}
    assert years("--since", "2025", "--until", "2025") == {"2025": 2}
    assert years("--since", "2025-06") == {"2025": 1}
    said = [
        run("stats", "--by", "year", *options, "-f", "table").out.splitlines()[0]
        for options in ([], ["--had", "signed"], ["--since", "2025"])
    ]
    assert said == [
        "year of the first step",
        "year of the step asked for with --had",
        "year in which the status began",
    ]


def test_silence_is_counted_until_the_newest_page_unless_a_day_is_asked(place: Path) -> None:
    write(place, AGREEMENTS)
    plan = rows("stale", "--party", "capgemini")[0]
    assert (plan["horizon"], plan["days"]) == ("2026-05-04", 455)
    asked = rows("stale", "--party", "capgemini", "--as-of", "2026-11-24")[0]
    assert (asked["horizon"], asked["days"]) == ("2026-11-24", 659)
    assert rows("stale", "--after", "2y") == []
    assert (
        "1 stale record by 2026-05-04; newest page read 2026-05-04"
        in on_a_terminal("stale", "--party", "capgemini").err
    )
    assert run("info", "--json").json["horizon"] == "2026-05-04"


@pytest.mark.parametrize("command", ["due", "stale"])
def test_of_an_earlier_day_no_page_is_named_since_later_ones_were_read(
    place: Path, command: str
) -> None:
    write(place, AGREEMENTS)
    assert "newest page read 2026-05-04" in " ".join(on_a_terminal(command).err.split())
    footer = on_a_terminal(command, "--as-of", "2026-05-03").err
    assert footer.startswith(("2 ", "1 ", "no "))
    assert "newest page" not in footer
    assert "; ," not in footer


def test_why_counts_each_source_once_however_many_facts_it_vouches_for(place: Path) -> None:
    write(place, AGREEMENTS)
    used = {row["source"] for row in rows("why", "plan")}
    facts = len(rows("why", "plan"))
    assert facts > len(used)
    footer = on_a_terminal("why", "plan").err
    assert footer.startswith(f"{len(used)} source{'s' if len(used) > 1 else ''},")
    assert on_a_terminal("why", "plan", "--limit", "2").err.startswith("2 sources,")


def test_an_old_page_that_is_read_again_does_not_move_the_horizon(place: Path) -> None:
    again = "  again: {url: 'https://example.org/again', publisher: P, accessed: 2026-11-20}\n"
    write(place, AGREEMENTS.rstrip("\n") + "\n" + again)
    assert run("info", "--json").json["horizon"] == "2026-05-04"
    undated = "schema_version: 1\nsources:\n" + again
    write(place, undated)
    assert run("info", "--json").json["horizon"] == "2026-11-20"


def test_of_a_promise_due_after_the_newest_page_nobody_knows_whether_it_was_met(
    place: Path,
) -> None:
    write(place, AGREEMENTS)
    found = rows("due", "--overdue")
    assert [row["horizon"] for row in found] == ["2026-05-04"] * 2
    footer = " ".join(on_a_terminal("due", "--overdue").err.split())
    assert footer.startswith(
        "2 promises (1 overdue since the horizon: not known whether met); "
        "newest page read 2026-05-04"
    )
    assert "horizon:" not in on_a_terminal("due", "--overdue", "--as-of", "2026-05-04").err


@pytest.mark.parametrize("command", ["due", "stale", "disputes"])
def test_ids_come_from_standard_input(command: str, place: Path) -> None:
    write(place, AGREEMENTS)
    assert {row["id"] for row in rows("stale", "plan")} == {"plan"}
    assert {row["id"] for row in rows("due", "plan")} == {"plan"}
    assert rows("due", "deal") == []
    done = program(command, "-", "--json", input="")
    assert (done.returncode, done.stdout) == (0, "[]\n")


ALIKE = (
    BASE.replace(
        "people:\n",
        "  agency: {name: Agency, sources: [press-page]}\n"
        "  office: {name: Office, sources: [press-page]}\npeople:\n",
    )
    + """partnerships:
  alike:
    kind: convention
    name: Alike
    parties: [ministry, agency]
    each_with: [office, A Firm]
    sources: [press-page]
    history: [{date: 2025-01-01, status: signed}]
  deal:
    kind: mou
    name: Deal
    parties: [agency, ministry, {unnamed: several banks}]
    sources: [press-page]
    history: [{date: 2026-01-01, status: signed}]
"""
)


def test_pairs_count_the_agreements_that_two_parties_have_made(place: Path) -> None:
    write(place, ALIKE)

    def pairs(*options: str) -> dict[tuple[str, str], tuple[int, list[str]]]:
        return {
            (row["organization"], row["other"]): (row["agreements"], row["records"])
            for row in rows("list", "pairs", *options)
        }

    assert pairs() == {
        ("agency", "ministry"): (3, ["alike", "deal"]),
        ("A Firm", "agency"): (1, ["alike"]),
        ("A Firm", "ministry"): (1, ["alike"]),
        ("agency", "office"): (1, ["alike"]),
        ("ministry", "office"): (1, ["alike"]),
    }
    assert set(pairs("--org", "a firm")) == {("A Firm", "agency"), ("A Firm", "ministry")}
    assert pairs("--had", "signed:2026") == {("agency", "ministry"): (1, ["deal"])}
    assert pairs("--as-of", "2024") == {}
    first = rows("list", "pairs")[0]
    assert (first["name"], first["other_name"]) == ("Agency", "The Ministry")


def test_each_pair_is_of_as_many_records_as_list_gives() -> None:
    for row in rows("list", "pairs", "-r", str(SHIPPED), "--limit", "12"):
        both = [
            {each["id"] for each in rows("list", "partnerships", PARTY, one, "-r", str(SHIPPED))}
            for one in (row["organization"], row["other"])
        ]
        assert set(row["records"]) <= both[0] & both[1]
        assert row["agreements"] >= len(row["records"])


def test_sources_have_rows_of_their_own(place: Path) -> None:
    write(
        place,
        BASE.replace(
            "    published: 2026-01-20\n",
            "    published: 2026-01-20\n    title: La page\n    language: fr\n"
            "    via: Reader\n    accessed: 2026-02\n    archived: https://kept.example/1\n",
        ),
    )
    page, official = rows("list", "sources", "--lang", "fr")
    assert page == {
        "id": "press-page",
        "publisher": "The Press",
        "title": "La page",
        "published": "2026-01-20",
        "language": "fr",
        "kind": "press",
        "url": "https://press.example/1",
        "via": "Reader",
        "archived": "https://kept.example/1",
        "accessed": "2026-02",
        "cited": 2,
    }
    assert (official["kind"], official["title"], official["cited"]) == ("official", None, 2)
    assert [row["id"] for row in rows("list", "sources", "--since", "2026-01-21")] == [
        "official-page"
    ]
