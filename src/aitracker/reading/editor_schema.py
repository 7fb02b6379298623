"""The schema with the ids of a registry, which `check` renews where the registry names one."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.reading.load import Loaded
    from aitracker.reading.locate import File

_NAMED = re.compile(rb"(?:\xef\xbb\xbf)?# yaml-language-server: \$schema=([^\r\n]+)")
_MADE = b"made by aitracker schema --ids"
_LARGEST = 64 * 1024**2


def renew_ids(files: Sequence[File], loaded: Loaded) -> None:
    """Writes the ids that there are now into the schema that the first file names.

    Only into one that was made with ids; where the disk refuses, the old one stays.
    """
    found = _NAMED.match(files[0].raw)
    if found is None or loaded.unread or loaded.partly:
        return
    path = Path(files[0].name).parent / found[1].decode(errors="replace").strip()
    with contextlib.suppress(OSError, ValueError):
        if path.is_file() and path.stat().st_size <= _LARGEST:
            before = path.read_bytes()
            if _MADE in before[:200]:
                _write(path, before, loaded)


def _write(path: Path, before: bytes, loaded: Loaded) -> None:
    from aitracker.files.temporary import replace
    from aitracker.reading.schema import named_in, schema

    text = json.dumps(schema(named_in(loaded.registry)), ensure_ascii=False, indent=2) + "\n"
    now = text.encode()

    def fill(descriptor: int) -> None:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(now)

    if now != before:
        replace(path.parent, {path: fill}, lambda: None)
