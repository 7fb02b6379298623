"""`check` for whoever edits: one record, what changed, what was looked at."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from aitracker.reading.intake import printable
from aitracker.reading.load import load
from aitracker.reading.locate import File
from tests.conftest import BASE, Ran, committed, program, run, write

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


@pytest.mark.parametrize(("line", "code"), [("   bureau:", "indentation"), ("  bureau: {", "yaml")])
def test_a_mistake_in_the_first_line_of_a_record_is_one_of_that_record(
    line: str, code: str, place: Path
) -> None:
    other = AGENCY.replace("  agency:", line)
    write(place, registry(AGENCY, other))
    done = run("check", "bureau", "--errors-only")
    assert (done.code, done.err.count("in other records")) == (1, 0)
    (told,) = done.out.splitlines()
    first = registry(AGENCY).index("people:\n")
    assert told.startswith(f"data/initiatives.yaml:{registry(AGENCY)[:first].count(chr(10)) + 1}:")
    assert code in told


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


@pytest.mark.parametrize("name", [os.fsdecode(b"a\xff.yaml"), ":(glob)*.yaml", "-x.yaml"])
def test_what_changed_in_a_file_is_found_whatever_its_name(name: str, place: Path) -> None:
    write(place, registry(AGENCY), f"r/{name}")
    committed(place)
    (place / "link.yaml").symlink_to(f"r/{name}")
    for given in (f"r/{name}", "link.yaml"):
        assert run("check", "--changed", "-r", printable(given)).out == ""
    write(place, registry(AGENCY.replace("Agency", "The Agency")), f"r/{name}")
    assert "'agency'" in run("check", "--changed", "-r", printable(f"r/{name}")).out


def test_in_a_hook_of_git_the_repository_is_that_of_the_registry(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, registry(AGENCY))
    committed(place)
    monkeypatch.setenv("GIT_DIR", ".git")  # a path from another folder than that of the file
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.lock")
    assert run("check", "--changed") == Ran(0, "", "")


@pytest.mark.parametrize("where", [".git", "data"])
def test_settings_of_a_strangers_repository_run_nothing(where: str, place: Path) -> None:
    path = write(place, registry(AGENCY))
    committed(place)
    ran = place / "ran"
    if where == "data":  # a folder that looks like a repository, as it may lie in another
        shutil.copytree(place / ".git", path.parent, dirs_exist_ok=True)
    settings = {
        "core.repositoryFormatVersion": "1",
        "core.worktree": str(path.parent) if where == "data" else str(place),
        "core.fsmonitor": f"touch {ran}",
        "core.pager": f"touch {ran}",
        "diff.external": f"touch {ran}",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% {ran}",
        "protocol.ext.allow": "always",
    }
    for key, value in settings.items():
        subprocess.run(["git", "config", "-f", place / where / "config", key, value], check=True)
    blob = ["git", "hash-object", "data/initiatives.yaml"]
    name = subprocess.check_output(blob, cwd=place, text=True).strip()
    (place / where / "objects" / name[:2] / name[2:]).unlink()
    done = run("check", "--changed")
    assert not ran.exists()
    assert (done.code, done.out) == (3, "")


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
    write(place, "initiatives: {}\n", "data/initiatives/more.yaml")
    made = run("schema", "--ids").out
    (place / "ids.schema.json").write_text(made, "utf-8")
    assert run("check").code == 0
    assert (place / "ids.schema.json").read_text("utf-8") == made
    write(place, line + registry(AGENCY, AGENCY.replace("agency", "bureau")))
    run("check")
    renewed = (place / "ids.schema.json").read_text("utf-8")
    assert '"bureau"' in renewed
    assert renewed == run("schema", "--ids").out


def named_schema(place: Path, name: str) -> Path:
    """A schema with ids that are no more, beside a registry that names it."""
    old = run("schema", "--ids", "-r", str(write(place, BASE, "old.yaml"))).out
    write(place, f"# yaml-language-server: $schema={name}\n{registry(AGENCY)}", "p/data/r.yaml")
    return write(place, old, f"p/data/{name}")


def test_a_schema_keeps_its_mode_and_a_link_to_it_stays(place: Path) -> None:
    path = named_schema(place, "../ids.json")
    path.chmod(0o664)
    (place / "p/data/ids.json").symlink_to("../ids.json")
    write(
        place,
        f"# yaml-language-server: $schema=ids.json\n{registry(AGENCY)}",
        "p/data/r.yaml",
    )
    assert run("check", "p/data/r.yaml", "--errors-only").code == 0
    assert (place / "p/data/ids.json").is_symlink()
    assert '"agency"' in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize("name", ["../../ids.json", "link/ids.json"])
def test_a_schema_of_another_project_is_left_as_it_is(name: str, place: Path) -> None:
    (place / "other").mkdir()
    (place / "p/data").mkdir(parents=True)
    (place / "p/data/link").symlink_to(place / "other")
    path = named_schema(place, name)
    before = path.read_text("utf-8")
    assert run("check", "p/data/r.yaml", "--errors-only").code == 0
    assert path.read_text("utf-8") == before


def test_a_registry_from_a_pipe_renews_no_schema(place: Path) -> None:
    path = named_schema(place, "ids.json")
    before = path.read_text("utf-8")
    with (place / "p/data/r.yaml").open() as piped:
        assert program("check", "-", stdin=piped, cwd=place / "p/data").returncode == 0
    assert path.read_text("utf-8") == before


def test_a_schema_without_ids_is_left_alone(place: Path) -> None:
    line = "# yaml-language-server: $schema=../plain.schema.json\n"
    write(place, line + registry(AGENCY))
    plain = run("schema").out
    (place / "plain.schema.json").write_text(plain, "utf-8")
    run("check")
    assert (place / "plain.schema.json").read_text("utf-8") == plain


def test_of_what_git_says_the_first_line_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, registry(AGENCY))
    git = place / "bin" / "git"
    git.parent.mkdir()
    git.write_text(
        "#!/bin/sh\nprintf 'error: object is corrupt\\nfatal: bad tree\\n' >&2\nexit 128\n"
    )
    git.chmod(0o755)
    monkeypatch.setenv("PATH", os.fspath(git.parent))
    done = run("check", "--changed")
    assert done.code == 3
    assert "git cannot read the last commit: error: object is corrupt\n" in done.err
