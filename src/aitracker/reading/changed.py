"""Which records of a registry differ from the last commit, and which problems are theirs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from aitracker.model.errors import FatalError, NotFoundError
from aitracker.model.nearest import did_you_mean
from aitracker.reading.blocks import blocks
from aitracker.reading.source import NEWLINE, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aitracker.model.problems import Problem
    from aitracker.reading.locate import File

_GIT = ("git", "-c", "core.quotePath=off")
_PATIENCE = 20


def changed(files: Iterable[File]) -> set[str]:
    """The ids of the records that differ from HEAD, or are not there.

    FatalError where git does not know the files.
    """
    found: set[str] = set()
    for file in files:
        before = _records(_committed(file.name))
        now = _records(lines(file.raw))
        found |= {key for key, text in now.items() if before.get(key) != text}
    return found


def _records(written: Sequence[str]) -> dict[str, str]:
    """The text of each record of a file, by its id; that of the header by its name."""
    return {
        each.id or each.collection: "\n".join(written[each.first : each.end]).rstrip()
        for each in blocks(written)
    }


def _committed(name: str) -> list[str]:
    """The lines of a file as last committed; none for a new file."""
    path = Path(name)
    folder = path.parent
    _git(folder, "rev-parse", "--verify", "HEAD")
    done = _run(folder, "show", f"HEAD:./{path.name}")
    return NEWLINE.split(done.stdout.decode("utf-8-sig", "replace")) if not done.returncode else []


def _git(folder: Path, *args: str) -> None:
    done = _run(folder, *args)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise FatalError(
            f"git cannot read the last commit: {said[-1] if said else 'no commit'}",
            "leave out --changed, or name the ids: aitracker check ID",
        )


def _run(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 # our own words, and a name that git takes as one
            [*_GIT, "-C", os.fspath(folder), *args],
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise FatalError("git cannot be run", "install git, or leave out --changed") from None


def of_records(
    problems: Sequence[Problem], files: Iterable[File], ids: Iterable[str]
) -> list[Problem]:
    """The problems of these records: reported on them, or standing in their lines."""
    wanted = set(ids)
    places = {
        (file.name, line)
        for file in files
        for each in blocks(lines(file.raw))
        if (each.id or each.collection) in wanted
        for line in range(each.first + 1, each.end + 1)
    }
    return [each for each in problems if each.id in wanted or (each.file, each.line) in places]


def check_ids(ids: Iterable[str], files: Iterable[File]) -> None:
    """NotFoundError for an id that no record of these files has."""
    known = [each.id for file in files for each in blocks(lines(file.raw)) if each.id]
    for key in ids:
        if key not in known:
            raise NotFoundError(
                f"no record has the id '{key}'", did_you_mean(key, known, "run: aitracker list all")
            )
