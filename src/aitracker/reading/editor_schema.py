"""The schema with the ids of a registry, which `check` renews where the registry names one."""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from typing import TYPE_CHECKING

from aitracker.reading.intake import named
from aitracker.reading.locate import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aitracker.reading.load import Loaded
    from aitracker.reading.locate import File

_NAMED = re.compile(rb"(?:\xef\xbb\xbf)?# yaml-language-server: \$schema=([^\r\n]+)")
_MADE = b"made by aitracker schema --ids"
_LARGEST = 64 * 1024**2


def renew_ids(files: Sequence[File], loaded: Loaded) -> None:
    """Writes the ids that there are now into the schema that the first file names.

    Only into one that was made with ids, in the project of the registry: who reads that of a
    stranger must not have files of other projects changed. Where the disk refuses, the old one
    stays.
    """
    found = _NAMED.match(files[0].raw)
    if found is None or files[0].name == STANDARD_INPUT or loaded.unread or loaded.partly:
        return
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        folder = named(files[0].name).resolve().parent
        path = (folder / found[1].decode(errors="replace").strip()).resolve()
        if not path.is_relative_to(folder.parent) or not path.is_file():
            return
        now = path.stat()
        if now.st_size <= _LARGEST and _MADE in (before := path.read_bytes())[:200]:
            _write(path, before, stat.S_IMODE(now.st_mode), loaded)


def _write(path: Path, before: bytes, mode: int, loaded: Loaded) -> None:
    from aitracker.files.temporary import replace
    from aitracker.reading.schema import named_in, schema

    text = json.dumps(schema(named_in(loaded.registry)), ensure_ascii=False, indent=2) + "\n"
    now = text.encode()

    def fill(descriptor: int) -> None:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(now)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)

    if now != before:
        replace(path.parent, {path: fill}, lambda: None)
