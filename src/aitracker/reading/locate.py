"""Where the registry is: which files, and their bytes."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path
from typing import NamedTuple

from aitracker.model.failures import Failure

VARIABLE = "AITRACKER_REGISTRY"
_USUAL = Path("data") / "initiatives.yaml"

_QUIET = 0.05
"""Seconds after which a file that was not written to is taken to be whole."""

_PATIENCE = 2.0
"""Seconds we wait for that."""


class File(NamedTuple):
    """A file of a registry: the name to print (relative to the working directory where it can be) and its bytes."""

    name: str
    raw: bytes


class Place(NamedTuple):
    """A registry found: how it was asked for, its path ("-" for standard input), and whether it is the packed one."""

    name: str
    packed: bool = False


def find(asked: str | None = None) -> Place:
    """The registry by option, environment, nearest data/initiatives.yaml upward, or the packed one, in this order."""
    chosen = asked or os.environ.get(VARIABLE)
    if chosen:
        return Place(chosen)
    for folder in _upward():
        candidate = folder / _USUAL
        if _stands(candidate):
            return Place(os.path.relpath(candidate))
    return Place(str(packed()), packed=True)


def _upward() -> list[Path]:
    """The working directory and all above it; none where it was deleted under us."""
    try:
        here = Path.cwd()
    except OSError:
        return []
    return [here, *here.parents]


def _stands(path: Path) -> bool:
    """Whether there is something of this name, be it a link to nothing or in a closed folder: no other registry may answer for it."""
    try:
        path.lstat()
    except PermissionError:
        return os.path.lexists(path.parent)
    except OSError:
        return False
    return True


def packed() -> Path:
    """The registry shipped with the program: inside the package when installed, beside `src` in a working tree."""
    package = Path(__file__).parent.parent
    for folder in (package, package.parent.parent):
        candidate = folder / _USUAL
        if candidate.is_file():
            return candidate
    raise Failure(
        "the registry that comes with the program is missing",
        "install it again, or name one with --registry",
    )


def read(place: Place) -> list[File]:
    """All files of a registry, in order: the file and the folder of the same name beside it, or a folder's, or stdin."""
    if place.name == "-":
        return [File("<stdin>", standard_input())]
    path = Path(place.name)
    try:
        folder = path.is_dir()
    except OSError as error:
        raise Failure(
            f"{place.name[:80]} cannot be read: {error.strerror}", "name a registry with --registry"
        ) from None
    if not folder:
        return [_read(file) for file in (path, *_yaml_files(path.with_suffix("")))]
    files = _yaml_files(path)
    if not files:
        raise Failure(
            f"the folder {place.name} holds no *.yaml file",
            "name a file, or a folder of YAML files",
        )
    return [_read(file) for file in files]


def standard_input() -> bytes:
    """All that comes in."""
    try:
        return sys.stdin.buffer.read()
    except (
        AttributeError,
        OSError,
    ) as error:  # there is no such object where the stream was closed before we began
        reason = (error.strerror or error) if isinstance(error, OSError) else "it is closed"
        raise Failure(
            f"standard input cannot be read: {reason}",
            "pipe something into the program, or leave out the -",
        ) from None


def lines_in() -> list[str]:
    """The lines of standard input, as UTF-8 whatever the locale."""
    return standard_input().decode("utf-8-sig", "replace").splitlines()


def _yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder by name, none where it is no folder; hidden ones are editors' own."""
    try:
        return sorted(
            file
            for file in folder.iterdir()
            if file.suffix == ".yaml" and not file.name.startswith(".")
        )
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise Failure(
            f"the folder {folder} cannot be read: {error.strerror}",
            "name another registry with --registry",
        ) from None


def _read(path: Path) -> File:
    try:
        if (
            not path.is_file()
            and path.exists()
            and not path.is_fifo()
            and not path.is_char_device()
        ):
            raise Failure(
                f"{path} is no file that can be read", "name a YAML file or a folder of them"
            )
        return File(str(path), settled(path))
    except FileNotFoundError:
        raise Failure(
            f"there is no registry at {path}", "name one with --registry, or set AITRACKER_REGISTRY"
        ) from None
    except OSError as error:
        raise Failure(
            f"{path} cannot be read: {error.strerror}", "name one with --registry"
        ) from None


def settled(path: Path) -> bytes:
    """The bytes of a file. One that was written to a moment ago may be half-written, and half a registry may read like a whole one."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with path.open("rb") as file:
            now, before = time.time(), os.fstat(file.fileno())
            raw = file.read()
            after = os.fstat(file.fileno())
        age = now - before.st_mtime
        quiet = not 0 <= age < _QUIET  # a stamp that lies in the future is another clock's
        if not stat.S_ISREG(before.st_mode) or (
            quiet and (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
        ):
            return raw
        time.sleep(_QUIET if quiet else _QUIET - age)
    raise Failure(f"{path} is being written to all the time", "try again when that is done")
