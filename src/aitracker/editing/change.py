"""A change to a file on disk: locked, checked against what was meant, and replaced in one step."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.editing.lock import PATIENCE, locked
from aitracker.editing.splice import data_of
from aitracker.files.temporary import replace
from aitracker.model.errors import FatalError
from aitracker.reading.intake import file_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MARK = b"\xef\xbb\xbf"


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

    The file's folder is locked meanwhile, so two changes wait for each other: so many seconds,
    which `waiting` is told in a sentence. Mode, owner, extended attributes, symbolic link,
    byte-order mark and newlines stay. FatalError, and nothing is written, when the file cannot be
    read, locked or written, when the new text does not say exactly what was meant, or when another
    program has changed the file since it was read.
    """
    real = _real(path)
    with locked(real.parent, waiting, patience):
        read = _read(real)
        try:
            before = read.raw.removeprefix(_MARK).decode("utf-8")
        except UnicodeDecodeError as error:
            raise FatalError(f"{path} cannot be read: {error}") from None
        after, meant = edit(before)
        if data_of(after) != meant:
            raise FatalError(
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
        raise FatalError(f"{path} cannot be read: {said}") from None


def _read(path: Path) -> _Read:
    """A file at rest: half of one that is being written must not replace the whole."""
    try:
        return _Read(file_bytes(path), path.stat())
    except OSError as error:
        raise FatalError(f"{path} cannot be read: {error.strerror}") from None


def _write(path: Path, read: _Read, raw: bytes) -> list[str]:
    """Replaces a file that is still as it was read; returns what could not be kept."""
    if not os.access(path, os.W_OK):
        raise FatalError(f"{path} cannot be written: it is read-only", "nothing was changed")
    lost: list[str] = []

    def fill(descriptor: int) -> None:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(raw)
        lost[:] = [*_keep_owner(descriptor, path, read.found), *_keep_attributes(descriptor, path)]

    try:
        replace(path, fill, lambda: _last_look(path, read))
    except OSError as error:
        raise FatalError(
            f"{path} cannot be written: {error.strerror}", "nothing was changed"
        ) from None
    if read.found.st_nlink > 1:
        lost.append(
            f"{path} had another name (a hard link), which still has the old text;"
            " use symbolic links instead"
        )
    return lost


def _last_look(path: Path, read: _Read) -> None:
    """FatalError if a file is not what was read.

    What is saved between this and the renaming is lost, a moment of microseconds.
    """
    same = _stamp(path.lstat()) == _stamp(read.found) and path.read_bytes() == read.raw
    if not (same and _stamp(path.lstat()) == _stamp(read.found)):
        raise FatalError(
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
