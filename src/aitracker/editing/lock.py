"""A lock on a folder, by what the system offers; none is left in the folder."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

from aitracker.model.errors import FatalError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment] # a module, or that there is none

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 30.0
"""Seconds we wait for others to finish their change."""

_PAUSE = 0.02
"""Seconds between two tries to lock."""


@contextlib.contextmanager
def lock_folder(
    folder: Path, waiting: Callable[[str], None] | None = None, patience: float = PATIENCE
) -> Iterator[None]:
    """Nobody else changes a registry of this folder meanwhile.

    Others are waited for so many seconds, which `waiting` is told in a sentence. The system gives
    the lock back when a process ends, however it ends. Raises FatalError where the folder cannot be
    locked, or others take longer.
    """
    by_system = _lock_file if fcntl is None else _flock  # type: ignore[redundant-expr] # Windows again
    with by_system(folder, _Wait(folder, waiting, patience)):
        yield


class _Wait:
    """How long others are waited for, and who is told of it."""

    def __init__(
        self, folder: Path, waiting: Callable[[str], None] | None, patience: float
    ) -> None:
        self.folder = folder
        self.waiting = waiting
        self.patience = patience
        self.end = time.monotonic() + patience

    def announce(self) -> None:
        """Says once that we wait; FatalError when it has taken too long."""
        if time.monotonic() > self.end:
            raise FatalError(
                f"the registry in {self.folder} is still being changed by another process,"
                f" after {self.patience:g} seconds",
                "nothing was changed; try again when the other one has finished",
            )
        if self.waiting is not None:
            self.waiting(f"waiting for another process to finish its change in {self.folder}")
            self.waiting = None


@contextlib.contextmanager
def _flock(folder: Path, wait: _Wait) -> Iterator[None]:
    """The folder itself is locked, and its names are on disk before others go on."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _cannot(folder, error.strerror) from None
    try:
        while not _try_to_lock(descriptor, folder):
            wait.announce()
            time.sleep(_PAUSE)
        yield
        with contextlib.suppress(OSError):  # not every file system does this for folders
            os.fsync(descriptor)  # the new name of a file is kept by its folder
    finally:
        os.close(descriptor)


def _try_to_lock(descriptor: int, folder: Path) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise _cannot(folder, error.strerror) from None
    return True


@contextlib.contextmanager
def _lock_file(folder: Path, wait: _Wait) -> Iterator[None]:
    """A file beside all others that are temporary: Windows cannot lock a folder."""
    import tempfile
    from pathlib import Path

    from filelock import FileLock, Timeout

    if not folder.is_dir():
        raise _cannot(folder, "it is not there")
    lock = FileLock(Path(tempfile.gettempdir()) / _name_of_lock(folder))
    while True:
        try:
            lock.acquire(timeout=0)
            break
        except Timeout:
            wait.announce()
            time.sleep(_PAUSE)
        except OSError as error:
            raise _cannot(folder, error.strerror) from None
    try:
        yield
    finally:
        lock.release()


def _name_of_lock(folder: Path) -> str:
    """The same for every spelling of a folder; on Windows letters of any case name one."""
    from hashlib import sha256

    name = os.path.normcase(folder.resolve())
    return f"aitracker-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()}.lock"


def _cannot(folder: Path, why: str | None) -> FatalError:
    return FatalError(f"the folder {folder} cannot be locked: {why}")
