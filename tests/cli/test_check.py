"""`check` for whoever edits: one record, what changed, what was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aitracker.reading.load import load
from aitracker.reading.locate import File
from tests.conftest import BASE, committed, program, run, write

if TYPE_CHECKING:
    from pathlib import Path

AGENCY = "  agency:\n    name: Agency\n    sources: [press-page]\n"
ACCEPTED = """\
    accepted_warnings:
      - {warning: single-source, reason: only one paper wrote of it, until: 2027-01-10}
"""


def registry(*records: str) -> str:
    return BASE.replace("people:\n", "".join(records) + "people:\n", 1)


def test_an_id_shows_what_concerns_that_record(place: Path) -> None:
    other = AGENCY.replace("agency", "bureau").replace("name: Agency", 'name: "Agency')
    write(place, registry(AGENCY, other))
    everything = run("check").out.splitlines()
    one = run("check", "agency")
    assert [line for line in everything if "'agency'" in line] == one.out.splitlines()
    assert one.code == 0
    assert "1 error in other records; run: aitracker check" in one.err
    broken = run("check", "bureau")
    assert broken.code == 1
    assert "unclosed-quote" in broken.out


def test_an_id_that_no_record_has_is_told_with_the_nearest(place: Path) -> None:
    write(place, registry(AGENCY))
    done = run("check", "agenzy")
    assert done.code == 1
    assert done.err == "Error: no record has the id 'agenzy'\n  did you mean 'agency'?\n"


def test_changed_shows_the_records_that_differ_from_the_last_commit(place: Path) -> None:
    write(place, registry(AGENCY))
    committed(place)
    assert run("check", "--changed").out == ""
    write(place, registry(AGENCY, AGENCY.replace("agency", "bureau")))
    done = run("check", "--changed")
    assert "'bureau'" in done.out
    assert "'agency'" not in done.out
    write(place, registry(AGENCY.replace("Agency", "The Agency")))
    assert "'agency'" in run("check", "--changed").out


def test_changed_needs_git(place: Path) -> None:
    write(place, registry(AGENCY))
    done = program("check", "--changed", env={"GIT_CEILING_DIRECTORIES": str(place.parent)})
    assert done.returncode == 3
    assert "git cannot read the last commit" in done.stderr


@pytest.mark.parametrize(
    ("today", "told"), [("2027-01-09", False), ("2027-01-10", True), ("2027-06-01", True)]
)
def test_an_accepted_warning_comes_back_on_its_day(today: str, told: bool) -> None:
    text = registry(AGENCY + ACCEPTED)
    found = load([File("1.yaml", text.encode())], today=today)
    assert [p.code for p in found.problems] == ["single-source"] * told
    if told:
        assert "(accepted until 2027-01-10: only one paper wrote of it)" in found.problems[0].hint
    else:
        assert found.accepted == 1


def test_what_is_accepted_must_be_there() -> None:
    sound = AGENCY.replace("[press-page]", "[press-page, official-page]")
    found = load([File("1.yaml", registry(sound + ACCEPTED).encode())], today="2026-11-24")
    assert [p.code for p in found.problems] == ["accepted-nothing"]


def test_an_accepted_warning_needs_its_reason_and_its_day() -> None:
    text = registry(AGENCY + "    accepted_warnings: [{warning: single-source}]\n")
    found = load([File("1.yaml", text.encode())], today="2026-11-24")
    assert [p.message for p in found.problems if p.code == "missing-key"] == [
        "missing field 'reason'",
        "missing field 'until'",
    ]


def test_a_schema_with_ids_is_renewed_where_the_registry_names_it(place: Path) -> None:
    line = "# yaml-language-server: $schema=../ids.schema.json\n"
    write(place, line + registry(AGENCY))
    made = run("schema", "--ids").out
    (place / "ids.schema.json").write_text(made, "utf-8")
    assert run("check").code == 0
    assert (place / "ids.schema.json").read_text("utf-8") == made
    write(place, line + registry(AGENCY, AGENCY.replace("agency", "bureau")))
    run("check")
    renewed = (place / "ids.schema.json").read_text("utf-8")
    assert '"bureau"' in renewed
    assert renewed == run("schema", "--ids").out


def test_a_schema_without_ids_is_left_alone(place: Path) -> None:
    line = "# yaml-language-server: $schema=../plain.schema.json\n"
    write(place, line + registry(AGENCY))
    plain = run("schema").out
    (place / "plain.schema.json").write_text(plain, "utf-8")
    run("check")
    assert (place / "plain.schema.json").read_text("utf-8") == plain
