"""Headings, paragraphs and labelled rows, laid out for a width.

`show` and `timeline` are written on them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aitracker.display.cells import (
    at_start,
    direction_of,
    escape,
    has_right_to_left,
    in_place,
    one_line,
    readable,
    width,
    wrap,
)
from aitracker.display.markup import line_end_marks, linked, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aitracker.display.streams import Screen

    Spans = Callable[[str], list[tuple[int, int]]]

_NARROW, _SCANT = 20, 26
"""With fewer columns beside its label a text stands below it; or beside labels wider than it."""

_FULL = 100
"""Long lines are hard to read: prose is not set wider than this."""


class TextLayout:
    """Collects lines.

    Each text is escaped, wrapped to the screen, and isolated where it runs right to left.
    """

    def __init__(self, screen: Screen, language: str = "en") -> None:
        self.screen = screen
        self.language = language
        self._lines: list[str] = []

    def text(self) -> str:
        """All that was written."""
        return "".join(f"{line.rstrip()}\n" for line in self._lines)

    def gap(self) -> None:
        """An empty line, never two, never at the top."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def heading(self, text: str, style: str = "heading") -> None:
        """A line of its own after a gap."""
        self.gap()
        self.row("", text, style=style)

    def id_line(self, key: str, about: str, style: str) -> None:
        """An id and, in brackets, what it is of: from the left, as ids stand everywhere."""
        text = one_line(f"{key} ({about})" if about else key)
        self._paragraph("", 0, text, style, right_to_left=False)

    def row(
        self,
        label: str,
        text: str,
        *,
        indent: int = 0,
        hang: int = 0,
        style: str = "",
        label_style: str = "label",
        mark: Spans | None = None,
    ) -> None:
        """A label and its text; what does not fit goes on under the text.

        The text begins `hang` columns after the label's start. `mark` tells which spans of a line
        are printed bold.
        """
        self.cells(
            [(label, hang)], text, indent=indent, style=style, label_style=label_style, mark=mark
        )

    def cells(
        self,
        lead: Sequence[tuple[str, int]],
        text: str,
        *,
        indent: int = 0,
        style: str = "",
        label_style: str = "label",
        mark: Spans | None = None,
    ) -> None:
        """A row that begins with several short texts, each with the columns it takes."""
        start, before, empty = indent, " " * indent, True
        for label, columns in lead:
            cell_text = escape(label)
            own_columns = columns_of(cell_text, self.screen)
            full_columns = max(columns, own_columns + 1 if cell_text and columns else own_columns)
            cell = at_start(cell_text, self.screen)
            padding = full_columns - own_columns - (cell != cell_text)
            before += self._style(cell, label_style) + " " * padding
            start, empty = start + full_columns, empty and not cell_text.strip()
        hang = start - indent
        line = one_line(text)
        if hang and self._is_narrow(line, start, indent + 2):
            # Too little room beside the label: the text goes below it.
            if not empty:
                self._lines.append(before)
            start, before = indent + 2, " " * (indent + 2)
        direction = direction_of(line, self.language)
        self._paragraph(before, start, line, style, mark, right_to_left=direction)

    def _is_narrow(self, text: str, start: int, below: int) -> bool:
        """Whether there is too little room for a text from a column on.

        A word that would be cut there, and not below, is too long.
        """
        room, most = self.screen.width - start, self.screen.width - below
        if not self.screen.width or room >= _FULL:
            return False
        longest = max(map(width, text.split(" "))) + (self.screen.bidi != "none")
        return room < (_SCANT if room < start else _NARROW) or room < longest <= most

    def _paragraph(
        self,
        before: str,
        start: int,
        text: str,
        style: str,
        mark: Spans | None = None,
        *,
        right_to_left: bool,
    ) -> None:
        """A text wrapped from a column on, all of it in one direction."""
        margin = self.screen.bidi != "none" and has_right_to_left(text)
        if margin and not start:
            # VTE heeds no mark in the first column.
            start, before = 1, " "
        space = max(min(self.screen.width, _FULL) - start - margin, 1) if self.screen.width else 0
        lines = wrap(text, space) if space else [text]
        for former, line, following in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
            ends = line_end_marks(former, line, following) if margin else ("", "")
            bold = ends[0] + self._mark_spans(line, mark) + ends[1]
            placed = in_place(bold, self.screen, right_to_left=right_to_left)
            self._lines.append(before + self._style(placed, style))
            before = " " * start

    def _mark_spans(self, line: str, mark: Spans | None) -> str:
        for start, end in reversed(mark(line) if mark and self.screen.color else []):
            line = line[:start] + self._style(line[start:end], "title") + line[end:]
        return line

    def line(self, text: str) -> None:
        """A line that is laid out already."""
        self._lines.append(text)

    def address(self, url: str, *, indent: int) -> None:
        """A web address on its own line, never broken, so that a person can copy it.

        On a screen its letters are readable in any script, and it is a link to what is written; in
        a pipe it is as it is written.
        """
        text = escape(readable(url) if self.screen.terminal else url)
        line = self._style(in_place(text, self.screen), "dim")
        if self.screen.color and text != url and re.fullmatch("https?://[!-~]+", url):
            line = linked(line, url)
        self._lines.append(" " * indent + line)

    def _style(self, text: str, style: str) -> str:
        if not (self.screen.color and style and text):
            return text
        return styled(text, style)


def columns_of(text: str, screen: Screen) -> int:
    """How many columns a text takes there; a pipe has none, and need not measure."""
    return len(text) if text.isascii() or not screen.width else width(text)
