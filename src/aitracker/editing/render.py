"""Values as YAML: in brackets on one line, or one key a line, as house style has it."""

from __future__ import annotations

import json
import re
from typing import Any

from aitracker.reading.rules.style import unfit_for_brackets

WIDE = 120
"""A line longer than this is broken into block form."""

_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f:#,\[\]{}&*!|>'\"%@`\\]|(?<=\S):(?=\S))*", re.UNICODE)
_PLAIN_ON_ITS_LINE = re.compile(
    r"[^\W_](?:[^\x00-\x1f\x7f:#&*!|>%@`\\]|(?<=\S):(?=\S))*", re.UNICODE
)
_ABSENT = frozenset({"null", "Null", "NULL"})


def flow(value: Any) -> str:
    """A value in brackets, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(text: str | None, *, on_its_line: bool = False, like: str = "") -> str:
    """A text as YAML: plain where it means itself, else in double quotes.

    Outside of brackets, `on_its_line`, more means itself. A text that takes the place of one in
    quotes, `like`, has these too.
    """
    if text is None:
        return "null"
    plain = _PLAIN_ON_ITS_LINE if on_its_line else _PLAIN
    if like[:1] == "'" and "\n" not in text and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    fits = plain.fullmatch(text) and not text.endswith((" ", ":")) and text not in _ABSENT
    return text if fits and like[:1] != '"' else json.dumps(text, ensure_ascii=False)


def short(value: Any) -> str:
    """A value on one line, "" where house style wants one key a line."""
    if not isinstance(value, dict | list) or not value:
        return flow(value)
    line = flow(value)
    return "" if unfit_for_brackets(line) or _is_deep(value) else line


def _is_deep(value: Any) -> bool:
    """Whether a mapping stands in a mapping, or a list of mappings in anything."""
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict):
        return any(isinstance(each, dict) or _holds_mappings(each) for each in inside)
    return any(isinstance(each, dict) for each in inside)


def _holds_mappings(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def entry(key: str, value: Any, indent: int, like: str = "") -> list[str]:
    """The lines of a key and its value in a mapping without brackets."""
    name = f"{' ' * indent}{scalar(key)}:"
    if not isinstance(value, dict | list):
        return [f"{name} {scalar(value, on_its_line=True, like=like)}"]
    line = short(value)
    if line and len(name) + len(line) < WIDE:
        return [f"{name} {line}"]
    return [name, *below(value, indent + 2)]


def below(value: Any, indent: int) -> list[str]:
    """The lines of a mapping or list without brackets; strings of a list have dashes too."""
    if isinstance(value, dict):
        return [line for key, each in value.items() for line in entry(key, each, indent)]
    return [line for each in value for line in item(each, indent)]


def record(key: str, value: Any, indent: int) -> list[str]:
    """The lines of a record, one field a line."""
    if not isinstance(value, dict) or not value:
        return entry(key, value, indent)
    return [f"{' ' * indent}{scalar(key)}:", *below(value, indent + 2)]


def collection(key: str, value: Any) -> list[str]:
    """The lines of a collection of records."""
    if not isinstance(value, dict) or not value:
        return entry(key, value, 0)
    return [f"{key}:", *(line for name, each in value.items() for line in record(name, each, 2))]


def item(value: Any, dash: int) -> list[str]:
    """The lines of an item of a list whose dashes stand in this column."""
    margin = " " * dash
    if not isinstance(value, dict):
        text = scalar(value, on_its_line=True) if not isinstance(value, list) else flow(value)
        return [f"{margin}- {text}"]
    line = f"{margin}- {short(value)}"
    if short(value) and len(line) < WIDE:
        return [line]
    first, *rest = below(value, dash + 2)
    return [f"{margin}- {first.lstrip()}", *rest]
