"""A change to a file on disk: locked, checked against what was meant, and replaced in one step."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.editing.splice import data_of
from aitracker.files.temporary import replace
from aitracker.model.failures import Failure
from aitracker.reading.locate import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MARK = b"\xef\xbb\xbf"

PATIENCE = 10.0
"""Seconds we wait for others to finish their change."""

_PAUSE = 0.02
"""Seconds between two tries to lock."""


class Edit(NamedTuple):
    """The new text of a file, and the plain data it must say."""

    text: str
    data: Any


class Change(NamedTuple):
    """The text of a file before and after, and what could not be kept, as sentences."""

    before: str
    after: str
    warnings: list[str]


class _Read(NamedTuple):
    """A file as it was read: its bytes, and what the system said of it."""

    raw: bytes
    found: os.stat_result


def change(
    path: Path,
    edit: Callable[[str], Edit],
    *,
    waiting: Callable[[str], None] | None = None,
    patience: float = PATIENCE,
) -> Change:
    """Applies an edit to the text of a file.

    The file's folder is locked meanwhile, so two changes wait for each other: so many seconds, which
    `waiting` is told in a sentence. Mode, owner, extended attributes, symbolic link, byte-order mark and
    newlines stay. Failure, and nothing is written, when the file cannot be read, locked or written, when
    the new text does not say exactly what was meant, or when another program has changed the file since
    it was read.
    """
    real = _real(path)
    with locked(real.parent, waiting, patience):
        read = _read(real)
        try:
            before = read.raw.removeprefix(_MARK).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Failure(f"{path} cannot be read: {error}") from None
        after, meant = edit(before)
        if data_of(after) != meant:
            raise Failure(
                f"the change to {path} would not say what was meant; nothing was written",
                "change the file in an editor",
            )
        mark = _MARK if read.raw.startswith(_MARK) else b""
        warnings = _write(real, read, mark + after.encode("utf-8"))
    return Change(before, after, warnings)


def _real(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # a loop of links, before Python 3.13
        said = error.strerror if isinstance(error, OSError) else "its links lead in a circle"
        raise Failure(f"{path} cannot be read: {said}") from None


def _read(path: Path) -> _Read:
    """A file at rest: half of one that is being written must not replace the whole."""
    try:
        if not path.is_file():
            raise Failure(f"{path} is not a plain file", "name a YAML file")
        return _Read(settled(path), path.stat())
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}") from None


@contextlib.contextmanager
def locked(
    folder: Path, waiting: Callable[[str], None] | None = None, patience: float = PATIENCE
) -> Iterator[None]:
    """Nobody else changes a registry of this folder meanwhile. The lock is the system's: it leaves no file behind."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise Failure(f"the folder {folder} cannot be locked: {error.strerror}") from None
    try:
        _wait(descriptor, folder, waiting, patience)
        yield
        with contextlib.suppress(OSError):  # not every file system does this for folders
            os.fsync(descriptor)  # the new name of a file is kept by its folder
    finally:
        os.close(descriptor)


def _wait(
    descriptor: int, folder: Path, waiting: Callable[[str], None] | None, patience: float
) -> None:
    """Locks a folder, once others have finished their changes."""
    end, told = time.monotonic() + patience, waiting is None
    while not _try_to_lock(descriptor, folder):
        if time.monotonic() > end:
            raise Failure(
                f"the registry in {folder} is still being changed by another process,"
                f" after {patience:g} seconds",
                "nothing was changed; try again when the other one has finished",
            )
        if waiting is not None and not told:
            told = True
            waiting(f"waiting for another process to finish its change in {folder}")
        time.sleep(_PAUSE)


def _try_to_lock(descriptor: int, folder: Path) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise Failure(f"the folder {folder} cannot be locked: {error.strerror}") from None
    return True


def _write(path: Path, read: _Read, raw: bytes) -> list[str]:
    """Replaces a file that is still as it was read; returns what could not be kept."""
    if not os.access(path, os.W_OK):
        raise Failure(f"{path} cannot be written: it is read-only", "nothing was changed")
    lost: list[str] = []

    def fill(descriptor: int) -> None:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(raw)
        lost[:] = [*_keep_owner(descriptor, path, read.found), *_keep_attributes(descriptor, path)]

    try:
        replace(path, fill, lambda: _last_look(path, read))
    except OSError as error:
        raise Failure(
            f"{path} cannot be written: {error.strerror}", "nothing was changed"
        ) from None
    if read.found.st_nlink > 1:
        lost.append(
            f"{path} had another name (a hard link), which still has the old text;"
            " use symbolic links instead"
        )
    return lost


def _last_look(path: Path, read: _Read) -> None:
    """Failure if a file is not what was read. What is saved between this and the renaming is lost, a moment of microseconds."""
    same = _stamp(path.lstat()) == _stamp(read.found) and path.read_bytes() == read.raw
    if not (same and _stamp(path.lstat()) == _stamp(read.found)):
        raise Failure(
            f"{path} was changed by another program meanwhile; nothing was written",
            "run the command again",
        )


def _stamp(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns


def _keep_owner(descriptor: int, path: Path, was: os.stat_result) -> list[str]:
    """Gives a new file the owner, group and mode of the old one."""
    lost = []
    if hasattr(os, "fchown"):
        made = os.fstat(descriptor)
        for name, own in (("owner", (was.st_uid, -1)), ("group", (-1, was.st_gid))):
            try:
                if own not in ((made.st_uid, -1), (-1, made.st_gid)):
                    os.fchown(descriptor, *own)
            except OSError:  # only the superuser may give a file away
                lost.append(f"the {name} of {path} could not be kept; it is yours now")
        os.fchmod(descriptor, stat.S_IMODE(was.st_mode))
    return lost


def _keep_attributes(descriptor: int, path: Path) -> list[str]:
    """Gives a new file the extended attributes of the old one, access lists among them."""
    lost: list[str] = []
    if not hasattr(os, "listxattr"):
        return lost
    with contextlib.suppress(OSError):  # not every file system has them
        for name in os.listxattr(path):
            value = os.getxattr(path, name)
            try:
                os.setxattr(descriptor, name, value)
            except OSError:
                lost.append(f"the extended attribute {name} of {path} could not be kept")
    return lost
