"""A record as a page: its sections and their lines, whatever they are written as."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A label and a text, and what is to be said below it.

    One without a label goes on with the line before it. `url` is the page it is about; `current`
    where a status rests on it.
    """

    label: str
    text: str
    style: str = ""
    below: tuple[Line, ...] = ()
    url: str = ""
    current: bool = False


class Section(NamedTuple):
    """Lines under a title; `more` counts those that are left out."""

    title: str
    lines: list[Line]
    more: int = 0


class Page(NamedTuple):
    """A record: its name, what it is, its other names by language, its summary, its sections."""

    name: str
    kind: str
    names: list[tuple[str, str]]
    summary: str
    sections: list[Section]
    language: str

    @property
    def filled_sections(self) -> list[Section]:
        """The sections that have something to say."""
        return [section for section in self.sections if section.lines]


def capitalized(text: str) -> str:
    """A text with a capital letter at its beginning, for a title."""
    return text[:1].upper() + text[1:]


def short_section(title: str, lines: list[Line], most: int | None) -> Section:
    """A section with no more than so many of its lines; all of them for None.

    What goes on with the line before it counts as one with it.
    """
    has_labels = any(line.label for line in lines)
    starts = [place for place, line in enumerate(lines) if line.label or not has_labels]
    if most is None or len(starts) <= most:
        return Section(title, lines)
    return Section(title, lines[: starts[most]], len(starts) - most)
