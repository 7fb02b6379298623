"""The cache among other people's files: nothing of theirs is deleted, opened or believed."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import sqlite3
import stat
import subprocess
import time
from binascii import crc32
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aitracker.catalog import cache
from aitracker.files import ownership, temporary
from aitracker.reading.locate import File
from tests.conftest import BASE, program, run, write

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = [File("r.yaml", BASE.encode())]
NOBODY = 65534

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has opened no index yet."""
    monkeypatch.setattr(cache, "_open_paths", set())


def aged(path: Path, text: str = "precious") -> Path:
    """A file of somebody else's making, written two hours ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (time.time() - 7200,) * 2)
    return path


def many_indexes() -> None:
    for number in range(20):
        cache.open_index([File("r.yaml", BASE.encode() + b"# %d\n" % number)])


def index_file() -> Path:
    """An index that is kept and believed."""
    index = cache.open_index(FILES)
    index.connection.close()
    assert index.file is not None
    return index.file


def people(index: cache.Index) -> list[str]:
    found = index.connection.execute("select id from record where collection = 'people'")
    return [row[0] for row in found]


# Nothing of others is deleted


NAMES = [
    "survey.db",
    "0.db",
    "data.new.yaml",
    f"{'a' * 31}.db",
    f"{'a' * 33}.db",
    f"{'A' * 32}.db",
    f"{'a' * 32}.db.bak",
    f"{'a' * 32}.1-00000000.new",
    ".aitracker-0123.new",
    "x.aitracker-0123456789abcdef.new",
    f"{'a' * 32}.db\n",
]


def test_only_files_with_names_of_our_making_are_deleted() -> None:
    folder = index_file().parent
    others = [aged(folder / name) for name in NAMES]
    many_indexes()
    assert [path.read_text() for path in others] == ["precious"] * len(NAMES)


def test_old_files_in_the_making_and_old_indexes_are_deleted() -> None:
    folder = index_file().parent
    old = aged(folder / ".aitracker-0123456789abcdef.new")
    new = folder / ".aitracker-fedcba9876543210.new"
    new.write_text("another process is writing this")
    many_indexes()
    assert not old.exists()
    assert new.exists()
    assert len(list(folder.glob("*.db"))) == 16


def test_links_and_folders_with_our_names_stay_and_what_they_lead_to(tmp_path: Path) -> None:
    folder, precious = index_file().parent, aged(tmp_path / "precious.db")
    names = [f"{number:032x}.db" for number in range(20)]
    for name in names:
        (folder / name).symlink_to(precious)
        os.utime(folder / name, (0, 0), follow_symlinks=False)
    names += [f"{'f' * 32}.db", ".aitracker-0123456789abcdef.new"]
    for name in names[-2:]:
        (folder / name).mkdir()
        os.utime(folder / name, (0, 0))
    many_indexes()
    assert all(os.path.lexists(folder / name) for name in names)
    assert precious.read_text() == "precious"


def test_a_folder_of_others_with_our_name_stays_as_it_is_to_the_byte() -> None:
    folder = cache.folder()
    others = [aged(folder / f"{number:032x}.db") for number in range(20)]
    others += [aged(folder / name) for name in ("README.md", "data.new.yaml")]
    index = cache.open_index(FILES)
    assert people(index) == ["minister"]
    assert index.file is None
    assert "holds files that aitracker has not made" in index.reason
    assert set(folder.iterdir()) == set(others)


def test_a_folder_of_ours_from_before_it_was_marked_is_used_on() -> None:
    folder = index_file().parent
    (folder / "CACHEDIR.TAG").unlink()
    many_indexes()
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172")


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    elsewhere = index_file().parent.rename(tmp_path / "elsewhere")
    before = sorted(elsewhere.iterdir())
    cache.folder().symlink_to(elsewhere)
    index = cache.open_index(FILES)
    assert (index.file, people(index)) == (None, ["minister"])
    assert "is a symbolic link" in index.reason
    many_indexes()
    assert sorted(elsewhere.iterdir()) == before


def test_a_link_further_up_is_the_users_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "link"))
    assert cache.open_index(FILES).file is not None


def test_a_damaged_index_is_deleted_but_not_what_has_taken_its_name(tmp_path: Path) -> None:
    path, precious = index_file(), aged(tmp_path / "precious")
    path.unlink()
    path.symlink_to(precious)
    assert path in cache.discard()
    assert path.is_symlink()
    path.unlink()
    assert index_file() == path
    assert path not in cache.discard()
    assert not path.exists()


# Nothing of others is believed


def lie(path: Path) -> None:
    """Changes what an index says, and makes its seal fit, as anybody can."""
    altered(path, "update record set id = 'liar' where id = 'minister';")


def altered(path: Path, script: str) -> None:
    """Runs SQL on the pages of an index, and puts behind them what makes it look whole."""
    text = b"".join(file.raw for file in FILES)
    os.truncate(path, path.stat().st_size - len(text) - len(cache._seal(path, 0, 0)))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
        connection.commit()
    pages = path.read_bytes()
    seal = cache._seal(path, len(pages), crc32(pages[: cache._CHECKED]))
    path.write_bytes(pages + text + seal)


def test_what_these_tests_plant_would_be_believed_if_it_were_ours() -> None:
    lie(index_file())
    assert people(cache.open_index(FILES)) == ["liar"]


def given_away(path: Path) -> None:
    os.chown(path, NOBODY, NOBODY)


def folder_given_away(path: Path) -> None:
    os.chown(path.parent, NOBODY, NOBODY)


def writable_by_group(path: Path) -> None:
    path.chmod(0o620)


def writable_by_all(path: Path) -> None:
    path.chmod(0o602)


def folder_writable_by_group(path: Path) -> None:
    path.parent.chmod(0o770)


def sticky_folder_writable_by_all(path: Path) -> None:
    path.parent.chmod(0o1777)


def behind_a_link(path: Path) -> None:
    path.symlink_to(path.rename(path.parent.parent / "planted.db"))


@pytest.mark.parametrize(
    ("plant", "reason"),
    [
        pytest.param(given_away, "belongs to another user", marks=as_root),
        pytest.param(folder_given_away, "belongs to another user", marks=as_root),
        (writable_by_group, "can be written by others"),
        (writable_by_all, "can be written by others"),
        (folder_writable_by_group, "can be written by others"),
        (sticky_folder_writable_by_all, "can be written by others"),
        (behind_a_link, "is not a plain file"),
    ],
)
def test_an_index_that_may_be_planted_is_neither_believed_nor_touched(
    plant: Callable[[Path], None], reason: str
) -> None:
    path = index_file()
    lie(path)
    planted = path.read_bytes()
    plant(path)
    index = cache.open_index(FILES)
    assert (index.file, people(index)) == (None, ["minister"])
    assert reason in index.reason
    assert path.read_bytes() == planted


def fifo(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(path.parent)  # the path of a socket is short
        server.bind(path.name)


def zero(path: Path) -> None:
    os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))


def loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("make", [fifo, listening, loop, pytest.param(zero, marks=as_root)])
def test_what_is_no_plain_file_is_not_opened_and_stays(
    make: Callable[[Path], None], place: Path
) -> None:
    registry = write(place, BASE)
    assert program("list", "people", "-r", str(registry)).returncode == 0
    (path,) = cache.folder().glob("*.db")
    path.unlink()
    make(path)
    before = path.lstat()
    done = program("list", "people", "-r", str(registry))  # within a minute, or the test fails
    assert (done.returncode, done.stdout[:8], done.stderr) == (0, "minister", "")
    assert (path.lstat().st_ino, path.lstat().st_mode) == (before.st_ino, before.st_mode)


def test_a_name_that_changes_hands_between_looking_and_opening_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = aged(tmp_path / "file")
    path.chmod(0o666)
    monkeypatch.setattr(ownership, "check_file", lambda _: None)
    with pytest.raises(ownership.OwnershipError, match="can be written by others"):
        os.close(ownership.open_file(path))
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ownership.OwnershipError, match="not a plain file"):
        os.close(ownership.open_file(path))
    path.unlink()
    path.symlink_to(aged(tmp_path / "other"))
    with pytest.raises(OSError, match="symbolic links"):
        os.close(ownership.open_file(path))


def test_a_view_in_place_of_a_table_is_refused() -> None:
    path = index_file()
    altered(
        path,
        """alter table record rename to kept;
        create view record as
        with recursive n(n) as (select 1 union all select n from n) select n from n;""",
    )
    assert people(cache.open_index(FILES)) == ["minister"]


def test_info_tells_why_the_index_is_in_memory_and_nothing_else_does(place: Path) -> None:
    write(place, BASE)
    cache.folder().mkdir(parents=True)
    cache.folder().chmod(0o777)
    reason = f"in memory: {cache.folder()} can be written by others"
    assert reason in run("info").out
    assert run("info", "--json").json["index"] == reason
    for args in (["list", "people"], ["show", "minister"], ["check"], ["sql", "select 1"]):
        done = run(*args)
        assert done.code == 0
        assert "in memory" not in done.out + done.err
    cache.folder().chmod(0o700)
    assert run("info", "--json").json["index"].endswith(".db")


def test_a_full_or_forbidden_folder_is_a_reason_too(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, BASE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(write(tmp_path, "", "file")))
    assert run("info", "--json").json["index"] == (
        f"in memory: {tmp_path}/file/aitracker cannot be used: Not a directory"
    )


# Damage is found


def test_a_single_flipped_bit_anywhere_is_found() -> None:
    path = index_file()
    whole = path.read_bytes()
    assert len(whole) < cache._CHECKED
    for place in range(0, len(whole), 997):
        raw = bytearray(whole)
        raw[place] ^= 1 << (place % 8)
        path.write_bytes(raw)
        assert cache._open(path, FILES) is None, f"byte {place}"
    path.write_bytes(whole)
    assert cache._open(path, FILES) is not None


@pytest.mark.parametrize("length", [0, 1, 69, 70, 71, 4096])
def test_a_file_shorter_than_an_index_is_found(length: int) -> None:
    path = index_file()
    os.truncate(path, length)
    assert cache._open(path, FILES) is None


def test_of_a_large_index_the_beginning_the_length_and_the_name_are_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cache, "_CHECKED", 8192)
    path = index_file()
    whole = path.read_bytes()
    assert len(whole) > 2 * 8192
    path.write_bytes(whole[:100] + b"\0" + whole[101:])
    assert cache._open(path, FILES) is None
    path.write_bytes(whole[:20000] + whole[20001:])
    assert cache._open(path, FILES) is None
    path.write_bytes(whole)
    assert cache._open(path.rename(path.with_stem("0" * 32)), FILES) is None


# Files in the making


def test_a_file_in_the_making_is_ours_alone_and_gone_afterwards(tmp_path: Path) -> None:
    with temporary.temporary(tmp_path) as path:
        assert re.fullmatch(temporary.NAME, path.name)
        assert path.stat().st_mode & 0o777 == 0o600
        temporary.sweep()
        assert not path.exists()
    with temporary.temporary(tmp_path) as path:
        path.rename(tmp_path / "kept")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["kept"]


def test_a_file_of_others_under_the_name_we_meant_is_not_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", lambda size: b"\x01" * size)
    theirs = aged(tmp_path / f".aitracker-{'01' * 8}.new")
    with pytest.raises(FileExistsError), temporary.temporary(tmp_path):
        pass
    temporary.sweep()
    assert theirs.read_text() == "precious"


def test_a_build_that_is_killed_leaves_no_index_and_the_next_is_right(place: Path) -> None:
    write(place, BASE)
    code = (
        "import os, signal; "
        "from aitracker.catalog import build; from aitracker.cli.main import main;"
        "build._Builder._write = lambda *_: os.kill(os.getpid(), signal.SIGKILL); main(['list'])"
    )
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == -9
    assert list(cache.folder().glob("*.db")) == []
    assert run("list", "people").rows[0][0] == "minister"
