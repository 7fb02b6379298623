"""The docs say what is so: generated pages are fresh, examples are sound, links lead somewhere."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from pathlib import Path

import pytest

from aitracker import __version__
from aitracker.catalog.counts import StatRow
from aitracker.catalog.due import DueRow
from aitracker.catalog.figures import FigureRow
from aitracker.catalog.pairs import PairRow
from aitracker.catalog.rows import ListRow, row_keys
from aitracker.catalog.search import SearchRow
from aitracker.catalog.signatories import SignatoryRow
from aitracker.catalog.sources import SourceRow
from aitracker.catalog.stale import StaleRow
from aitracker.catalog.timeline import TimelineRow
from aitracker.catalog.tree import TreeRow
from aitracker.cli.lazy import EVERY_COMMAND
from aitracker.display.formats.disputes import DisputeRow
from aitracker.display.formats.why import WhyRow
from aitracker.reading.explain import EXPLANATIONS
from tests.conftest import BASE, REPOSITORY, SHIPPED, loaded, run, write
from tests.reading.test_load import example_in

PAGES = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md")])
MADE = runpy.run_path(str(REPOSITORY / "docs" / "generate.py"))["FILES"]


@pytest.mark.parametrize("name", MADE)
def test_a_generated_file_is_what_the_program_makes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert (REPOSITORY / name).read_text("utf-8") == MADE[name](), (
        f"run python docs/generate.py to make {name} anew"
    )


def test_the_readme_names_every_command_and_both_installations() -> None:
    text = (REPOSITORY / "README.md").read_text("utf-8")
    assert all(f"aitracker {command}" in text for command in EVERY_COMMAND)
    assert "pip install . && aitracker timeline" in text
    assert "pip install -e '.[dev]' && pytest" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize(
    ("section", "code"),
    [(section, code) for section, codes in EXPLANATIONS.items() for code in codes],
    ids=lambda part: part,
)
def test_every_code_can_be_explained_and_its_examples_are_true(section: str, code: str) -> None:
    text = EXPLANATIONS[section][code]
    assert run("check", "--explain", code).out.startswith(text.split("\n")[0])
    if "Bad::" in text:
        assert code in {
            p.code for p in loaded(BASE, example_in(text, "Bad")).problems if p.file == "2.yaml"
        }
        assert not [
            p for p in loaded(BASE, example_in(text, "Good")).problems if p.severity == "error"
        ]


def test_every_code_the_cases_expect_can_be_explained() -> None:
    known = {code for codes in EXPLANATIONS.values() for code in codes}
    expected = {
        line.split()[1]
        for case in (REPOSITORY / "tests" / "invalid").glob("*.expected")
        for line in case.read_text().splitlines()
    }
    assert expected <= known
    assert len(list((REPOSITORY / "tests" / "invalid").glob("*.expected"))) >= 60


def test_an_unknown_code_offers_the_nearest() -> None:
    done = run("check", "--explain", "unknown-trm")
    assert done.code == 1
    assert "unknown-term" in done.err


def test_dependencies_have_their_reason_beside_them() -> None:
    lines = (REPOSITORY / "pyproject.toml").read_text("utf-8").splitlines()
    names = tomllib.loads("\n".join(lines))["project"]["dependencies"]
    for name in names:
        (place,) = [n for n, line in enumerate(lines) if f'"{name}"' in line]
        assert lines[place - 1].strip().startswith("#")


def test_the_changelog_begins_with_this_version_or_what_comes_after_it() -> None:
    text = (REPOSITORY / "CHANGELOG.md").read_text("utf-8")
    titles = re.findall(r"^## (.*)$", text, re.MULTILINE)
    if titles[0] == "Unreleased":
        titles.pop(0)
    assert re.fullmatch(rf"{re.escape(__version__)} - \d{{4}}-\d\d-\d\d", titles[0])


def test_the_data_model_shows_what_show_prints(place: Path) -> None:
    page = (REPOSITORY / "docs" / "data-model.md").read_text("utf-8")
    before, after = page.split("`aitracker show charter --json`")
    write(place, before.rsplit("```yaml\n", 1)[1].split("```")[0])
    assert run("check").code == 0
    assert run("show", "charter", "--json").json == json.loads(
        after.split("```json\n")[1].split("```")[0]
    )


def test_the_messages_of_the_editing_guide_are_those_of_the_program(place: Path) -> None:
    page = (REPOSITORY / "docs" / "editing.md").read_text("utf-8")
    listing = page.split("A registry with five mistakes:")[1].split("```text\n")[1].split("```")[0]
    text = "".join(line[4:] + "\n" for line in listing.splitlines())
    rest = """\
organizations:
  digital-office: {name: Digital Office, sources: [gazette-machine]}
sources:
  gazette-machine: {url: https://example.org/1, publisher: Gazette, published: 2026-01-21}
"""
    write(place, text + rest)
    said = [line for line in run("check").out.splitlines() if ": error: " in line]
    assert said == page.split("`aitracker check` says:\n\n```\n")[1].split("```")[0].splitlines()


def test_the_columns_of_rows_are_those_documented() -> None:
    page = (REPOSITORY / "docs" / "rows.md").read_text("utf-8")
    rows = {
        "list": ListRow,
        "list signatories": SignatoryRow,
        "timeline": TimelineRow,
        "tree": TreeRow,
        "due": DueRow,
    }
    rows |= {
        "search": SearchRow,
        "stats": StatRow,
        "stale": StaleRow,
        "figures": FigureRow,
        "list sources": SourceRow,
        "list pairs": PairRow,
        "disputes": DisputeRow,
        "why": WhyRow,
    }
    for title, row in rows.items():
        cells = re.findall(
            r"^\| (`[^|]+) \|", page.split(f"## {title}\n")[1].split("\n## ")[0], re.MULTILINE
        )
        assert re.findall(r"`(\w+)`", " ".join(cells)) == row_keys(row)


def test_every_question_of_a_reporter_is_answered_in_one_screen_or_two() -> None:
    page = (REPOSITORY / "docs" / "questions.md").read_text("utf-8")
    answers = re.findall(r"```console\n\$ aitracker .*\n([^`]*)```", page)
    assert len(answers) == page.count("$ aitracker ") >= 10
    for answer in answers:
        assert answer.strip()
        assert "Error" not in answer
        assert len(answer.splitlines()) <= 80


def test_the_first_screen_of_the_readme_is_what_the_program_prints() -> None:
    made = runpy.run_path(str(REPOSITORY / "docs" / "picture.py"))
    drawn = (REPOSITORY / "docs" / "screen.svg").read_text("utf-8")
    assert "docs/screen.svg" in (REPOSITORY / "README.md").read_text("utf-8").split("## Try it")[0]
    words = re.compile(r"<text[^>]*>([^<]*)</text>")
    assert words.findall(drawn) == words.findall(made["picture"]()), (
        "run python docs/picture.py to draw it anew"
    )
    for command in made["COMMANDS"]:
        assert f"$ {command}".replace(" ", "&#160;") in drawn


def test_the_readme_counts_as_the_program_does() -> None:
    text = (REPOSITORY / "README.md").read_text("utf-8").replace("\n", " ")
    found = {
        (row["by"], row["value"]): row["count"]
        for row in run("stats", "--coverage", "--json", "-r", str(SHIPPED)).json
    }
    for count, noun in (
        (found["records", "all"], "records"),
        (found["facts", "all"], "facts"),
        (found["sources", "all"], "pages read"),
    ):
        assert f"{count:,} {noun}" in text
