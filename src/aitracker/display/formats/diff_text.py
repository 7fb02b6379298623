"""What a change does to files, as `diff -u` has it, so that `patch` and git can read it."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from aitracker.display.cells import escape, in_place
from aitracker.display.markup import styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aitracker.display.streams import Screen

_STYLES = {"---": "heading", "+++": "heading", "@@": "dim", "+": "good", "-": "bad"}
"""How a line is drawn, by how it begins."""


def text(changes: Iterable[tuple[str, str, str]], screen: Screen) -> Iterator[str]:
    """The lines of the changes: for each the name of a file, its text before and after."""
    for name, before, after in changes:
        lines = unified_diff(
            before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm=""
        )
        for line in lines:
            yield f"{_line(line, screen)}\n"


def _line(line: str, screen: Screen) -> str:
    words = in_place(escape(line), screen) if screen.terminal else line
    style = next((style for start, style in _STYLES.items() if line.startswith(start)), None)
    return styled(words, style) if style and screen.color else words
