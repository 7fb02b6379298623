"""Which records of a registry differ from the last commit, and which problems are theirs."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from aitracker.model.errors import FatalError, NotFoundError
from aitracker.model.nearest import did_you_mean
from aitracker.reading.blocks import blocks
from aitracker.reading.intake import path_of
from aitracker.reading.source import lines
from aitracker.reading.text import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aitracker.model.problems import Problem
    from aitracker.reading.locate import File

# What lies beside a registry of a stranger may look like a repository, with settings of its own.
_GIT = ("git", "-c", "safe.bareRepository=explicit")
_SAFE = {
    "GIT_ALLOW_PROTOCOL": "none",  # settings may have a program fetch what is missing
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
}
_OTHERS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables by which git tells a hook of its repository, often by a path from another folder."""

_PATIENCE = 20


def changed_ids(files: Iterable[File]) -> set[str]:
    """The ids of the records that differ from HEAD, or are not there.

    FatalError where git does not know the files.
    """
    ids: set[str] = set()
    for file in files:
        before = _records(_committed_lines(file.name))
        now = _records(lines(file.raw))
        ids |= {key for key, text in now.items() if before.get(key) != text}
    return ids


def _records(text_lines: Sequence[str]) -> dict[str, str]:
    """The text of each record of a file, by its id; that of the header by its name."""
    return {
        each.id or each.collection: "\n".join(text_lines[each.first : each.end]).rstrip()
        for each in blocks(text_lines)
    }


def _committed_lines(name: str) -> list[str]:
    """The lines of a file as last committed; none for a new file."""
    path = path_of(name).resolve()
    if not _git(path.parent, "ls-tree", "HEAD", "--", path.name):
        return []
    raw = _git(path.parent, "cat-file", "blob", f"HEAD:./{path.name}")
    return NEWLINE.split(raw.decode("utf-8-sig", "replace"))


def _git(folder: Path, *args: str) -> bytes:
    """What git answers in a folder; FatalError where it cannot."""
    env = {key: value for key, value in os.environ.items() if key not in _OTHERS}
    try:
        process = subprocess.run(  # noqa: S603 # our own words, and a name that git takes as one
            [*_GIT, "-C", os.fspath(folder), *args],
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            env={**env, **_SAFE},
        )
    except (OSError, subprocess.TimeoutExpired):
        raise FatalError("git cannot be run", "install git, or leave out --changed") from None
    if process.returncode:
        lines = process.stderr.decode(errors="replace").strip().splitlines()
        raise FatalError(
            f"git cannot read the last commit: {lines[0] if lines else 'no commit'}",
            "leave out --changed, or name the ids: aitracker check ID",
        )
    return process.stdout


def problems_of(
    problems: Sequence[Problem], files: Iterable[File], ids: Iterable[str]
) -> list[Problem]:
    """The problems of these records: reported on them, or standing in their lines."""
    record_ids = set(ids)
    places = {
        (file.name, line)
        for file in files
        for each in blocks(lines(file.raw))
        if (each.id or each.collection) in record_ids
        for line in range(each.first + 1, each.end + 1)
    }
    return [each for each in problems if each.id in record_ids or (each.file, each.line) in places]


def check_ids(ids: Iterable[str], files: Iterable[File]) -> None:
    """NotFoundError for an id that no record of these files has."""
    all_ids = [each.id for file in files for each in blocks(lines(file.raw)) if each.id]
    for key in ids:
        if key not in all_ids:
            raise NotFoundError(
                f"no record has the id '{key}'",
                did_you_mean(key, all_ids, "run: aitracker list all"),
            )
