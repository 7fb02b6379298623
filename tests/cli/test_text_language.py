"""Plain texts are in the language that the header says, and marked for who asked for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import run, write

if TYPE_CHECKING:
    from pathlib import Path

REGISTRY = """\
schema_version: 1
registry: {languages: [en, fr], text_language: en}
initiatives:
  plan:
    kind: strategy
    name: JobInTech
    summary: a plan for jobs
    aliases: [The Plan]
    lead: [{organization: office, does: pays it}]
    note: no budget found
    partners: [{unnamed: two banks}]
    milestones: [{name: Opening, due: 2027-01, condition: a vote}]
    figures: [{metric: seats, part: women, value: 500, by: 2030}]
    history:
      - date: 2025-01-10
        status: announced
        place: Rabat
        summary: told the press
        people: {spoke: [{name: Ann Example, title: Speaker}]}
        others_say: [{says: it was told before, sources: [rival]}]
    sources: [page]
organizations:
  office: {name: Office, kind: agency, sources: [page]}
sources:
  page: {url: "https://example.org/1", publisher: Press, title: News of it, published: 2025-01-10}
  rival: {url: "https://example.org/2", publisher: Rival, published: 2025-01-11}
"""
PROSE = [
    ("show plan --all", "a plan for jobs"),
    ("show plan --all", "pays it"),
    ("show plan --all", "no budget found"),
    ("show plan --all", "told the press"),
    ("show plan --all", "Speaker"),
    ("show plan --all", "a vote"),
    ("show plan --all", "it was told before"),
    ("why plan", "told the press"),
    ("timeline", "told the press"),
    ("disputes", "it was told before"),
    ("show plan", "Opening"),
    ("show plan", "seats, women"),
    ("show plan", "two banks"),
    ("why plan", "Opening"),
    ("why plan milestones.0", "Opening"),
    ("why plan figures", "seats, women"),
    ("due", "Opening"),
    ("show office", "Opening"),
    ("figures", "seats"),
    ("figures", "women"),
]


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def told(line: str, language: str) -> str:
    done = run(*line.split(), "--lang", language, "-f", "table")
    assert done.code == 0, done.err
    return " ".join(done.out.split())


@pytest.mark.parametrize(("line", "text"), PROSE)
def test_prose_is_marked_in_every_command(line: str, text: str) -> None:
    assert f"{text} [en]" in told(line, "fr")
    assert f"{text} [en]" not in told(line, "en")
    assert text in told(line, "en")


def test_an_aim_is_written_as_the_reader_does_and_its_text_is_marked() -> None:
    assert "seats, women : 500 [en]" in told("due", "fr")
    assert "seats, women: 500 Office" in told("due", "en")


def test_names_places_and_titles_of_pages_are_meant_for_all() -> None:
    page = told("show plan --all", "fr")
    for name in ("JobInTech", "The Plan", "Rabat", "News of it", "Office"):
        assert name in page
        assert f"{name} [en]" not in page
    assert "[en]" not in told("list sources", "fr")


def test_machines_read_the_text_as_it_is() -> None:
    assert "[en]" not in run("show", "plan", "--lang", "fr", "-f", "json").out
    for command in ("timeline", "due", "figures"):
        assert "[en]" not in run(command, "--lang", "fr", "-f", "csv").out


def test_coverage_counts_prose_in_each_language() -> None:
    counted = run("stats", "--coverage", "-f", "json").json
    rows = {(row["by"], row["value"]): row["count"] for row in counted}
    assert [rows["names", tag] for tag in ("all", "en", "fr")] == [2, 2, 2]
    assert [rows["summaries", tag] for tag in ("all", "en", "fr")] == [1, 1, 0]
    assert [rows["other texts", tag] for tag in ("all", "en", "fr")] == [6, 6, 0]


def test_without_the_language_of_its_texts_they_count_for_all(place: Path) -> None:
    write(place, REGISTRY.replace(", text_language: en", ""))
    counted = run("stats", "--coverage", "-f", "json").json
    assert {"by": "summaries", "value": "fr", "count": 1, "share": 100.0, "agreements": None} in (
        counted
    )
    assert "[en]" not in told("show plan --all", "fr")


def test_a_variable_with_a_language_the_registry_has_not_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AITRACKER_LANG", "zgh")
    done = run("list", "initiatives")
    assert (done.code, done.err) == (0, "no 'zgh' texts in this registry; showing en\n")


def test_a_variable_that_is_no_language_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AITRACKER_LANG", "french")
    done = run("list", "initiatives")
    assert done.code == 2
    assert "AITRACKER_LANG: 'french' is not a language tag" in done.err
