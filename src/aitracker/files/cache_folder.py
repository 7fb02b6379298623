"""A folder of cached files: made and marked as such, and tidied only of files of our making."""

from __future__ import annotations

import contextlib
import os
import re
import time
from typing import TYPE_CHECKING, NamedTuple

from aitracker.files.ownership import OwnershipError, check_file, check_folder, open_file
from aitracker.files.temporary import NAME, temporary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TAG = """\
Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of aitracker, which deletes old files from it. See https://bford.info/cachedir/
"""
"""What marks a folder as a cache, for us and for programs that make backups."""

_TAG_NAME = "CACHEDIR.TAG"

_LEFT = 3600
"""Seconds after which a file in the making is taken to have been left by a killed process."""


class Cleared(NamedTuple):
    """What became of the files of a folder.

    The folder, how many went with how many bytes, and those that could not go.
    """

    folder: Path
    files: int
    size: int
    stuck: list[Path]


def claim(folder: Path, pattern: str) -> None:
    """Makes and marks a folder for files of such names.

    OwnershipError if it is not ours alone, or not marked and holds files of other names. OSError
    where the disk refuses.
    """
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=True)
    check_folder(folder)
    tag = folder / _TAG_NAME
    if _is_tagged(tag):
        return
    names = sorted(path.name for path in folder.iterdir())
    others = [name for name in names if not re.fullmatch(f"{pattern}|{NAME}", name)]
    if others and not _is_tagged(tag):  # another process may have marked it just now
        raise OwnershipError(
            f"{folder} holds files that aitracker has not made, such as {others[0]}"
        )
    with temporary(folder) as beside:
        beside.write_text(_TAG, "utf-8")
        beside.replace(tag)


def _is_tagged(tag: Path) -> bool:
    """Whether a file is our mark of a cache."""
    try:
        with os.fdopen(open_file(tag), "rb") as file:
            return file.read(len(_TAG)) == _TAG.encode()
    except FileNotFoundError:
        return False


def prune(folder: Path, pattern: str, number: int) -> None:
    """Deletes all but so many of the newest files of such names, and what killed processes left.

    OSError where the folder cannot be read.
    """
    newest = sorted(_files(folder, pattern), reverse=True)
    remains = [file for file in _files(folder, NAME) if file[0] < time.time() - _LEFT]
    for _, path in (*newest[number:], *remains):
        delete(path)


def empty(folder: Path, pattern: str) -> Cleared:
    """Deletes all files of such names and our mark, and the folder if nothing else is in it.

    OSError where the folder cannot be read.
    """
    sizes, stuck = [], []
    for _, path in list(_files(folder, f"{pattern}|{NAME}")) if folder.is_dir() else ():
        size = path.lstat().st_size
        delete(path)
        if os.path.lexists(path):
            stuck.append(path)
        else:
            sizes.append(size)
    with contextlib.suppress(OSError):  # somebody else's files are there, or somebody else's folder
        if [path.name for path in folder.iterdir()] == [_TAG_NAME]:
            delete(folder / _TAG_NAME)
        folder.rmdir()
    return Cleared(folder, len(sizes), sum(sizes), stuck)


def _files(folder: Path, pattern: str) -> Iterator[tuple[float, Path]]:
    """The files of ours whose whole name is such, with the time at which each was written."""
    for path in list(folder.iterdir()):
        if re.fullmatch(pattern, path.name):
            with contextlib.suppress(OwnershipError, OSError):  # another process was faster
                check_file(path)
                yield path.lstat().st_mtime, path


def delete(path: Path) -> None:
    """Deletes a file of ours, and nothing else that may have its name by now."""
    with contextlib.suppress(OwnershipError, OSError):
        check_folder(path.parent)
        check_file(path)
        path.unlink()
