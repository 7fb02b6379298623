"""Files in the making, which must not outlive a run that is interrupted."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = r"\.aitracker-[0-9a-f]{16}\.new"
"""The name of every file in the making, as a pattern."""

_made: set[str] = set()


@contextlib.contextmanager
def temporary(folder: Path) -> Iterator[Path]:
    """A new empty file in a folder, closed to others.

    It is gone afterwards, unless it got another name; also after an interrupt (see `sweep`).
    OSError where the disk refuses.
    """
    with _name(folder) as path:
        os.close(_created(path))
        yield path


def replace(path: Path, fill: Callable[[int], None], last_look: Callable[[], None]) -> None:
    """Gives a file new content in one step: what `fill` writes to a descriptor.

    `fill` may be called twice. `last_look` is called when all is written, right before the file
    is replaced, and may raise. OSError where the disk refuses; then the file is as it was.
    """
    with _name(path.parent) as beside:
        try:
            _write_unnamed(beside, fill)
        except (AttributeError, OSError):  # not every system and file system can; a full disk
            _write_named(beside, fill)  # is met again here
        last_look()
        beside.replace(path)


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
    descriptor = _created(path)
    try:
        fill(descriptor)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _name(folder: Path) -> Iterator[Path]:
    """A name for a file in the making; what has this name afterwards is deleted if it is ours."""
    path = folder / f".aitracker-{os.urandom(8).hex()}.new"
    _made.add(str(path))  # before there is a file, so that no interrupt falls between
    try:
        yield path
    finally:
        if str(path) in _made:
            with contextlib.suppress(OSError):
                path.unlink()
        _made.discard(str(path))


def _created(path: Path) -> int:
    try:
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        _made.discard(str(path))  # somebody else's, which is not ours to delete
        raise


def sweep() -> None:
    """Deletes what is in the making, for a process that is about to end at once."""
    for path in list(_made):
        with contextlib.suppress(OSError):
            # Nothing is imported or built in a signal handler that need not be.
            os.unlink(path)  # noqa: PTH108
