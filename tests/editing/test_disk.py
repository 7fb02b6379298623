"""Changes to a file among other programs, on bad disks, and killed half-way, by real processes."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import multiprocessing
import os
import re
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aitracker.editing import change as changing
from aitracker.editing.splice import data_of
from aitracker.files import temporary
from aitracker.model.errors import FatalError
from aitracker.reading import intake
from tests.conftest import PATIENCE
from tests.editing.test_change import BLOCK, ENTRY, append, changed

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = "# kept\npartnerships:\n  deal:\n    kind: mou\n    history:\n      - {date: 2025}\n"


@pytest.fixture
def path(place: Path) -> Path:
    """A registry that has been at rest for a while."""
    return rested(place / "r.yaml", BLOCK)


def rested(path: Path, text: str) -> Path:
    path.write_text(text)
    os.utime(path, (time.time() - 1,) * 2)
    return path


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


def steps(path: Path) -> list[Any]:
    found = data_of(path.read_text())["partnerships"]["deal"]["history"]
    assert isinstance(found, list)
    return found


# Other programs


def test_a_file_that_is_being_written_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Longer than the pauses that a busy machine makes between two lines.
    monkeypatch.setattr(intake, "_QUIET", 1.5)
    monkeypatch.setattr(intake, "_PATIENCE", PATIENCE)
    text = SMALL + "".join(f"      - {{date: 2025, summary: Step {n}}}\n" for n in range(60))
    lines = text.splitlines(keepends=True)
    begun = threading.Event()

    def write_slowly() -> None:
        with path.open("w") as file:
            for number, line in enumerate(lines):
                file.write(line)
                file.flush()
                if number > 10:
                    begun.set()
                time.sleep(0.005)

    writer = threading.Thread(target=write_slowly)
    writer.start()
    begun.wait()
    append(path, ENTRY)
    writer.join()
    assert len(steps(path)) == 62


def test_what_an_editor_saves_after_the_file_was_read_is_not_lost(path: Path) -> None:
    saved = BLOCK.replace("name: Deal", "name: Saved by an editor meanwhile")

    def edit(text: str) -> changing.Edit:
        path.write_text(saved)
        return changing.Edit(text + "people: {}\n", {**data_of(text), "people": {}})

    with pytest.raises(FatalError, match="was changed by another program") as refused:
        changed(path, edit)
    assert refused.value.exit_code == 3
    assert path.read_text() == saved
    assert names(path.parent) == ["r.yaml"]


def rewritten(path: Path) -> None:
    """Other bytes, but as many, with the stamp of the old ones."""
    found = path.stat()
    path.write_text(BLOCK.replace("Deal", "Date"))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def replaced(path: Path) -> None:
    rested(path.with_name("other"), BLOCK).replace(path)


def deleted(path: Path) -> None:
    path.unlink()


def linked(path: Path) -> None:
    path.rename(path.with_name("other"))
    path.symlink_to("other")


@pytest.mark.parametrize("meddle", [rewritten, replaced, deleted, linked])
def test_whatever_happens_to_the_file_before_it_is_replaced_is_seen(
    meddle: Any, path: Path
) -> None:
    def edit(text: str) -> changing.Edit:
        meddle(path)
        return changing.Edit(text + "people: {}\n", {**data_of(text), "people": {}})

    with pytest.raises(FatalError):
        changed(path, edit)
    assert not path.exists() or "people" not in path.read_text()
    assert not any(name.endswith(".new") for name in names(path.parent))


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Another process that is changing something in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield
    os.close(descriptor)


def test_a_lock_is_waited_for_with_one_message_and_no_longer_than_asked(path: Path) -> None:
    told: list[str] = []
    began = time.monotonic()
    with lock(path.parent), pytest.raises(FatalError, match=r"after 0\.3 seconds") as refused:
        append(path, ENTRY, waiting=told.append, patience=0.3)
    assert 0.3 <= time.monotonic() - began < 3
    assert refused.value.exit_code == 3
    assert told == [f"waiting for another process to finish its change in {path.parent}"]
    assert path.read_text() == BLOCK
    append(path, ENTRY, waiting=told.append)
    assert len(told) == 1


def test_a_change_goes_on_when_the_lock_is_given_back(path: Path) -> None:
    held = lock(path.parent)
    held.__enter__()
    timer = threading.Timer(0.3, lambda: held.__exit__(None, None, None))
    timer.start()
    append(path, ENTRY)
    timer.join()
    assert len(steps(path)) == 3


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["fifo", "folder"])
def test_what_is_no_plain_file_is_refused_and_nothing_waits_for_it(make: Any, place: Path) -> None:
    make(place / "odd.yaml")
    with pytest.raises(FatalError, match="not a plain file"):
        append(place / "odd.yaml", ENTRY)


def test_a_file_that_is_missing_or_a_loop_of_links_is_told(place: Path) -> None:
    (place / "loop.yaml").symlink_to("loop.yaml")
    for name in ("missing.yaml", "loop.yaml"):
        with pytest.raises(FatalError, match="cannot be read"):
            append(place / name, ENTRY)


# What stays


def test_extended_attributes_stay(path: Path) -> None:
    try:
        os.setxattr(path, "user.note", b"kept")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    done = append(path, ENTRY)
    assert os.getxattr(path, "user.note") == b"kept"
    assert done.warnings == []


def test_an_attribute_that_cannot_be_kept_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    monkeypatch.setattr(os, "listxattr", lambda _: ["trusted.x"])
    monkeypatch.setattr(os, "getxattr", lambda *_: b"x")
    monkeypatch.setattr(os, "setxattr", refuse)
    (warning,) = append(path, ENTRY).warnings
    assert "trusted.x" in warning
    assert len(steps(path)) == 3


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_owner_and_group_stay(path: Path) -> None:
    os.chown(path, 1234, 5678)
    path.chmod(0o664)
    assert append(path, ENTRY).warnings == []
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 5678, 0o664)


def test_a_hard_link_that_is_cut_is_told(path: Path) -> None:
    os.link(path, path.with_name("other.yaml"))
    (warning,) = append(path, ENTRY).warnings
    assert "hard link" in warning
    assert path.with_name("other.yaml").read_text() == BLOCK
    assert len(steps(path)) == 3


def test_a_file_of_others_with_the_name_of_a_temporary_one_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", lambda size: b"\x01" * size)
    theirs = path.with_name(f".aitracker-{'01' * 8}.new")
    theirs.write_text("precious")
    with pytest.raises(FatalError, match="File exists"):
        append(path, ENTRY)
    assert theirs.read_text() == "precious"
    assert path.read_text() == BLOCK


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux has files without a name")
def test_a_file_in_the_making_has_no_name_that_a_killed_process_could_leave(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[list[str]] = []
    monkeypatch.setattr(os, "fsync", lambda _: found.append(names(path.parent)))
    append(path, ENTRY)
    assert found == [["r.yaml"], ["r.yaml"]]


def test_where_files_must_have_names_a_change_works_and_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "not here")

    monkeypatch.setattr(os, "link", refuse)
    append(path, ENTRY)
    assert len(steps(path)) == 3
    assert names(path.parent) == ["r.yaml"]
    monkeypatch.setattr(changing, "_last_look", refuse)
    with pytest.raises(FatalError, match="cannot be written"):
        append(path, ENTRY)
    assert len(steps(path)) == 3
    assert names(path.parent) == ["r.yaml"]


# Full disks


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    disk = tmp_path / "tiny"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk, and not everywhere")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_on_a_full_disk_the_file_stays_as_it_is_and_nothing_is_left(tiny: Path) -> None:
    text = SMALL + "".join(f"      - {{date: 2025, summary: Step {n}}}\n" for n in range(1000))
    path = rested(tiny / "r.yaml", text)
    with pytest.raises(FatalError, match="No space left on device") as refused:
        append(path, ENTRY)
    assert refused.value.hint == "nothing was changed"
    assert path.read_text() == text
    assert names(tiny) == ["r.yaml"]
    assert temporary._paths == set()


# Many processes, and killed ones


def append_many(path: Path, worker: int, number: int) -> None:
    for step in range(number):
        entry = {"date": "2026-01-12", "summary": f"worker {worker} step {step}"}
        append(path, entry, patience=120)


@pytest.mark.slow  # 2 % of the time of the quick part
def test_eight_processes_append_ten_steps_each_and_none_is_lost(place: Path) -> None:
    path = rested(place / "r.yaml", SMALL)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=append_many, args=(path, worker, 10)) for worker in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 8
    summaries = [entry.get("summary", "") for entry in steps(path)]
    assert len(summaries) == len(set(summaries)) == 81
    for number in range(8):
        own = [summary for summary in summaries if summary.startswith(f"worker {number} ")]
        assert own == [f"worker {number} step {step}" for step in range(10)]
    assert names(place) == ["r.yaml"]


CHANGES = """
import sys
from pathlib import Path
from aitracker.reading import locate
from tests.editing.test_disk import append_many
locate._QUIET = 0  # this test looks at the writing, which is short beside the waiting
print("ready", flush=True)
append_many(Path(sys.argv[1]), 0, 100000)
"""


@pytest.mark.slow  # 15 % of the time of the quick part
def test_a_process_killed_at_any_moment_leaves_the_old_text_or_the_new_and_nothing_else(
    place: Path,
) -> None:
    path = rested(place / "r.yaml", SMALL)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    for tries in range(25):
        before = len(steps(path)) - 1
        process = subprocess.Popen(
            [sys.executable, "-c", CHANGES, str(path)], stdout=subprocess.PIPE, env=environment
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.03 + 0.0037 * tries)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        summaries = [entry.get("summary") for entry in steps(path)][1 + before :]
        assert summaries == [f"worker 0 step {step}" for step in range(len(summaries))]
        assert path.read_text().startswith("# kept\n")
        left = [name for name in names(place) if name != "r.yaml"]
        assert all(re.fullmatch(temporary.NAME, name) for name in left)
        assert len(left) <= tries  # between two calls of the system a name may be left, but rarely
        rested(path, SMALL)
    os.utime(path, (time.time() - 1,) * 2)
    append(path, ENTRY)
    assert len(steps(path)) == 2
