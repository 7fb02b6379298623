"""A page and a timeline as Markdown that can be pasted: headings, bullets, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aitracker.display.labels import long_date, part_label
from aitracker.model.labels import say, series, with_colon, with_doubt
from aitracker.model.vocabulary import label, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aitracker.catalog.timeline import TimelineRow
    from aitracker.display.page import Line, Page, Section
    from aitracker.model.normal_form import SourceData

_MEANS = re.compile(r"([\\`*\[\]]|(?<!\w)_|_(?!\w)|^[#+>-](?=\s)|^\d+(?=[.)]\s))")
_ENTITIES = {"<": "&lt;", "~~": "&#126;&#126;", "&": "&amp;"}
"""What a backslash does not take the meaning from everywhere."""

_URL = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C"})


def prose(text: str) -> str:
    """A text in which nothing means anything to Markdown; what reads well is left as it is."""
    flat = re.sub(r"[ \t\r\n]+", " ", text).strip()
    safe = re.sub(r"<|~~|&(?=#?\w+;)", lambda match: _ENTITIES[match[0]], flat)
    return _MEANS.sub(
        lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", safe
    )


def link(text: str, url: str) -> str:
    """A text that leads to an address."""
    return f"[{prose(text)}]({url.translate(_URL)})"


def text(page: Page, key: str) -> str:
    """The page of the record with this id."""
    about = [*([prose(page.kind)] if page.kind else []), f"`{key}`"]
    about += [f"{tag}: {prose(name)}" for tag, name in page.names]
    blocks = [f"# {prose(page.name)}", series(about[:2], page.language)]
    blocks += ["\n".join(f"- {name}" for name in about[2:])] if page.names else []
    blocks += [prose(page.summary)] if page.summary else []
    for section in page.filled_sections:
        blocks += [f"## {prose(section.title)}"] if section.title else []
        blocks.append("\n".join(_section(section, page.language)))
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, language: str) -> Iterator[str]:
    for line in _merge(section.lines):
        yield from _line(line, "")
    if section.more:
        yield f"- *{prose(say('more lines', language, count=section.more))}*"


def _merge(lines: Sequence[Line]) -> list[Line]:
    """The lines, each that goes on with a plain one before it made one with that."""
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        if before and before.label and not (line.label or line.url or line.below or before.below):
            result[-1] = before._replace(text=f"{before.text}; {line.text}")
        elif before and before.label and not line.label and not line.url:
            result.append(line._replace(label=before.label))
        else:
            result.append(line)
    return result


def _line(line: Line, indent: str) -> Iterator[str]:
    words_of_line = link(line.text, line.url) if line.url else prose(line.text)
    title = prose(line.label.rstrip(": "))
    yield f"{indent}- {f'**{title}:** ' if title else ''}{words_of_line}".rstrip()
    for inner in line.below:
        yield from _line(inner, indent + "    ")


def chronology(rows: Iterable[TimelineRow], pages: Mapping[str, SourceData], language: str) -> str:
    """Steps under their years, each with its date, what it was, and links to who says so."""
    lines: list[str] = []
    year = ""
    for row in rows:
        if (begins := row.date.removeprefix("../")[:4]) != year:
            year = begins
            lines += ["", f"## {year}", ""]
        lines.append(_step(row, pages, language))
    return "\n".join(lines[1:]) + "\n" if lines else ""


def _step(row: TimelineRow, pages: Mapping[str, SourceData], language: str) -> str:
    def sure(said: str) -> str:
        return said if row.certain else with_doubt(said, language)

    parts = [part_label(role, language) for role in row.role if role not in words("relation")]
    about_parts = [*([sure(label("status", row.status, language))] if row.status else []), *parts]
    if row.contested:
        about_parts.append(label("evidence", "contested", language))
    summary = f": {prose(row.summary)}" if row.summary else ""
    about = f" ({prose(series(dict.fromkeys(about_parts), language))})" if about_parts else ""
    sources = [pages[key] for key in row.sources if key in pages]
    links = series((link(page["publisher"], page["url"]) for page in sources), language)
    date = long_date(row.date, language)
    date = prose(with_colon(date if row.status else sure(date), language))
    return f"- **{date}** {prose(row.name)}{about}{summary}{f' — {links}' if links else ''}"
