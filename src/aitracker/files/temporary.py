"""Files in the making, which must not outlive a run that is interrupted."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

NAME = r"\.aitracker-[0-9a-f]{16}\.new"
"""The name of every file in the making, as a pattern."""

_paths: set[str] = set()


@contextlib.contextmanager
def temporary(folder: Path) -> Iterator[Path]:
    """A new empty file in a folder, closed to others.

    It is gone afterwards, unless it got another name; also after an interrupt (see `sweep`).
    OSError where the disk refuses.
    """
    with _name(folder) as path:
        os.close(_create(path))
        yield path


def replace(
    folder: Path, fills: Mapping[Path, Callable[[int], None]], last_look: Callable[[], None]
) -> None:
    """Gives files new content in one step: what the `fill` of each writes to a descriptor.

    Of several files a list stands in `folder` meanwhile. A `fill` may be called twice. `last_look`
    is called when all is written, right before the files are replaced, and may raise. OSError where
    the disk refuses; then all are as they were.
    """
    with contextlib.ExitStack() as stack:
        names = {path: stack.enter_context(_name(path.parent)) for path in fills}
        for path, fill in fills.items():
            try:
                _write_unnamed(names[path], fill)
            except (AttributeError, OSError):  # not every system and file system can; a full disk
                _write_named(names[path], fill)  # is met again here
        if len(fills) > 1:
            with _undoable(folder, list(fills)):
                last_look()
                _rename(names)
        else:
            last_look()
            _rename(names)


def _rename(names: Mapping[Path, Path]) -> None:
    for path, beside in names.items():
        beside.replace(path)


JOURNAL = ".aitracker-undo.json"
"""The name of the list of files that are being replaced together, each with its copy."""

_LONGEST_LIST = 1 << 20


@contextlib.contextmanager
def _undoable(folder: Path, paths: Sequence[Path]) -> Iterator[None]:
    """Files that are replaced one after the other, and all put back if one of them cannot be.

    A process that is killed meanwhile leaves the list and the copies, for `restore`.
    """
    import json

    journal = folder / JOURNAL
    with contextlib.ExitStack() as stack:
        copies = {path: stack.enter_context(_name(path.parent)) for path in paths}
        for path, copy in copies.items():
            _copy(path, copy)
        entries = [
            [os.path.relpath(name, journal.parent) for name in each] for each in copies.items()
        ]
        with _name(journal.parent) as beside:
            _write_named(beside, lambda to: _write_all(to, json.dumps(entries).encode()))
            beside.replace(journal)
        try:
            yield
        except BaseException:
            restore(journal.parent)
            raise
        journal.unlink()


def _write_all(descriptor: int, raw: bytes) -> None:
    with open(descriptor, "wb", closefd=False) as file:
        file.write(raw)


def _copy(path: Path, copy: Path) -> None:
    """A second name of a file, or where there can be none a copy of it."""
    try:
        copy.hardlink_to(path)
    except OSError:
        import shutil

        shutil.copy2(path, copy)


def restore(folder: Path) -> bool:
    """Puts back the files whose replacement was interrupted; whether there were any.

    Only for who holds the lock of the folder. OSError where the disk refuses, ValueError for a list
    that we have not written.
    """
    journal = folder / JOURNAL
    try:
        entries = _journal_entries(journal)
    except FileNotFoundError:
        return False
    for path, copy in entries:
        with contextlib.suppress(FileNotFoundError):
            (folder / copy).replace(folder / path)
    journal.unlink()
    return True


def _journal_entries(journal: Path) -> list[tuple[str, str]]:
    """The files of a list, each with its copy; ValueError for a list that we cannot have written.

    It may have come with the registry of a stranger.
    """
    import json

    status = journal.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LONGEST_LIST:
        raise ValueError("its list is not one of aitracker")
    entries = json.loads(journal.read_bytes())
    if not isinstance(entries, list):
        raise ValueError("its list is not one of aitracker")  # noqa: TRY004 # as above
    return [_pair(each) for each in entries]


def _pair(entry: object) -> tuple[str, str]:
    """A file and its copy, which has a name of ours and stands beside it.

    Who could put one there could as well change the file.
    """
    match entry:
        case [str(path), str(copy)]:
            (place, name), (beside, ours) = os.path.split(path), os.path.split(copy)
            if place == beside and name not in ("", ".", "..") and re.fullmatch(NAME, ours):
                return path, copy
    raise ValueError("its list names what is no file with its copy")


def _write_unnamed(path: Path, fill: Callable[[int], None]) -> None:
    """A file that has no name until it is whole, so that a process killed meanwhile leaves none."""
    descriptor = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
    try:
        fill(descriptor)
        os.fsync(descriptor)
        # Only with a folder does Python ask the system to follow the link that stands in /proc.
        os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor)
    finally:
        os.close(descriptor)


def _write_named(path: Path, fill: Callable[[int], None]) -> None:
    descriptor = _create(path)
    try:
        fill(descriptor)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _name(folder: Path) -> Iterator[Path]:
    """A name for a file in the making; what has this name afterwards is deleted if it is ours."""
    path = folder / f".aitracker-{os.urandom(8).hex()}.new"
    _paths.add(str(path))  # before there is a file, so that no interrupt falls between
    try:
        yield path
    finally:
        if str(path) in _paths:
            with contextlib.suppress(OSError):
                path.unlink()
        _paths.discard(str(path))


def _create(path: Path) -> int:
    try:
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        _paths.discard(str(path))  # somebody else's, which is not ours to delete
        raise


def sweep() -> None:
    """Deletes what is in the making, for a process that is about to end at once."""
    for path in list(_paths):
        with contextlib.suppress(OSError):
            # Nothing is imported or built in a signal handler that need not be.
            os.unlink(path)  # noqa: PTH108
