from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import aitracker
from aitracker.catalog import cache
from tests.conftest import BASE, program, run, write


def kept() -> list[Path]:
    """What is in the folder of the indexes, but for the mark that makes it a cache."""
    return sorted(path for path in cache.folder().glob("*") if path.name != "CACHEDIR.TAG")


def test_clearing_the_cache_tells_what_went_and_leaves_no_folder(place: Path) -> None:
    path = write(place, BASE)
    run("list")
    write(place, BASE.replace("A Minister", "The Minister"))
    run("list")
    size = sum(index.stat().st_size for index in kept())
    done = run("info", "--clear-cache")
    assert (done.code, done.err) == (0, "")
    folder = cache.folder()
    assert done.out == f"2 indexes deleted from {folder} ({size / (1 << 20):.1f} MiB)\n"
    assert not folder.exists()
    assert run("info", "--clear-cache").out == f"no indexes deleted from {folder}\n"
    path.unlink()
    assert run("info", "--clear-cache").code == 0  # it asks for no registry


def test_clearing_the_cache_touches_only_what_we_make(place: Path) -> None:
    write(place, BASE)
    run("list")
    (index,) = kept()
    half = index.with_name(".aitracker-0123456789abcdef.new")
    half.write_text("half")
    others = ["notes.db", f"{'a' * 31}.db", f"{'A' * 32}.db", f"{'a' * 32}.db.bak", "cache.new"]
    for name in others:
        (index.parent / name).write_text("somebody's")
    (index.parent / f"{'b' * 32}.db").mkdir()
    assert run("info", "--clear-cache").out.startswith("2 indexes deleted")
    assert [path.name for path in kept()] == sorted([*others, f"{'b' * 32}.db"])


def test_an_index_that_cannot_be_deleted_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, BASE)
    run("list")
    (index,) = kept()

    def held(path: Path, *_: object) -> None:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(Path, "unlink", held)
    done = run("info", "--clear-cache")
    assert done.code == 3
    assert f"cannot delete {index}" in done.err
    assert done.out.startswith("no indexes deleted")


@pytest.mark.parametrize("more", [["--json"], ["-f", "yaml"], ["-r", "data/initiatives.yaml"]])
def test_what_clearing_the_cache_cannot_heed_is_refused(more: list[str], place: Path) -> None:
    write(place, BASE)
    run("list")
    done = run("info", "--clear-cache", *more)
    assert done.code == 2
    assert "leave out" in done.err
    assert len(kept()) == 1


def test_without_a_home_folder_there_is_nothing_to_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "")

    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nowhere)
    done = run("info", "--clear-cache")
    assert done.code == 3
    assert "no home folder" in done.err


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_that_of_the_package(option: str) -> None:
    assert run(option).out == f"aitracker {aitracker.__version__}\n"


def test_the_module_runs_as_the_command_does(place: Path) -> None:
    write(place, BASE)
    command = [sys.executable, "-m", "aitracker"]
    done = subprocess.run(
        [*command, "list", "people"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, program("list", "people").stdout)
    done = subprocess.run(
        [*command, "lisst"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "Usage: aitracker " in done.stderr
