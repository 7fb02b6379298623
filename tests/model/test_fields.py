"""A field is described once, and is then checked, stored, shown, explained and searched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aitracker.model.fields import About, fields
from aitracker.model.records import ITEM_TYPES, Record, Source
from tests.conftest import BASE, REPOSITORY

LINE = """    partners: Annotated["""
FIELD = """    budget_line: Annotated[
        Text | None, About(meaning="the line of the budget that pays it")
    ] = None
"""
PLAN = """
initiatives:
  plan:
    kind: strategy
    name: Plan
    budget_line: Chapter Seventy
    sources: [press-page, official-page]
    history: [{date: 2025-01-01, status: announced}]
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with one more line, in a folder of its own, and a registry that uses it."""
    folder = tmp_path_factory.mktemp("copy")
    for source in sorted((REPOSITORY / "src").rglob("*")):
        if source.is_file() and "__pycache__" not in source.parts:
            target = folder / source.relative_to(REPOSITORY)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    records = folder / "src" / "aitracker" / "model" / "records.py"
    text = records.read_text("utf-8")
    assert text.count(LINE) == 1
    records.write_text(text.replace(LINE, FIELD + LINE), "utf-8")
    (folder / "registry.yaml").write_text(BASE + PLAN, "utf-8")
    return folder


def run(copy: Path, *args: str, code: int = 0) -> str:
    """What the copy prints, when it ends with this exit code and says nothing beside."""
    program = "import sys; from aitracker.cli.main import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, *args],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(copy / "src"), "XDG_CACHE_HOME": str(copy / "cache")},
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (code, ""), done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["show", "plan"], "Budget line     Chapter Seventy"),
        (["show", "plan", "--json"], '"budget_line": "Chapter Seventy"'),
        (["why", "plan", "budget_line"], "budget line: Chapter Seventy [budget_line]"),
        (["why", "plan", "-f", "tsv"], "plan\tbudget_line\tChapter Seventy\tThe Press"),
        (["search", "seventy"], "plan\tinitiatives\tPlan\tannounced\tsummary\tChapter Seventy"),
        (["completion", "bash", "--", "why", "-r", "registry.yaml", "plan", "budg"], "budget_line"),
        (["schema"], "the line of the budget that pays it"),
        (["sql", "select meaning from field where key = 'budget_line'"], "the line of the budget"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_one_line_adds_a_field_everywhere(
    copy: Path, args: list[str], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy)
    named = [] if args[0] in ("completion", "schema") else ["-r", "registry.yaml"]
    assert found in run(copy, *args, *named)


def test_a_mistake_in_a_new_field_is_told_like_any_other(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy)
    assert run(copy, "check", "registry.yaml") == ""
    (copy / "wrong.yaml").write_text((BASE + PLAN).replace("Chapter Seventy", "[a, b]"), "utf-8")
    assert "[wrong-type]" in run(copy, "check", "wrong.yaml", code=1)


def test_the_docs_have_a_new_field_once_they_are_made_anew(copy: Path) -> None:
    code = "import runpy; print(runpy.run_path('docs/generate.py')['fields_page']())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
        env={"PYTHONPATH": str(copy / "src")},
        encoding="utf-8",
    )
    assert "| `budget_line` | text | the line of the budget that pays it |" in done.stdout, (
        done.stderr
    )


def test_every_field_is_described_and_has_a_label() -> None:
    for kind in ITEM_TYPES:
        for field in fields(kind):
            assert field.about.meaning
            assert field.label


def test_a_field_without_a_description_is_refused_at_once() -> None:
    from dataclasses import dataclass

    @dataclass
    class Bare:
        name: str

    with pytest.raises(TypeError, match="name has no description"):
        fields(Bare)


def test_a_list_of_items_in_a_record_says_what_naming_somebody_there_means() -> None:
    roles = {
        field.key: field.about.link or field.key
        for kind in ITEM_TYPES
        if issubclass(kind, Record | Source)
        for field in fields(kind)
        if field.refers is not None or field.item is not None
    }
    assert roles["parties"] == "party"
    assert roles["roles"] == "holds"
    assert roles["part_of"] == "part_of"


def test_fields_of_one_place_stay_as_written() -> None:
    assert [field.key for field in fields(Record)][:2] == ["name", "summary"]
    assert About(meaning="x").order == 50
