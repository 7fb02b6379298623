"""Text put into a YAML file between the characters that are there; all others stay as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from aitracker.model.errors import FatalError
from aitracker.model.problems import Problem
from aitracker.reading.rules.style import unfit_for_brackets
from aitracker.reading.source import parse
from aitracker.reading.spans import find

if TYPE_CHECKING:
    from aitracker.model.errors import KeyPath
    from aitracker.reading.spans import Found, Span

_WIDE = 120
"""A line longer than this is broken into block form."""

_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f:#,\[\]{}&*!|>'\"%@`\\]|(?<=\S):(?=\S))*", re.UNICODE)
_ABSENT = frozenset({"null", "Null", "NULL"})


def insert_item(text: str, path: KeyPath, position: int, item: dict[str, Any]) -> str:
    """The text with an item more in the list at `path`, before the one at `position`.

    Past the end, it becomes the last. A list that is missing is made, as the last key of
    the mapping that should hold it. FatalError where that mapping is not there.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    found = find(text, path)
    if found is None or (not found.items and not found.span.flow):
        return _new_key(text, path, item, newline, found.span if found else None)
    if found.span.flow:
        return _into_brackets(text, found, position, flow(item))
    dash = _dash(text, found.items[0].start)
    lines = newline.join(_listed(item, dash - _line_start(text, dash)))
    if position <= 0:
        start = _line_start(text, dash)
        return text[:start] + lines + newline + text[start:]
    end = _line_end(text, found.items[min(position, len(found.items)) - 1].end)
    return text[:end] + newline + lines + text[end:]


def flow(value: Any) -> str:
    """A value in brackets, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(text: str) -> str:
    """A text as YAML: plain where it means itself everywhere, else in double quotes."""
    if _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and text not in _ABSENT:
        return text
    return json.dumps(text, ensure_ascii=False)


def block(value: dict[str, Any], indent: int) -> list[str]:
    """The lines of a mapping, one key a line.

    What is short and holds neither Arabic nor an address stays in brackets.
    """
    lines: list[str] = []
    margin = " " * indent
    for key, inner in value.items():
        short = flow(inner)
        if not isinstance(inner, dict | list) or (
            not unfit_for_brackets(short) and len(margin) + len(key) + len(short) < _WIDE
        ):
            lines.append(f"{margin}{key}: {short}")
        elif isinstance(inner, dict):
            lines += [f"{margin}{key}:", *block(inner, indent + 2)]
        else:
            lines.append(f"{margin}{key}:")
            for each in inner:
                lines += _listed(each, indent + 2)
    return lines


def _listed(item: Any, dash: int) -> list[str]:
    """The lines of an item of a list whose dashes stand in this column."""
    short = f"{' ' * dash}- {flow(item)}"
    if not isinstance(item, dict) or (len(short) < _WIDE and not unfit_for_brackets(short)):
        return [short]
    first, *rest = block(item, dash + 2)
    return [f"{' ' * dash}- {first.lstrip()}", *rest]


def _into_brackets(text: str, found: Found, position: int, item: str) -> str:
    if not found.items:
        return text[: found.span.start + 1] + item + text[found.span.start + 1 :]
    if position <= 0:
        start = found.items[0].start
        return text[:start] + item + ", " + text[start:]
    end = found.items[min(position, len(found.items)) - 1].end
    return text[:end] + ", " + item + text[end:]


def _new_key(
    text: str, path: KeyPath, item: dict[str, Any], newline: str, empty: Span | None
) -> str:
    *above, key = path
    found = find(text, tuple(above))
    if found is None:
        raise FatalError(f"there is no {'.'.join(map(str, above))} to put {key} into")
    holder = found.span
    if holder.flow:
        comma = ", " if found.items else ""
        return text[: holder.end - 1] + f"{comma}{key}: {flow([item])}" + text[holder.end - 1 :]
    column = holder.start - _line_start(text, holder.start)
    lines = newline.join(_listed(item, column + 2))
    if empty is not None:
        end = _line_end(text, empty.end)
        comment = text[empty.end : end].strip()
        before = text[: empty.start].rstrip(" ") + (f" {comment}" if comment else "")
        return before + newline + lines + text[end:]
    end = _line_end(text, holder.end)
    return text[:end] + newline + " " * column + f"{key}:" + newline + lines + text[end:]


def _dash(text: str, offset: int) -> int:
    """The offset of the dash of the list item that begins at this offset.

    It may stand on a line above.
    """
    return text.rindex("-", 0, offset)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line_end(text: str, offset: int) -> int:
    """The end of the line at this offset, before its newline."""
    ends = [end for newline in "\r\n" if (end := text.find(newline, offset)) >= 0]
    return min(ends, default=len(text))


def inserted(data: Any, path: KeyPath, position: int, item: Any) -> Any:
    """Plain data with an item more in the list at `path`.

    It is what the text must say after `insert_item`.
    """
    if not path:
        items = list(data or [])
        items.insert(position, item)
        return items
    key, *rest = path
    if isinstance(data, list):
        return [
            inserted(each, tuple(rest), position, item) if place == key else each
            for place, each in enumerate(data)
        ]
    changed = dict(data or {})
    changed[str(key)] = inserted(changed.get(str(key)), tuple(rest), position, item)
    return changed


def data_of(text: str) -> Any:
    """The plain data a text says; FatalError with the problem where it cannot be read."""
    read = parse("", text.encode())
    if isinstance(read, Problem):
        raise FatalError(f"the text cannot be read: {read.message} (line {read.line})", read.hint)
    return read.data
