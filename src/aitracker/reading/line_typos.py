"""The typos that lose, break or add a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aitracker.model.fields import fields
from aitracker.model.languages import is_language
from aitracker.model.records import RECORD_TYPES, Source
from aitracker.reading.typos import LONGEST, Change, indent_of, line_change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FIELD = re.compile(r" *(?:- +)?\"?[\w-]+\"?:(?: |$)")
_STARTS_A_FIELD = re.compile(r"(?P<start> *(?:- +)?[\w-]+:)(?P<value> .*)?$")


def broken_lines(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A line that was broken off the one above."""
    if not at or _begins_something(lines[at]) or not lines[at].strip():
        return
    above = _STARTS_A_FIELD.match(lines[at - 1])
    text, before = lines[at].strip(), lines[at - 1].rstrip()
    if above is None or before[-1] in "]}" or (above["value"] and not _continues(before, text)):
        return
    new = f"{before} {text}"
    lines_after = [*lines[: at - 1], new, *lines[at + 1 :]]
    message = "this line continues the one above"
    hint = "move it to the end of the line above"
    hint += f": {new.strip()}" if len(new) <= LONGEST else ""
    yield Change(at, indent_of(lines[at]), "indentation", message, hint, lines_after)


def _begins_something(line: str) -> bool:
    """Whether a line begins a field, an item or a comment."""
    return bool(_FIELD.match(line)) or line.lstrip()[:1] in ("#", "") or line.lstrip()[:2] == "- "


def _continues(before: str, text: str) -> bool:
    """Whether a text reads on after the end of a line."""
    first, last = text[0], before[-1]
    no_case = first.isalpha() and first.lower() == first.upper()
    return len(before) > 60 or last in ",;-" or first.islower() or (no_case and not last.islower())


def foreign_lines(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A line that is no field and no item: a note without its sign, a rule, a page number."""
    line = lines[at]
    text = line.strip()
    above = next((each for each in reversed(lines[:at]) if each.strip()), "")
    if (
        _begins_something(line)
        or not text
        or text[0] in ":{"
        or text == "-"
        or above.rstrip()[-1:] == ":"
    ):
        return
    if text[0] == "[" and "]:" in text:
        return
    if not any(letter.isalpha() for letter in text) or text.startswith("```"):
        lines_after = [*lines[:at], *lines[at + 1 :]]
        message = f"'{text[:20]}' is no field and no item"
        yield Change(at, indent_of(line), "yaml-syntax", message, "delete this line", lines_after)
        return
    note = re.sub(r"^(?:/\*+|<!--|[(\[;%'\"*]+) *| *(?:\*+/|-->|[)\]*])$", "", text)
    message = "a note to other editors begins with #"
    yield line_change(
        lines, at, f"{' ' * indent_of(line)}# {note}", "not-a-comment", message, indent_of(line)
    )


def bare_values(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A value that has lost its key."""
    line = lines[at]
    text = line.strip()
    if _FIELD.match(line) or not text or text[:1] in "-#" or indent_of(line) < 2:
        return
    blank = " " * indent_of(line)
    for key in _required_keys():
        message = "this value has no key before it"
        yield line_change(lines, at, f"{blank}{key}: {text}", "no-colon", message, indent_of(line))


def _required_keys() -> list[str]:
    """The keys that records need, the narrowest first."""
    keys = [field.key for kind in RECORD_TYPES.values() for field in fields(kind) if field.required]
    first = ["kind", "url", "sources"]
    return [*first, *(key for key in dict.fromkeys(keys) if key not in first)]


def missing_keys(lines: Sequence[str], at: int) -> Iterator[Change]:
    """Items whose key, on a line of its own above them, is missing."""
    line = lines[at]
    indent = indent_of(line)
    first = re.match(r" *(?:- |[\w-]+:)", line)
    if first is None or indent < 4:
        return
    start = at
    while start and lines[start - 1].strip() and indent_of(lines[start - 1]) >= indent:
        start -= 1
    for place in dict.fromkeys((start, at)):
        for key in _ITEM_KEYS:
            new = f"{' ' * (indent_of(lines[place]) - 2)}{key}:"
            lines_after = [*lines[:place], new, *lines[place:]]
            message = f"the line '{key}:' is missing above this one"
            hint = f"type above this line: {new.strip()}"
            yield Change(place, indent_of(lines[place]), "missing-key", message, hint, lines_after)


def _item_keys() -> list[str]:
    """The keys that hold items or texts by language on lines below them."""
    keys = dict.fromkeys(["name"])
    for kind in RECORD_TYPES.values():
        if kind is not Source:
            keys |= dict.fromkeys(each.key for each in fields(kind) if each.item is not None)
    return [key for key in keys if key not in ("links", "accepted_warnings", "see")]


_ITEM_KEYS = (*_item_keys(), "people", "signed", "others_say")


def id_signs(lines: Sequence[str], at: int) -> Iterator[Change]:
    """The signs around an id that make something else of it."""
    line = lines[at]
    indent = " " * max(indent_of(line), 2)
    if match := re.match(r" *(?:- +)?id: +([a-z0-9-]+) *$", line):
        message = "an id stands before a colon, without 'id:'"
        yield line_change(lines, at, f"  {match[1]}:", "not-an-id", message)
    if match := re.match(r" *[^\w\s#-]+ *([a-z0-9-]+):+ *$", line):
        yield line_change(lines, at, f"  {match[1]}:", "not-an-id", "signs stand before this id")
    if match := re.match(r"( *)([a-z0-9]+(?:-[a-z0-9]+)+): +([a-z_]+): *(.*)$", line):
        first = f"{indent}  {match[3]}: {match[4]}"
        lines_after = [*lines[:at], f"{match[1]}{match[2]}:", first, *lines[at + 1 :]]
        message = "the first field stands on the line of its id"
        hint = f"write it on the next line: {first.strip()}"
        yield Change(at, match.start(3), "colon-in-text", message, hint, lines_after)
    if match := re.match(r"( *[a-z0-9]+(?:-[a-z0-9]+)+): +(?=\S)([^\[{].*)$", line):
        second = f"{indent}  name: {match[2]}"
        for new in ([second], [f"{indent}  title: {match[2]}"], []):
            lines_after = [*lines[:at], f"{match[1]}:", *new, *lines[at + 1 :]]
            message = "nothing stands on the line of an id"
            hint = (
                f"write it on the next line: {new[0].strip()}"
                if new
                else f"write: {match[1].strip()}:"
            )
            yield Change(at, len(match[1]) + 2, "wrong-type", message, hint, lines_after)


def block_signs(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A `|` or `>` before what is no text of several lines."""
    match = re.fullmatch(r"( *(?:- )?[\w-]+:) *[|>][+-]?[0-9]?", lines[at].rstrip())
    if match is None or at + 1 >= len(lines):
        return
    sign = lines[at].rstrip().rpartition(" ")[2]
    message = f"'{sign}' is for texts of several lines"
    yield line_change(lines, at, match[1], "wrong-type", message, len(match[1]) + 1)
    new = f"{match[1]} {lines[at + 1].strip()}"
    lines_after = [*lines[:at], new, *lines[at + 2 :]]
    hint = f"in place of this line and the 1 below it, write: {new.strip()}"
    yield Change(at, len(match[1]) + 1, "wrong-type", message, hint, lines_after)


def language_lists(lines: Sequence[str], at: int) -> Iterator[Change]:
    """Texts by language written as a list, found wrong at their key or at one of them."""
    if lines[at].rstrip().endswith(":") and at + 1 < len(lines):
        at += 1
    match = re.match(r"( *)- ([a-zA-Z-]+): ", lines[at])
    if match is None or not is_language(match[2]):
        return
    lines_after, number = list(lines), at
    while number < len(lines) and (each := re.match(r"( *)- (?=[a-z-]+: )", lines[number])):
        lines_after[number] = each[1] + lines[number][each.end() :]
        number += 1
    below = number - at - 1
    hint = "delete the dash" + (f" and those of the {below} lines below" if below else "")
    message = "a language has no dash before it"
    yield Change(at, len(match[1]), "dash", message, hint, lines_after)
