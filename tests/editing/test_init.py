"""`init`: a registry to start from, that is sound, and never in the place of another."""

from __future__ import annotations

import errno
import json
import shlex
from pathlib import Path

import pytest
import yaml

from tests.conftest import SHIPPED, run


@pytest.mark.parametrize("languages", ["en", "fr", "fr,ar,en", "de,en", "pt"])
def test_a_new_registry_has_no_problem_in_any_language(place: Path, languages: str) -> None:
    ran = run("init", "--country", "sn", "--languages", languages)
    assert (ran.code, ran.out) == (0, "")
    assert "wrote data/initiatives.yaml\n" in ran.err
    checked = run("check", "--strict")
    assert (checked.code, checked.out, checked.err) == (0, "", "")
    header = yaml.safe_load((place / "data" / "initiatives.yaml").read_text("utf-8"))["registry"]
    assert header["jurisdiction"] == "SN"
    assert header["languages"] == languages.split(",")
    assert len(run("list", "all").rows) == 9


def test_its_examples_answer_every_question() -> None:
    run("init", "--country", "SN")
    for line in (["due"], ["disputes"], ["list", "signatories"], ["timeline"]):
        assert run(*line).out


def test_all_that_can_stand_beside_it_is_written_and_works(place: Path) -> None:
    ran = run("init", "--country", "SN", "--title", "Politique: IA", "--with", "all")
    assert ran.code == 0
    first = (place / "data" / "initiatives.yaml").read_text("utf-8").splitlines()[0]
    schema = place / "data" / first.partition("$schema=")[2]
    plain = schema.with_name(json.loads(schema.read_text("utf-8"))["$ref"])
    assert json.loads(plain.read_text("utf-8"))["title"]
    hook = yaml.safe_load((place / ".pre-commit-config.yaml").read_text("utf-8"))
    (job,) = hook["repos"][0]["hooks"]
    assert run(*job["entry"].split()[1:]).code == 0
    workflow = yaml.safe_load((place / ".github" / "workflows" / "registry.yml").read_text("utf-8"))
    *_, last = workflow["jobs"]["check"]["steps"]
    assert run(*last["run"].split()[1:]).code == 0
    for name in ("settings", "extensions", "tasks"):
        json.loads((place / ".vscode" / f"{name}.json").read_text("utf-8"))
    settings = json.loads((place / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings["yaml.format.enable"] is False  # an editor moves nothing that git would show
    assert settings["[yaml]"]["editor.formatOnSave"] is False
    assert (place / ".editorconfig").exists()


@pytest.mark.parametrize("name", ["data/initiatives.yaml", "my $(x) #1: it's; 'r.yaml"])
def test_what_runs_the_check_names_the_registry_whatever_it_is_called(
    name: str, place: Path
) -> None:
    assert run("init", name, "--country", "SN", "--with", "all").code == 0
    (hook,) = yaml.safe_load((place / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    workflow = yaml.safe_load((place / ".github" / "workflows" / "registry.yml").read_text())
    (task,) = json.loads((place / ".vscode" / "tasks.json").read_text())["tasks"]
    assert shlex.split(hook["entry"]) == ["aitracker", "check", name, "--errors-only"]
    line = workflow["jobs"]["check"]["steps"][-1]["run"]
    assert shlex.split(line) == ["aitracker", "check", name, "--format", "github"]
    assert [task["command"], *task["args"]] == ["aitracker", "check", name, "--errors-only"]


def test_the_registry_of_the_program_can_be_copied(place: Path) -> None:
    assert run("init", "mine/registry.yaml", "--copy").code == 0
    assert (place / "mine" / "registry.yaml").read_bytes() == SHIPPED.read_bytes()
    ids = run("list", "all", "-f", "ids", "-r", "mine/registry.yaml")
    assert ids.out == run("list", "all", "-f", "ids", "-r", str(SHIPPED)).out


def test_nothing_is_overwritten(place: Path) -> None:
    (place / ".editorconfig").write_text("mine")
    ran = run("init", "--country", "SN", "--with", "editor")
    assert (ran.code, ran.out) == (3, "")
    assert ".editorconfig already exists; nothing was written" in ran.err
    assert [path.name for path in place.iterdir()] == [".editorconfig"]
    assert run("init", "--country", "SN").code == 0
    before = (place / "data" / "initiatives.yaml").read_bytes()
    assert run("init", "--copy").code == 3
    assert (place / "data" / "initiatives.yaml").read_bytes() == before


def test_no_folder_is_left_where_a_file_cannot_be_written(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "kept").mkdir()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "new.yaml")

    monkeypatch.setattr("pathlib.Path.open", full)
    ran = run("init", "kept/a/b/new.yaml", "--country", "SN")
    assert ran.code == 3
    assert "new.yaml cannot be written: No space left on device" in ran.err
    assert [path.name for path in place.rglob("*")] == ["kept"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "missing --country"),
        (["--country", "Senegal"], "'SENEGAL' is not a country code"),
        (["--country", "SN", "--languages", "french"], "'french' is not a language tag"),
        (["--country", "SN", "--with", "hok"], "unknown file 'hok'"),
        (["--copy", "--country", "SN"], "--copy takes no --country"),
        (["registry", "--country", "SN"], "the name must end in .yaml"),
    ],
)
def test_what_is_wrong_is_a_usage_error_and_nothing_is_written(
    place: Path, args: list[str], said: str
) -> None:
    ran = run("init", *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert list(place.iterdir()) == []
