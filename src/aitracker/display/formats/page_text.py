"""A page as text: labels beside their texts, laid out for a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.display.layout import TextLayout, columns_of
from aitracker.model.labels import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.display.page import Line, Page, Section
    from aitracker.display.streams import Screen

_LABEL = 16
"""The columns of a label at the head of a page, at least."""

_MOST = 30
"""No label takes more columns than this."""


def text(page: Page, key: str, screen: Screen) -> str:
    """The page of the record with this id."""
    layout = TextLayout(screen, page.language)
    head = _head(page, screen)
    layout.row("", page.name, style="title")
    layout.id_line(key, page.kind, "dim")
    for tag, name in page.names:
        layout.row(tag, name, hang=head)
    if page.summary:
        layout.gap()
        layout.row("", page.summary)
    for section in page.filled_sections:
        if section.title:
            layout.heading(section.title)
        else:
            layout.gap()
        _lines(layout, section, head)
        if section.more:
            more = say("more lines", page.language, count=section.more)
            layout.row("", more, indent=2, style="dim")
    return layout.text()


def _head(page: Page, screen: Screen) -> int:
    """The columns of the labels of all that has no title: as wide as the longest needs."""
    lines = [
        line for section in page.filled_sections if not section.title for line in section.lines
    ]
    return max(_LABEL, _hang(lines, screen))


def _lines(layout: TextLayout, section: Section, head: int) -> None:
    indent = 2 if section.title else 0
    hang = _hang(section.lines, layout.screen)
    if hang and not section.title:
        hang = head
    for line in section.lines:
        if line.current:
            layout.cells([("> ", 0), (line.label, hang)], line.text, style=line.style)
        else:
            layout.row(line.label, line.text, indent=indent, hang=hang, style=line.style)
        _below(layout, line, indent + (hang or 2))


def _below(layout: TextLayout, line: Line, indent: int) -> None:
    """What is said below a line, in columns of its own."""
    if line.url and line.url != line.text:
        layout.address(line.url, indent=indent)
    hang = _hang(line.below, layout.screen)
    for inner in line.below:
        layout.row(
            inner.label,
            inner.text,
            indent=indent,
            hang=hang,
            style=inner.style,
            label_style=inner.style or "label",
        )
        _below(layout, inner, indent + hang)


def _hang(lines: Sequence[Line], screen: Screen) -> int:
    """The columns of the labels of lines that stand under one another."""
    labels = [columns_of(line.label, screen) for line in lines if line.label]
    return min(max(labels), _MOST) + 2 if labels else 0
