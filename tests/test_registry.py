"""The shipped registry: sound, sourced, and telling the day it was begun for."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from aitracker.model.records import Initiative, Partnership, Record, Source
from aitracker.reading.load import LoadResult, load
from aitracker.reading.locate import File
from tests.conftest import REPOSITORY, SHIPPED, SHIPPED_FILES, run

DAY = "2026-11-24"


@pytest.fixture(scope="module")
def shipped() -> LoadResult:
    return load([File(path.name, path.read_bytes()) for path in SHIPPED_FILES])


def ask(*args: str) -> object:
    return run(*args, "-r", str(SHIPPED), "--as-of", DAY, "--json").json


def test_it_has_no_error_and_only_warnings_that_are_known(shipped: LoadResult) -> None:
    assert [p for p in shipped.problems if p.severity == "error"] == []
    assert {p.code for p in shipped.problems} <= {"single-source"}


def test_every_warning_has_been_looked_at_and_is_listed(shipped: LoadResult) -> None:
    page = (REPOSITORY / "docs" / "registry.md").read_text("utf-8")
    listed = re.findall(
        r"^\| `([a-z0-9-]+)` \|", page.split("## Warnings looked at")[1], re.MULTILINE
    )
    assert sorted(listed) == sorted(str(problem.id) for problem in shipped.problems)


def test_every_record_that_the_page_of_the_registry_names_is_there(shipped: LoadResult) -> None:
    page = (
        (REPOSITORY / "docs" / "registry.md")
        .read_text("utf-8")
        .split("## What it was made from")[1]
    )
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)*)`", page)) - {"single-source"}
    assert named - set(shipped.registry.records) == set()
    assert len(named) > 150


def test_every_record_has_a_source_and_every_collection_a_record(shipped: LoadResult) -> None:
    records = shipped.registry.records.values()
    counts = Counter(record.collection for record in records)
    assert set(counts) == {
        "initiatives",
        "partnerships",
        "events",
        "organizations",
        "people",
        "sources",
    }
    assert sum(counts.values()) - counts["sources"] >= 50
    assert counts["sources"] >= 60
    assert all(record.sources for record in records if isinstance(record, Record))


def test_each_collection_stands_in_its_file() -> None:
    tops = {
        path.name: re.findall(r"^([a-z_]+):", path.read_text("utf-8"), re.MULTILINE)
        for path in SHIPPED_FILES
    }
    assert tops.pop("initiatives.yaml") == ["schema_version", "registry", "initiatives"]
    assert {name: [name.removesuffix(".yaml")] for name in tops} == tops
    assert set(tops) == {
        "partnerships.yaml",
        "events.yaml",
        "organizations.yaml",
        "people.yaml",
        "sources.yaml",
    }


def test_sources_stand_in_the_order_of_their_ids(shipped: LoadResult) -> None:
    sources = [
        key for key, record in shipped.registry.records.items() if isinstance(record, Source)
    ]
    assert sources == sorted(sources)


def test_the_four_ministers_oversaw_their_conventions_of_the_day() -> None:
    rows = run("list", "signatories", "--json", "-r", str(SHIPPED)).json
    oversaw = {
        (row["person"], row["for"])
        for row in rows
        if row["role"] == "oversaw" and row["at"] == "ai-made-in-morocco"
    }
    assert {person for person, _ in oversaw} == {
        "azzedine-el-midaoui",
        "mohamed-saad-berrada",
        "mohamed-mehdi-bensaid",
        "nizar-baraka",
    }
    assert len({body for _, body in oversaw}) == 4
    assert all(row["date"] == "2026-01-12" for row in rows if row["at"] == "ai-made-in-morocco")


def test_the_head_of_government_was_announced_and_did_not_come() -> None:
    people = run("show", "ai-made-in-morocco", "-r", str(SHIPPED), "--json").json["people"]
    for role in ("announced", "absent"):
        assert "aziz-akhannouch" in [mention.get("person") for mention in people[role]]
    assert "mtnra" in run("list", "events", "-r", str(SHIPPED)).out


def test_the_laboratory_names_its_parties_what_it_implements_and_where_it_is() -> None:
    lab = run("show", "mistral-ai-lab", "-r", str(SHIPPED), "--as-of", DAY, "--json").json
    assert {"mtnra", "mistral-ai"} <= {party["organization"] for party in lab["parties"]}
    assert (lab["implements"], lab["hosted_by"]) == (["mistral-mou"], ["jazari-root"])
    assert (lab["status"], lab["since"]) == ("launched", "2026-01-12")
    assert lab["sources"]
    story = run("show", "mistral-ai-lab", "-r", str(SHIPPED), "--lang", "en").out
    for words in (
        "Mistral AI [mistral-ai]",
        "[mtnra]",
        "Implements",
        "[mistral-mou]",
        "Hosted by",
        "Jazari Root",
        "launched since 2026-01-12",
        "https://",
    ):
        assert words in story


def test_the_memorandum_is_of_september_2025_and_its_rivals_stand_beside_it() -> None:
    mou = run("show", "mistral-mou", "-r", str(SHIPPED), "--json").json
    assert mou["history"][0]["date"] == "2025-09-12"
    assert {mention["person"] for mention in mou["history"][0]["people"]["signed"]} == {
        "amal-seghrouchni",
        "arthur-mensch",
    }
    assert any(
        dispute["field"] == "history.0" and dispute["rivals"][0]["says"].endswith("signed")
        for dispute in mou["disputes"]
    )


def test_people_easily_taken_for_one_another_are_apart() -> None:
    for one, other in (("ryad-mezzour", "ghita-mezzour"), ("amal-seghrouchni", "omar-seghrouchni")):
        assert other in run("show", one, "-r", str(SHIPPED), "--json").json["not_same"]


def test_the_timeline_tells_the_day_and_what_led_to_it() -> None:
    rows = run("timeline", "-r", str(SHIPPED), "--json", "--as-of", DAY).json
    ids = [row["id"] for row in rows]
    assert (
        ids.index("maroc-digital-2030")
        < ids.index("assises-ia-2025")
        < ids.index("mistral-mou")
        < ids.index("ai-made-in-morocco")
    )
    assert len([row for row in rows if row["date"] == "2026-01-12"]) >= 8
    assert [
        row["id"]
        for row in rows
        if row["at"] == "ai-made-in-morocco" and row["id"] == "mistral-ai-lab"
    ]


def test_every_publisher_and_every_source_is_real_to_the_reader(shipped: LoadResult) -> None:
    sources = [record for record in shipped.registry.records.values() if isinstance(record, Source)]
    assert len({source.url for source in sources}) == len(sources)
    assert all(source.publisher.strip() == source.publisher for source in sources)


def test_every_record_with_a_history_has_a_status(shipped: LoadResult) -> None:
    with_history = [
        key
        for key, record in shipped.registry.records.items()
        if isinstance(record, Initiative | Partnership)
    ]
    rows = {
        row["id"]: row["status"]
        for row in run("list", "all", "-r", str(SHIPPED), "--as-of", DAY, "--json").json
    }
    assert [key for key in with_history if not rows.get(key)] == []


@pytest.mark.slow
def test_a_slip_on_any_line_is_reported_on_that_line() -> None:
    """Words, dates, references and keys of the shipped file, misspelled one at a time."""
    texts = {path.name: path.read_text("utf-8").split("\n") for path in SHIPPED_FILES}
    typos = [
        (name, number, line[: match.start()] + typo + line[match.end() :])
        for name, lines in texts.items()
        for number, line in enumerate(lines)
        for pattern, typo in _TYPOS
        if (match := pattern.search(line))
    ]
    assert len(typos) > 1500
    for name, number, line in random.Random(7).sample(typos, 60):
        changed = texts | {name: [*texts[name][:number], line, *texts[name][number + 1 :]]}
        found = load(
            [File(file, "\n".join(lines).encode()) for file, lines in changed.items()]
        ).problems
        assert (name, number + 1) in [(p.file, p.line) for p in found if p.severity == "error"], (
            line,
            found[:3],
        )


_TYPOS = [
    (re.compile(r"(?<=status: )\w+"), "lanched"),
    (re.compile(r"(?<=kind: )[\w-]+"), "unheard-of"),
    (re.compile(r"(?<=date: )20\d\d-\d\d-\d\d"), "2026-13-45"),
    (re.compile(r"(?<=by: )20\d\d\b"), "30/12/2030"),
    (re.compile(r"(?<=sources: \[)[\w-]+"), "no-such-page"),
    (re.compile(r"(?<=person: )[\w-]+"), "no-such-person"),
    (re.compile(r"(?<=\bat: )[\w-]+"), "no-such-event"),
    (re.compile(r"(?<=part_of: \[)[\w-]+"), "no-such-record"),
    (re.compile(r"(?<=value: )\d+"), "1,4"),
    (re.compile(r"^    [a-z_]+(?=: )"), "    unheard_of"),
]
