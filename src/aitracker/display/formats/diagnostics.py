"""Problems of a registry as text: one line each, as editors and build logs expect it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from aitracker.display.cells import escape
from aitracker.display.markup import styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aitracker.display.streams import Screen
    from aitracker.model.problems import Problem

_WORD = r"""(["']).*?\1|[^\s,{}\[\]]+"""
"""What is quoted of a line: a text in quotes or a word; all the rest of it before a bracket."""

KEYS = ["file", "line", "column", "severity", "code", "message", "hint", "id"]


def rows(problems: Iterable[Problem]) -> Iterator[tuple[object, ...]]:
    """The problems as rows, hint and id null where there is none."""
    for p in problems:
        yield (p.file, p.line, p.column, p.severity, p.code, p.message, p.hint or None, p.id)


def text(
    problems: Iterable[Problem], screen: Screen, excerpts: Mapping[str, list[str]]
) -> Iterator[str]:
    """`file:line:column: severity: message; hint [code]`.

    Where `excerpts` has the file's lines, the line with a caret comes below.
    """
    for p in problems:
        hint = f"; {p.hint}" if p.hint else ""
        severity = styled(p.severity, p.severity) if screen.color else p.severity
        place = f"{escape(p.file)}:{p.line}:{p.column}"
        yield f"{place}: {severity}: {escape(p.message + hint)} [{p.code}]\n"
        lines = excerpts.get(p.file, [])
        if p.line <= len(lines):
            yield from _excerpt(lines[p.line - 1], p.column, screen)


def _excerpt(line: str, column: int, screen: Screen) -> Iterator[str]:
    """The line with a caret below the place, cut left and right where the screen is too narrow.

    Where text is turned round, a caret would point at something else: the word is quoted.
    """
    from aitracker.display.cells import has_right_to_left, in_place, width

    room = max(screen.width - 4, 20)
    start = max(0, column - room // 2) if width(line) > room else 0
    before, after = line[start : column - 1], line[column - 1 : start + room]
    excerpt = escape(before + after)
    # A line of the file is read from the left, whatever its first letter is.
    yield f"    {in_place(excerpt, screen, right_to_left=False)}\n"
    if screen.bidi != "none" and has_right_to_left(excerpt):
        word = re.match(_WORD, after)
        quoted = escape(word[0] if word else after)
        yield f"    at: {in_place(quoted, screen, right_to_left=False)}\n"
    else:
        yield f"    {' ' * width(escape(before))}^\n"


_ANNOTATIONS = 10
"""So many of each severity are shown at their lines by GitHub; it drops the others."""


def github(problems: Iterable[Problem]) -> Iterator[str]:
    """Workflow commands that mark the lines of a change, the worst first.

    Of each severity the first ten are marked; the rest stand in the log, and are counted.
    """
    counts: Counter[str] = Counter()
    rest = []
    for p in sorted(problems, key=lambda problem: problem.severity):
        message = p.message + (f"; {p.hint}" if p.hint else "")
        counts[p.severity] += 1
        if counts[p.severity] > _ANNOTATIONS:
            rest.append(f"{escape(p.file)}:{p.line}:{p.column}: {p.severity}: {escape(message)}\n")
            continue
        place = f"file={_property(p.file)},line={p.line},col={p.column},title={_property(p.code)}"
        yield f"::{p.severity} {place}::{_data(message)}\n"
    yield from rest
    more = [
        f"{number - _ANNOTATIONS} more {severity}{'s' * (number > _ANNOTATIONS + 1)}"
        for severity, number in counts.items()
        if number > _ANNOTATIONS
    ]
    if more:
        yield f"::notice title=aitracker check::{' and '.join(more)}; see the log of this step\n"


def _data(text: str) -> str:
    return escape(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
