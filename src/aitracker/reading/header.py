"""The languages of a registry by the head of its file, for who needs no more of it."""

from __future__ import annotations

import re
from pathlib import Path

from aitracker.model.errors import FatalError
from aitracker.model.languages import is_language
from aitracker.reading.locate import find_registry

_HEAD = 1 << 16
"""So many bytes are read: the header comes first, and a help has no time for the rest."""

_LANGUAGES = re.compile(
    r"^(?:registry:.*?[{,]|\s+)\s*languages:\s*(?:\[([^\]]*)\]|\n((?:\s+- *\S+\s*\n)+))",
    re.MULTILINE,
)


def languages_of(location: str | None) -> list[str]:
    """The languages that the registry names in its header; none where that cannot be read."""
    try:
        name = find_registry(location).name
        if name == "-":
            return []
        path = Path(name)
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        heads = [_head(file) for file in files]
    except (FatalError, OSError, ValueError):
        return []
    for head in heads:
        if (match := _LANGUAGES.search(head)) is not None:
            tags = re.findall(r"[A-Za-z][A-Za-z0-9-]*", match[1] or match[2])
            return [tag for tag in tags if is_language(tag)]
    return []


def _head(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.read(_HEAD).decode("utf-8", "replace")
