"""A change to files on disk: locked, checked against what was meant, and written all or none."""

from __future__ import annotations

import contextlib
import os
import stat
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.editing.expected_data import same
from aitracker.editing.lock import PATIENCE, lock_folder
from aitracker.editing.splice import data_of
from aitracker.files.temporary import JOURNAL, replace, restore
from aitracker.model.errors import FatalError
from aitracker.reading.intake import file_bytes, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_MARK = b"\xef\xbb\xbf"


class Edit(NamedTuple):
    """The new text of a file, and the plain data it must say; None where any will do."""

    text: str
    data: Any


class Change(NamedTuple):
    """The text of a file before and after."""

    path: Path
    before: str
    after: str


class Outcome(NamedTuple):
    """The files that were changed, and what could not be kept, as sentences."""

    changes: list[Change]
    warnings: list[str]


class _FileState(NamedTuple):
    """A file as it was read: its bytes, and what the system said of it."""

    raw: bytes
    found: os.stat_result

    def text(self, path: Path) -> str:
        try:
            return self.raw.removeprefix(_MARK).decode("utf-8")
        except UnicodeDecodeError as error:
            raise FatalError(f"{printable(path)} cannot be read: {error}") from None

    def encoded(self, text: str) -> bytes:
        return (_MARK if self.raw.startswith(_MARK) else b"") + text.encode("utf-8")


def change(
    paths: Sequence[Path],
    edit: Callable[[list[str]], list[Edit]],
    *,
    waiting: Callable[[str], None] | None = None,
    patience: float = PATIENCE,
) -> Outcome:
    """Applies an edit to the texts of the files of a registry, to all of them or to none.

    The folder of the first is locked meanwhile, so two changes wait for each other: so many
    seconds, which `waiting` is told in a sentence. Mode, owner, extended attributes, symbolic
    links, byte-order marks and newlines stay. FatalError, and nothing is written, when a file
    cannot be read, locked or written, when a new text does not say exactly what was meant, or when
    another program has changed a file since it was read.
    """
    real = [_real(path) for path in paths]
    with lock_folder(real[0].parent, waiting, patience):
        _restore_folder(real[0].parent)
        reads = [_read(path) for path in real]
        before = [file.text(path) for path, file in zip(paths, reads, strict=True)]
        edits = edit(before)
        changes, new = [], {}
        for path, target, text, file, each in zip(paths, real, before, reads, edits, strict=True):
            if each.text != text:
                _check(path, each)
                changes.append(Change(path, text, each.text))
                new[target] = (file, file.encoded(each.text))
        return Outcome(changes, _write(real[0].parent, new) if new else [])


def restore_interrupted(path: Path, waiting: Callable[[str], None] | None = None) -> None:
    """Puts back the files of a registry whose change was interrupted; path is its first file.

    `waiting` is told in a sentence. FatalError where they cannot be put back.
    """
    folder = path.resolve().parent
    if os.path.lexists(folder / JOURNAL):
        with lock_folder(folder, waiting):
            if _restore_folder(folder) and waiting is not None:
                waiting("a change of several files was interrupted; it has been undone")


def _restore_folder(folder: Path) -> bool:
    try:
        return restore(folder)
    except (OSError, ValueError, RecursionError) as error:  # the last for brackets in brackets
        raise FatalError(
            f"an interrupted change in {printable(folder)} cannot be undone: {error}",
            f"put the files back by hand, then delete {JOURNAL}",
        ) from None


def _check(path: Path, edit: Edit) -> None:
    """FatalError for a text that does not say what is meant."""
    if edit.data is not None and not same(data_of(edit.text), edit.data):
        raise FatalError(
            f"the change to {printable(path)} would not have the intended effect;"
            " nothing was written",
            "change the file in an editor: aitracker edit ID",
        )


def _real(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # a loop of links, before Python 3.13
        reason = error.strerror if isinstance(error, OSError) else "its links lead in a circle"
        raise FatalError(f"{path} cannot be read: {reason}") from None


def _read(path: Path) -> _FileState:
    """A file at rest: half of one that is being written must not replace the whole."""
    try:
        return _FileState(file_bytes(path), path.stat())
    except OSError as error:
        raise FatalError(f"{path} cannot be read: {error.strerror}") from None


def _write(folder: Path, new: Mapping[Path, tuple[_FileState, bytes]]) -> list[str]:
    """Replaces files that are still as they were read; returns what could not be kept."""
    losses: dict[Path, list[str]] = {}
    for path in new:
        if not os.access(path, os.W_OK):
            raise FatalError(
                f"{printable(path)} cannot be written: it is read-only", "nothing was changed"
            )

    def fill(path: Path, state: _FileState, raw: bytes, descriptor: int) -> None:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(raw)
        losses[path] = [
            *_keep_owner(descriptor, path, state.found),
            *_keep_attributes(descriptor, path),
        ]

    def last_look() -> None:
        for path, (old, _) in new.items():
            _last_look(path, old)

    try:
        fills = {path: partial(fill, path, *each) for path, each in new.items()}
        replace(folder, fills, last_look)
    except OSError as error:
        path = error.filename or next(iter(new))
        raise FatalError(
            f"{printable(path)} cannot be written: {error.strerror}", "nothing was changed"
        ) from None
    hard_links = [path for path, (old, _) in new.items() if old.found.st_nlink > 1]
    return [
        *(sentence for sentences in losses.values() for sentence in sentences),
        *(
            f"{printable(path)} had another name (a hard link), which still has the old text;"
            " use symbolic links instead"
            for path in hard_links
        ),
    ]


def _last_look(path: Path, file: _FileState) -> None:
    """FatalError if a file is not what was read.

    What is saved between this and the renaming is lost, a moment of microseconds.
    """
    same = _stamp(path.lstat()) == _stamp(file.found) and path.read_bytes() == file.raw
    if not (same and _stamp(path.lstat()) == _stamp(file.found)):
        raise FatalError(
            f"{path} was changed by another program meanwhile; nothing was written",
            "run the command again",
        )


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns


def _keep_owner(descriptor: int, path: Path, old: os.stat_result) -> list[str]:
    """Gives a new file the owner, group and mode of the old one."""
    losses = []
    if hasattr(os, "fchown"):
        status = os.fstat(descriptor)
        for name, own in (("owner", (old.st_uid, -1)), ("group", (-1, old.st_gid))):
            try:
                if own not in ((status.st_uid, -1), (-1, status.st_gid)):
                    os.fchown(descriptor, *own)
            except OSError:  # only the superuser may give a file away
                losses.append(f"the {name} of {path} could not be kept; it is yours now")
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    return losses


def _keep_attributes(descriptor: int, path: Path) -> list[str]:
    """Gives a new file the extended attributes of the old one, access lists among them."""
    losses: list[str] = []
    if not hasattr(os, "listxattr"):
        return losses
    with contextlib.suppress(OSError):  # not every file system has them
        for name in os.listxattr(path):
            value = os.getxattr(path, name)
            try:
                os.setxattr(descriptor, name, value)
            except OSError:
                losses.append(f"the extended attribute {name} of {path} could not be kept")
    return losses
