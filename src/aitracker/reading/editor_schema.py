"""The schema with the ids of a registry, in the file that the registry names for editors.

In git that file only names the schema without ids, so that a fresh clone has one. On a machine
where the ids were saved into it once, git is told to leave it out, and `check` renews it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
import subprocess
from typing import TYPE_CHECKING

from aitracker.model.errors import FatalError
from aitracker.reading.intake import path_of
from aitracker.reading.locate import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aitracker.reading.load import LoadResult
    from aitracker.reading.locate import File

PLAIN = "registry.schema.json"
"""The schema without ids."""

WITH_IDS = "editor.schema.json"
"""The file beside it that editors read, with the ids once they are saved."""

_NAMED = re.compile(rb"(?:\xef\xbb\xbf)?# yaml-language-server: \$schema=([^\r\n]+)")
_MADE = b"made by aitracker schema --ids"
_EMPTY = b"aitracker schema --save writes the ids here"
_LARGEST = 64 * 1024**2
_PATIENCE = 20


def without_ids() -> str:
    """What stands in git in the file that editors read: the schema without ids, by its name."""
    comment = f"{_EMPTY.decode()}; git keeps this"
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": comment,
        "$ref": PLAIN,
    }
    return json.dumps(content, indent=2) + "\n"


def save_ids(files: Sequence[File], result: LoadResult) -> tuple[Path, bool]:
    """Writes the ids into the schema that the first file names, and hides the change from git.

    That file, and whether it is in git, which leaves the change out from then on.
    FatalError where it names none in its project, or one that is not made for this.
    """
    path = _schema_file(files)
    if path is None or not path.is_file():
        raise FatalError(
            "the registry names no schema for editors",
            f"begin it with # yaml-language-server: $schema=../schema/{WITH_IDS}, and write that"
            " file: aitracker init --with schema",
        )
    before = _content(path)
    if _MADE not in before[:200] and _EMPTY not in before[:200]:
        raise FatalError(
            f"{path.name} is a schema without ids, and stays one",
            f"name another file in the first line of the registry, such as {WITH_IDS}",
        )
    _write(path, before, result)
    return path, _hide_from_git(path)


def renew_ids(files: Sequence[File], result: LoadResult) -> None:
    """Writes the ids that there are now into the schema that the first file names.

    Only into one that was made with ids, in the project of the registry: who reads that of a
    stranger must not have files of other projects changed. Where the disk refuses, the old one
    stays.
    """
    if result.unread or result.partly:
        return
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        path = _schema_file(files)
        if path is not None and _MADE in (before := _content(path))[:200]:
            _write(path, before, result)


def _schema_file(files: Sequence[File]) -> Path | None:
    """The schema that the first file names; None for none, or one outside of its project."""
    match = _NAMED.match(files[0].raw)
    if match is None or files[0].name == STANDARD_INPUT:
        return None
    folder = path_of(files[0].name).resolve().parent
    path = (folder / match[1].decode(errors="replace").strip()).resolve()
    return path if path.is_relative_to(folder.parent) else None


def _content(path: Path) -> bytes:
    """What stands in a schema of a size that can be one; nothing where there is none."""
    small = path.is_file() and path.stat().st_size <= _LARGEST
    return path.read_bytes() if small else b""


def _write(path: Path, before: bytes, result: LoadResult) -> None:
    from aitracker.files.temporary import replace
    from aitracker.reading.schema import ids_by_collection, schema

    text = (
        json.dumps(schema(ids_by_collection(result.registry)), ensure_ascii=False, indent=2) + "\n"
    )
    now = text.encode()
    mode = stat.S_IMODE(path.stat().st_mode)

    def fill(descriptor: int) -> None:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(now)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)

    if now != before:
        replace(path.parent, {path: fill}, lambda: None)


def _hide_from_git(path: Path) -> bool:
    """Tells git to leave out what changes in a file that it keeps; false where it keeps none."""
    command = ["git", "-C", os.fspath(path.parent), "update-index", "--skip-worktree", path.name]
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603 # our own words, and the name of a file
            command, capture_output=True, check=False, timeout=_PATIENCE
        )
        return done.returncode == 0
    return False
