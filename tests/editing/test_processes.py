"""The commands among other processes, killed half-way, and on files that cannot be written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aitracker.editing.splice import data_of
from aitracker.files.temporary import JOURNAL
from aitracker.reading.locate import Place, read_files
from tests.conftest import BASE, REPOSITORY, run, write
from tests.editing.test_parts import REGISTRY

PROGRAM = [sys.executable, "-m", "aitracker"]
MORE = """\
initiatives:
  third:
    kind: law
    name: Third
    see: [network, plan]
    sources: [press-page, official-page]
    history: [{date: 2025, status: proposed}]
"""
ADDING = """
import sys
from aitracker.cli.main import main
for n in range(int(sys.argv[2])):
    key = f"w{sys.argv[1]}-{n:02}"
    line = ["add", "organization", key, "--name", f"Body {key}", "--source", "press-page"]
    assert main(line) == 0, key
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}"}


def _eight_add(number: int) -> int:
    """How many records there are after eight processes have each added so many."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", ADDING, str(worker), str(number)],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for worker in range(8)
    ]
    said = [worker.communicate()[1].decode() for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * 8, said
    return len(run("list", "organizations").rows) - 1


def test_eight_processes_add_records_and_none_is_lost(place: Path) -> None:
    path = write(place, BASE)
    assert _eight_add(2) == 16
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name]
    assert run("check", "--errors-only").code == 0


@pytest.mark.slow  # takes minutes
def test_eight_processes_add_fifty_records_each_and_none_is_lost(place: Path) -> None:
    write(place, BASE)
    assert _eight_add(50) == 400


def _renamed_and_killed(place: Path, after: float) -> tuple[bool, list[str]]:
    """Whether all files have the new id after a `rename` was killed, or else all the old one."""
    folder = place / "data"
    shutil.rmtree(folder, ignore_errors=True)
    write(place, REGISTRY)
    write(place, MORE, "data/initiatives/more.yaml")
    process = subprocess.Popen(
        [*PROGRAM, "rename", "plan", "great-plan"],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if (folder / JOURNAL).exists():
        run("set", "network", "name=The network!")
    texts = [file.raw.decode() for file in read_files(Place("data/initiatives.yaml"))]
    new = ["great-plan" in text for text in texts]
    assert len(set(new)) == 1, texts
    assert run("check", "--errors-only").code == 0
    return new[0], [file.name for file in folder.iterdir() if file.suffix not in (".yaml", "")]


def _killed_at(place: Path, times: int) -> None:
    started = time.monotonic()
    subprocess.run([*PROGRAM, "--version"], env=environment(), check=True, capture_output=True)
    usual = (time.monotonic() - started) * 4
    results = [_renamed_and_killed(place, usual * n / times) for n in range(times)]
    assert not results[0][0]
    for _, left in results:
        assert all(name.startswith(".aitracker-") for name in left)


def test_a_change_of_two_files_that_is_killed_is_whole_or_was_not(place: Path) -> None:
    _killed_at(place, 6)


@pytest.mark.slow  # takes minutes
def test_two_hundred_changes_of_two_files_that_are_killed_are_whole_or_were_not(
    place: Path,
) -> None:
    _killed_at(place, 200)


@pytest.mark.parametrize("moment", range(3))
def test_files_that_were_replaced_in_part_are_put_back_by_the_next_change(
    place: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Stops right before each of the renamings, as a killed process does, and looks."""
    write(place, REGISTRY)
    more = write(place, MORE, "data/initiatives/more.yaml")
    script = f"""
import os, sys
from pathlib import Path
real, count = Path.replace, iter(range(9))
def replace(self, target):
    if not str(target).endswith({JOURNAL!r}) and next(count) == {moment}:
        os._exit(9)
    return real(self, target)
Path.replace = replace
unlink = Path.unlink
def gone(self, **options):
    if self.name == {JOURNAL!r} and {moment} == 2:
        os._exit(9)
    return unlink(self, **options)
Path.unlink = gone
from aitracker.cli.main import main
sys.exit(main(["rename", "plan", "great-plan"]))
"""
    done = subprocess.run([sys.executable, "-c", script], env=environment(), check=False)
    assert done.returncode == 9
    assert (place / "data" / JOURNAL).exists()
    monkeypatch.setattr("aitracker.reading.locate._PATIENCE", 0.1)
    checked = run("check")
    assert (checked.code, checked.out) == (3, "")
    assert "was interrupted" in checked.err
    ran = run("set", "network", "kind=body")
    assert ran.code == 0
    assert "a change of several files was interrupted; it has been undone\n" in ran.err
    assert more.read_text() == MORE
    assert "great-plan" not in (place / "data" / "initiatives.yaml").read_text()
    assert not (place / "data" / JOURNAL).exists()
    assert run("check", "--errors-only").code == 0


COPY = ".aitracker-0123456789abcdef.new"


@pytest.mark.parametrize(
    "pair",
    [
        ["../victim", "payload"],
        ["../victim", COPY],
        ["../victim", f"./{COPY}"],
        ["victim", f"../victim/{COPY}"],
        ["initiatives.yaml", "payload"],
        [".", COPY],
        ["", COPY],
        ["..", COPY],
        ["initiatives.yaml"],
        "initiatives.yaml",
        [1, 2],
        ["a\0", COPY],
    ],
    ids=str,
)
def test_a_list_of_copies_that_a_stranger_has_made_moves_nothing(pair: object, place: Path) -> None:
    write(place, REGISTRY)
    victim = write(place, "precious", "victim")
    for name in ("payload", COPY):
        write(place, "evil", f"data/{name}")
    journal = write(place, json.dumps([pair]), f"data/{JOURNAL}")
    before = sorted(place.rglob("*"))
    ran = run("set", "network", "kind=body")
    assert (ran.code, ran.out) == (3, "")
    assert f"then delete {JOURNAL}" in ran.err
    assert "internal error" not in ran.err
    assert victim.read_text() == "precious"
    assert sorted(place.rglob("*")) == before
    assert journal.exists()


@pytest.mark.parametrize("kind", ["/dev/zero", "missing", "fifo", "number", "deep"])
def test_what_is_no_list_of_copies_is_told_and_nothing_waits_for_it(kind: str, place: Path) -> None:
    write(place, REGISTRY)
    journal = place / "data" / JOURNAL
    if kind == "fifo":
        os.mkfifo(journal)
    elif kind in ("number", "deep"):
        journal.write_text("1" if kind == "number" else "[" * 100_000)
    else:
        journal.symlink_to(kind)
    ran = run("set", "network", "kind=body")
    assert (ran.code, ran.out) == (3, "")
    assert "cannot be undone" in ran.err
    assert f"then delete {JOURNAL}" in ran.err


def test_a_file_that_cannot_be_written_stops_all_of_a_change(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(place, REGISTRY)
    more = write(place, MORE, "data/initiatives/more.yaml")
    monkeypatch.setattr(
        "aitracker.editing.change.os.access", lambda file, _: not str(file).endswith("more.yaml")
    )
    ran = run("rename", "plan", "great-plan")
    assert (ran.code, ran.out) == (3, "")
    assert "more.yaml cannot be written: it is read-only" in ran.err
    assert (path.read_text(), more.read_text()) == (REGISTRY, MORE)


def test_a_folder_that_is_gone_and_a_disk_that_is_full_change_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(place, REGISTRY)
    assert run("set", "plan", "kind=law", "-r", "gone/registry.yaml").code == 3

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("aitracker.files.temporary.os.fsync", full)
    ran = run("set", "plan", "kind=law")
    assert (ran.code, ran.out) == (3, "")
    assert "No space left on device" in ran.err
    assert path.read_text() == REGISTRY
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_link_stays_a_link_and_a_worktree_of_git_is_a_folder_like_others(place: Path) -> None:
    path = write(place, REGISTRY)
    real = place / "real.yaml"
    path.rename(real)
    path.symlink_to(real)
    assert run("set", "plan", "kind=roadmap").code == 0
    assert path.is_symlink()
    assert data_of(real.read_text())["initiatives"]["plan"]["kind"] == "roadmap"
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git = ["git", "-c", "user.name=N", "-c", "user.email=n@e.example", "-c", "init.defaultBranch=m"]
    main = place / "main"
    write(main, REGISTRY)
    for line in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, "-C", str(main), *line], check=True)
    tree = place / "tree"
    subprocess.run([*git, "-C", str(main), "worktree", "add", "-q", str(tree)], check=True)
    assert run("set", "plan", "kind=law", "-r", str(tree / "data" / "initiatives.yaml")).code == 0
    status = subprocess.run(
        [*git, "-C", str(tree), "status", "--short"], check=True, capture_output=True, text=True
    )
    assert status.stdout == " M data/initiatives.yaml\n"


def test_two_peoples_sources_and_steps_merge(place: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git = ["git", "-c", "user.name=N", "-c", "user.email=n@e.example", "-c", "init.defaultBranch=m"]
    pages = "".join(
        f"\n  {name}-page:\n    url: https://{name}.example/1\n    publisher: {name}\n"
        for name in ("bee", "day", "pen", "sun")
    )
    write(place, REGISTRY)
    write(place, f"sources:\n{pages}", "data/initiatives/sources.yaml")

    def call(*line: str) -> None:
        subprocess.run([*git, *line], check=True, capture_output=True, cwd=place)

    call("init", "-q")
    call("add", "data")
    call("commit", "-qm", "start")
    for branch, page, step in (("one", "bee", "network"), ("two", "sun", "plan")):
        call("checkout", "-q", "-b", branch, "m")
        assert run("add", "source", f"https://{page}.example/2026/02/03/news").code == 0
        line = ["add", "step", step, "--date", "2026-02-03", "--summary", "S"]
        assert run(*line, "--source", f"{page}-news").code == 0
        call("commit", "-qam", branch)
    call("merge", "-q", "--no-edit", "one")
    assert run("check", "--errors-only").code == 0
    assert {"bee-news", "sun-news"} <= {row[0] for row in run("list", "sources").rows}
