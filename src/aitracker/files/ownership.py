"""Files and folders that nobody but the user of this process can have written."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class OwnershipError(Exception):
    """Why a file or folder may be somebody else's, as a sentence that names it."""


def check_folder(path: Path) -> None:
    """OwnershipError unless this is a folder of this user, which others cannot write to.

    A link to one is refused too. A sticky bit does not help: with it others may still add files.
    FileNotFoundError where there is nothing. Links further up the path are the user's own choice,
    and followed.
    """
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode):
        kind = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "not a folder"
        raise OwnershipError(f"{path} is {kind}")
    _check(path, status)


def check_file(path: Path) -> None:
    """OwnershipError unless this is a plain file of this user, which others cannot write to.

    A link to one is refused too. FileNotFoundError where there is nothing.
    """
    _check_file(path, path.lstat())


def open_file(path: Path) -> int:
    """A descriptor to read from a file that passes `check_file`; nothing else is ever opened.

    The name is looked at first, since opening a device can do something; and what was opened is
    looked at again, since the name may have changed hands meanwhile. Opening never waits.
    OwnershipError for a file that does not pass, OSError for one that cannot be opened.
    """
    check_file(path)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        _check_file(path, os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _check_file(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OwnershipError(f"{path} is not a plain file")
    _check(path, status)


def _check(path: Path, status: os.stat_result) -> None:
    if not hasattr(os, "geteuid"):
        return  # Windows keeps owners and rights elsewhere, and its folders of a user are closed
    if status.st_uid != os.geteuid():
        raise OwnershipError(f"{path} belongs to another user")
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise OwnershipError(f"{path} can be written by others")
