"""`add`: what is made of options, and where in the text it goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aitracker.cli.field_options import of_fields
from aitracker.editing import ids, pages
from aitracker.editing.splice import data_of
from aitracker.model.records import Entry
from tests.conftest import BASE, loaded, run, write
from tests.editing.test_parts import REGISTRY, after, changed, done


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def added(place: Path, before: str, lines: str) -> None:
    """Looks that these lines stand before those, and nothing else is other than it was."""
    changed(place, (before, lines + before))


def test_a_step_goes_where_its_date_belongs(place: Path) -> None:
    done("add", "step", "plan", "--date", "12 mars 2026", "--status", "Signed")
    done("add", "step", "plan", "--date", "2025-09", "--summary", "Between: the two")
    done("add", "step", "plan", "--date", "2024", "--summary", "First")
    history = data_of(after(place))["initiatives"]["plan"]["history"]
    assert [step["date"] for step in history] == ["2024", "2025-03-01", "2025-09", "2026-03-12"]


def test_people_of_a_step_are_found_by_name(place: Path) -> None:
    done(
        *("add", "step", "plan", "--date", "2026", "--signed", "A Minister"),
        *("--signed", "Nobody Else for The Ministry", "--absent", "Another Minister"),
        *("--source", "https://press.example/1"),
    )
    step = data_of(after(place))["initiatives"]["plan"]["history"][1]
    assert step == {
        "date": "2026",
        "people": {
            "signed": ["minister", {"name": "Nobody Else", "for": "ministry"}],
            "absent": ["Another Minister"],
        },
        "sources": ["press-page"],
    }


def test_an_organization_that_signs_itself_stands_among_organizations(place: Path) -> None:
    done("add", "step", "plan", "--date", "2026", "--signed", "ministry", "--signed", "minister")
    step = data_of(after(place))["initiatives"]["plan"]["history"][1]
    assert step["organizations"] == {"signed": ["ministry"]}
    assert step["people"] == {"signed": ["minister"]}


def test_each_role_and_field_of_a_step_has_an_option() -> None:
    flags = {each.flag for each in of_fields(Entry)}
    assert {"--date", "--at", "--status", "--summary", "--signed", "--absent", "--source"} <= flags


def test_a_figure_and_a_milestone_go_to_the_end_of_their_list(place: Path) -> None:
    done("add", "figure", "plan", "--metric", "budget", "--value", "1,2 MMDH", "--by", "2030")
    added(
        place,
        "\n  # the second\n",
        "      - {metric: budget, value: 1.2 bn MAD, by: 2030}\n",
    )
    done("add", "milestone", "plan", "--name", "Opening", "--due", "Q3 2028")
    assert "    milestones:\n      - {name: Opening, due: 2028-Q3}\n" in after(place)


def test_a_rival_stands_at_the_fact_it_contradicts(place: Path) -> None:
    done("add", "rival", "plan.figures.0", "--value", "3 000", "--source", "press-page")
    assert "          - {value: 3000, sources: [press-page]}\n" in after(place)
    done("add", "rival", "plan.kind", "--value", "roadmap", "--source", "press-page")
    assert "    others_say:\n      - {kind: roadmap, sources: [press-page]}\n" in after(place)
    done("add", "rival", "plan", "--says", "No plan", "--source", "official-page")
    assert "      - {says: No plan, sources: [official-page]}\n" in after(place)
    done("add", "rival", "plan.lead.0", "--does", "nothing", "--source", "press-page")
    assert run("check", "--errors-only").code == 0


def test_a_party_is_added_by_id_or_as_a_name(place: Path) -> None:
    done("add", "party", "plan", "The Ministry")
    assert "    partners: [ministry]\n" in after(place)
    done("add", "party", "plan", "A New School", "--does", "teaches")
    assert "    partners: [ministry, {name: A New School, does: teaches}]\n" in after(place)
    done("add", "party", "plan", "A Firm", "--to", "lead")
    assert "    lead: [ministry, A Firm]\n" in after(place)


def test_a_source_stands_in_the_order_of_ids_with_what_its_host_suggests(place: Path) -> None:
    ran = done("add", "source", "https://www.press.example/fr/2026/02/03/une-annonce?utm_source=x")
    source = data_of(after(place))["sources"]["press-annonce"]
    assert source == {
        "url": "https://www.press.example/fr/2026/02/03/une-annonce?utm_source=x",
        "publisher": "The Press",
        "published": "2026-02-03",
        "language": "fr",
    }
    assert "publisher: The Press (as for press-page)\n" in ran.err
    assert list(data_of(after(place))["sources"]) == [
        "press-page",
        "official-page",
        "press-annonce",
    ]


def test_ids_in_order_stay_in_order(place: Path) -> None:
    write(place, REGISTRY.replace("press-page", "zz-page"))
    done("add", "source", "https://new.example/x", "--publisher", "New", "--id", "pp-page")
    assert list(data_of(after(place))["sources"]) == ["zz-page", "official-page", "pp-page"]
    text = (
        "schema_version: 1\nsources:\n\n  b-page:\n    url: https://b.example/1\n"
        "    publisher: B\n\n  # of d\n  d-page:\n    url: https://d.example/1\n    publisher: D\n"
    )
    path = write(place, text)
    for key in ("c-page", "a-page", "e-page"):
        done("add", "source", f"https://{key}.example/", "--publisher", key, "--id", key)
    lines = path.read_text().splitlines()
    heads = [line for line in lines if line.startswith("  ") and line[2] != " "]
    assert heads == ["  a-page:", "  b-page:", "  c-page:", "  # of d", "  d-page:", "  e-page:"]
    assert (
        "\n\n  c-page:\n    url: https://c-page.example/\n    publisher: c-page\n\n  # of d\n"
        in (path.read_text())
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://press.example/1",
        "http://www.press.example/1/",
        "https://press.example/1?utm_source=x&fbclid=y#top",
    ],
)
def test_an_address_that_is_listed_is_refused_with_its_id(place: Path, url: str) -> None:
    ran = run("add", "source", url)
    assert (ran.code, ran.out) == (2, "")
    assert "source 'press-page' already has this address" in ran.err
    assert after(place) == REGISTRY


def test_a_record_is_made_of_options_with_its_first_step(place: Path) -> None:
    done(
        *("add", "partnership", "--kind", "mou", "--name", "en=Deal with a firm"),
        *("--name", "fr=Accord", "--party", "ministry", "--party", "A Firm"),
        *("--source", "press-page,official-page", "--date", "12/01/2026", "--status", "signed"),
        *("--signed", "minister", "--tag", "ai"),
    )
    assert data_of(after(place))["partnerships"] == {
        "deal-with-a-firm": {
            "kind": "mou",
            "name": {"en": "Deal with a firm", "fr": "Accord"},
            "tags": ["ai"],
            "parties": ["ministry", "A Firm"],
            "sources": ["press-page", "official-page"],
            "history": [
                {"date": "2026-01-12", "status": "signed", "people": {"signed": ["minister"]}}
            ],
        }
    }
    assert after(place).startswith(REGISTRY.rstrip("\n"))


def test_an_office_of_a_new_person_comes_from_options(place: Path) -> None:
    done(
        *("add", "person", "--name", "Ada Lovelace", "--organization", "ministry"),
        *("--title", "Director", "--from", "2026-01", "--source", "press-page"),
    )
    roles = data_of(after(place))["people"]["ada-lovelace"]["roles"]
    assert roles == [{"organization": "ministry", "title": "Director", "from": "2026-01"}]


@pytest.mark.parametrize("form", ["bare", "with id", "whole", "json"])
def test_a_record_is_read_from_a_file(place: Path, form: str) -> None:
    record = {"name": "A School", "kind": "university", "sources": ["press-page"]}
    data = {
        "bare": record,
        "with id": {"a-school": record},
        "whole": {"organizations": {"a-school": record}},
        "json": record,
    }[form]
    (place / "new.yaml").write_text(json.dumps(data, indent=1 if form == "json" else None))
    done("add", "organization", "a-school", "--from", "new.yaml", "--tag", "ai")
    assert data_of(after(place))["organizations"]["a-school"] == {**record, "tags": ["ai"]}


@pytest.mark.parametrize("noun", ["initiative", "partnership", "event", "organization", "person"])
def test_a_form_names_each_field_and_reads_back(place: Path, noun: str) -> None:
    form = done("add", noun, "x", "--print").out
    assert after(place) == REGISTRY
    text = form.replace("...", "2026").replace("sources: []", "sources: [press-page]")
    assert [each for each in loaded(BASE, text).problems if each.severity == "error"] == []
    for line in form.splitlines()[2:]:
        assert "  # " in line


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["step", "plan", "--status", "signed"], 2, "missing --date"),
        (["figure", "plan", "--value", "1"], 2, "missing --metric"),
        (["milestone", "plan", "--name", "X"], 2, "missing --due"),
        (["rival", "plan", "--says", "X"], 2, "missing --source"),
        (["rival", "plan.figures", "--value", "1", "--source", "press-page"], 2, "figures.0"),
        (
            ["rival", "plan", "--metric", "1", "--source", "press-page"],
            2,
            "--metric is not a field",
        ),
        (["party", "minister", "ministry"], 2, "people have no parties"),
        (["party", "plan", "ministri"], 1, "no record matches 'ministri'"),
        (["source", "press.example/1"], 2, "is not a web address"),
        (["source", "https://new.example/1"], 2, "missing --publisher"),
        (["initiative", "--name", "X"], 2, "missing --kind"),
        (["initiative", "plan", "--name", "X", "--kind", "law"], 2, "missing --source"),
        (["organization", "--name", "وكالة", "--source", "press-page"], 2, "missing ID"),
        (["organization", "plan", "--name", "P", "--source", "press-page"], 2, "'plan' is already"),
        (["step", "plan", "--date", "2026", "--source", "https://no.example"], 1, "add source"),
        (["step", "plan", "--date", "2026", "--date", "2027"], 2, "--date is given twice"),
        (["organization", "x", "--from", "no.yaml"], 3, "no.yaml"),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_written(
    place: Path, line: list[str], code: int, said: str
) -> None:
    ran = run("add", *line)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert said in ran.err
    assert after(place) == REGISTRY


@pytest.mark.parametrize(
    ("url", "prefix", "key"),
    [
        ("https://fr.le360.ma/politique/un-accord_ABC/", "le360", "le360-accord"),
        ("https://a.example/2026/01/12/", "", "12"),
        ("https://a.example/news/mistral-morocco.html", "a-page", "a-page-mistral-morocco"),
        ("https://a.example/?p=48502", "a", "a-48502"),
    ],
)
def test_an_id_is_made_of_publisher_and_address(url: str, prefix: str, key: str) -> None:
    assert ids.id_of_address(url, prefix) == key


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert ids.free_id("a", ()) == "a"
    assert ids.free_id("a", {"a", "a-2"}) == "a-3"


def test_addresses_are_compared_without_what_does_not_matter() -> None:
    assert pages.normal_address("http://www.A.example/x/?b=1&utm_medium=z#c") == "a.example/x?b=1"
    assert pages.normal_address("https://a.example/x?b=2") != pages.normal_address(
        "https://a.example/x?b=1"
    )


def test_a_promise_that_is_put_off_is_written_anew_and_the_old_one_stays(place: Path) -> None:
    done(
        *("add", "milestone", "lab", "--name", "Opening", "--due", "2029"),
        *("--said", "5 octobre 2026", "--put-off"),
    )
    assert "[{name: Opening, due: 2027}, {name: Opening, due: 2029, said: 2026-10-05}]" in (
        after(place)
    )
    done(
        *("add", "figure", "plan", "--metric", "GPU", "--value", "2000", "--by", "2032"),
        *("--said", "2026-10-05", "--put-off"),
    )
    figures = data_of(after(place))["initiatives"]["plan"]["figures"]
    assert figures[2] == {
        "metric": "GPU",
        "value": "2000",
        "by": "2032",
        "said": "2026-10-05",
        "instead_of": "2030",
    }
    assert run("check", "--errors-only").code == 0


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["milestone", "lab", "--name", "Other", "--due", "2029", "--said", "2026"], 1, "'Other'"),
        (["milestone", "lab", "--name", "Opening", "--due", "2029"], 2, "missing --said"),
    ],
)
def test_what_cannot_be_put_off_is_told(line: list[str], code: int, said: str) -> None:
    ran = run("add", *line, "--put-off")
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
