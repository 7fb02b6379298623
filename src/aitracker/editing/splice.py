"""Text put into a YAML file between the characters that are there; all others stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aitracker.editing import render
from aitracker.model.errors import FatalError
from aitracker.model.problems import Problem
from aitracker.reading.rules.style import unfit_for_brackets
from aitracker.reading.source import parse
from aitracker.reading.spans import Node, tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.model.errors import KeyPath


class _Text:
    """A text and where everything in it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = tree(text)
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def at(self, path: KeyPath) -> Node:
        node = self.root.at(path)
        if node is None:
            raise FatalError(f"there is no {'.'.join(map(str, path))} in this file")
        return node

    def replaced(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

    def column(self, offset: int) -> int:
        return offset - self.line_start(offset)

    def line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        """The end of the line at this offset, before its newline."""
        ends = [end for newline in "\r\n" if (end := self.text.find(newline, offset)) >= 0]
        return min(ends, default=len(self.text))

    def after_line(self, offset: int) -> int:
        """The beginning of the next line, or the end of the text."""
        end = self.line_end(offset)
        return end + (2 if self.text.startswith("\r\n", end) else end < len(self.text))

    def dash(self, node: Node) -> int:
        """The offset of the dash before an item of a list, which may stand on a line above."""
        if self.text[node.start - 1 : node.start] == "-" and node.kind is str:
            return node.start - 1  # nothing stands after it
        return self.text.rindex("-", 0, node.start)

    def lines(self, lines: Sequence[str]) -> str:
        return self.newline.join(lines)


def put(text: str, path: KeyPath, value: Any, order: Sequence[str] = ()) -> str:
    """The text with this value at a path, whose last key may be new.

    A new key stands after those that come before it in `order`; without one it is the last.
    What holds it is taken out of its brackets where house style wants that.
    FatalError where there is nothing that could hold it.
    """
    here = _Text(text)
    *above, key = path
    holder = here.at(tuple(above))
    if holder.flow and holder.kind is dict:
        line = f"{key}: {render.flow(value)}"
        alone = not here.at(tuple(above[:-1])).flow
        old = holder.children.get(key)
        growth = len(line) - (len(str(key)) + 2 + old.end - old.start if old else 0)
        if unfit_for_brackets(line) or (alone and _is_too_wide(here, holder, growth)):
            block_text = _open_flow(here, tuple(above))
            if block_text is not None:
                return put(block_text, path, value, order)
    old = holder.children.get(key)
    if old is not None:
        return _replace(here, holder, key, old, value)
    if holder.kind is not dict:
        raise FatalError(f"{'.'.join(map(str, above))} is not a mapping, so it has no key '{key}'")
    places = {each: n for n, each in enumerate(order)}
    own = places.get(str(key), len(order))
    front = [each for each in holder.keys if places.get(str(each), -1) < own]
    return _with_key(here, holder, str(key), value, front[-1] if front else None)


def _is_too_wide(here: _Text, holder: Node, growth: int) -> bool:
    """Whether a line that is no longer than people like would become so."""
    length = here.line_end(holder.end) - here.line_start(holder.start)
    return length < render.WIDE < length + growth


def insert_item(text: str, path: KeyPath, position: int, item: Any) -> str:
    """The text with an item more in the list at `path`, before the one at `position`.

    Past the end, it becomes the last. A list that is missing is made, as the last key of
    the mapping that should hold it. FatalError where that mapping is not there.
    """
    here = _Text(text)
    node = here.root.at(path)
    if node is None or node.kind is str:
        return put(text, path, [item])
    if node.flow:
        block_text = _open_flow(here, path) if unfit_for_brackets(render.flow(item)) else None
        if block_text is not None:
            return insert_item(block_text, path, position, item)
        return _into_brackets(here, node, position, render.flow(item))
    children = list(node.children.values())
    column = here.column(here.dash(children[0]))
    lines = here.lines(render.item(item, column))
    if position <= 0:
        start = here.line_start(here.dash(children[0]))
        return here.replaced(start, start, lines + here.newline)
    end = here.line_end(children[min(position, len(children)) - 1].end)
    return here.replaced(end, end, here.newline + lines)


def delete(text: str, path: KeyPath) -> str:
    """The text without what is at a path; a list or mapping that loses its last goes with it."""
    here = _Text(text)
    *above, key = path
    holder, node = here.at(tuple(above)), here.at(path)
    if len(holder.children) == 1 and len(path) > 2:
        return delete(text, tuple(above))
    children = list(holder.children)
    place = children.index(key)
    first = holder.keys[key] if holder.kind is dict else node
    if len(holder.children) == 1:
        name = holder.keys[key].start
        return here.replaced(here.line_start(name), here.after_line(node.end), "")
    if holder.flow:
        if place == 0:
            starts = holder.keys if holder.kind is dict else holder.children
            return here.replaced(first.start, starts[children[1]].start, "")
        return here.replaced(holder.children[children[place - 1]].end, node.end, "")
    start = first.start if holder.kind is dict else here.dash(node)
    if here.text[here.line_start(start) : start].strip():  # the first key after a dash
        follower = holder.keys[children[1]]
        return here.replaced(start, follower.start, "")
    end = here.after_line(node.end)
    if len(path) == 2:
        end = _past_blank_lines(here, end)
    return here.replaced(here.line_start(start), end, "")


def _past_blank_lines(here: _Text, offset: int) -> int:
    """After a record, one blank line goes with it."""
    blank = re.compile(r"[ \t]*(?:\r\n|\r|\n)").match(here.text, offset)
    return blank.end() if blank else offset


def rename_key(text: str, path: KeyPath, new: str) -> str:
    """The text with another key for what is at a path."""
    here = _Text(text)
    *above, key = path
    name = here.at(tuple(above)).keys[key]
    return here.replaced(name.start, name.end, render.scalar(new))


def replace_texts(text: str, values: dict[KeyPath, str]) -> str:
    """The text with other single texts at these paths."""
    here = _Text(text)
    places = sorted(((here.at(path), value) for path, value in values.items()), key=_last_first)
    for node, value in places:
        like = here.text[node.start : node.end]
        here.text = here.replaced(node.start, node.end, render.scalar(value, like=like))
    return here.text


def _last_first(place: tuple[Node, str]) -> int:
    return -place[0].start


def _replace(here: _Text, holder: Node, key: str | int, old: Node, value: Any) -> str:
    """Another value in the place of one that is there."""
    like = here.text[old.start : old.end] if old.kind is str else ""
    if holder.flow:
        new = render.scalar(value, like=like) if isinstance(value, str) else render.flow(value)
        space = " " if old.start == old.end else ""
        return here.replaced(old.start, old.end, space + new)
    if holder.kind is list:
        dash = here.dash(old)
        lines = render.item(value, here.column(dash))
        return here.replaced(dash, old.end, here.lines(lines).lstrip())
    name = holder.keys[key]
    first, *rest = render.entry(str(key), value, here.column(name.start), like)
    first = here.text[name.start : name.end] + first.lstrip().removeprefix(render.scalar(str(key)))
    if not rest:
        return here.replaced(name.start, old.end, first)
    end = here.line_end(old.end)
    tail = here.text[old.end : end].rstrip() if old.kind is str or old.flow else ""
    return here.replaced(name.start, end if tail else old.end, here.lines([first + tail, *rest]))


def _with_key(here: _Text, holder: Node, key: str, value: Any, after: str | int | None) -> str:
    """A key more in a mapping, after one of its keys or as its first."""
    if not holder.keys and not holder.flow:
        return _first_of_all(here, holder, key, value)
    if holder.flow:
        return _into_flow(here, holder, f"{render.scalar(key)}: {render.flow(value)}", after)
    column = here.column(next(iter(holder.keys.values())).start)
    lines = render.entry(key, value, column)
    if holder is here.root:
        lines = render.collection(key, value)
    elif holder in here.root.children.values() and not _siblings_in_brackets(holder):
        lines = render.record(key, value, column)
    gap = here.newline if _is_spaced(here, holder) else ""
    if after is None:
        start = next(iter(holder.keys.values())).start
        return here.replaced(
            start, start, here.lines(lines).lstrip() + here.newline + gap + " " * column
        )
    end = here.line_end(holder.children[after].end)
    return here.replaced(end, end, here.newline + gap + here.lines(lines))


def _first_of_all(here: _Text, holder: Node, key: str, value: Any) -> str:
    """The first key in a text that has none."""
    start = here.newline if here.text and not here.text.endswith(("\n", "\r")) else ""
    lines = render.entry(key, value, 0)
    return here.replaced(holder.end, holder.end, start + here.lines(lines) + here.newline)


def _siblings_in_brackets(holder: Node) -> bool:
    return all(each.flow for each in holder.children.values())


def _is_spaced(here: _Text, holder: Node) -> bool:
    """Whether an empty line stands between the values of a collection, or between collections."""
    if holder is not here.root and holder not in here.root.children.values():
        return False
    values = list(holder.children.values())
    names = list(holder.keys.values())
    gaps = [
        here.text[before.end : name.start]
        for before, name in zip(values[:-1], names[1:], strict=True)
    ]
    has_gap = [bool(re.search(r"\n[ \t]*\r?\n", gap)) for gap in gaps]
    if gaps:
        return sum(has_gap) * 2 > len(has_gap)
    return bool(re.match(r"[^\n]*\n[ \t]*\r?\n", here.text[here.line_start(holder.start) - 1 :]))


def _into_flow(here: _Text, holder: Node, new: str, after: str | int | None) -> str:
    if not holder.keys:
        return here.replaced(holder.start + 1, holder.start + 1, new)
    if after is None:
        start = next(iter(holder.keys.values())).start
        return here.replaced(start, start, f"{new}, ")
    end = holder.children[after].end
    return here.replaced(end, end, f", {new}")


def _into_brackets(here: _Text, node: Node, position: int, item: str) -> str:
    children = list(node.children.values())
    if not children:
        return here.replaced(node.start + 1, node.start + 1, item)
    if position <= 0:
        return here.replaced(children[0].start, children[0].start, f"{item}, ")
    end = children[min(position, len(children)) - 1].end
    return here.replaced(end, end, f", {item}")


def _open_flow(here: _Text, path: KeyPath) -> str | None:
    """The text with what is at a path out of its brackets, with all the brackets around it.

    None where they cannot be opened: what goes over several lines may have comments inside.
    """
    depth = next(n for n in range(len(path) + 1) if here.at(path[:n]).flow)
    if depth == 0:
        return None
    outer, holder = here.at(path[:depth]), here.at(path[: depth - 1])
    raw = here.text[outer.start : outer.end]
    if "\n" in raw or "\r" in raw or not outer.children:
        return None
    if holder.kind is list:
        column = here.column(here.dash(outer)) + 2
        lines = _block_lines(here, outer, column)
        block_text = here.replaced(outer.start, outer.end, here.lines(lines).lstrip())
    else:
        name = holder.keys[path[depth - 1]]
        lines = _block_lines(here, outer, here.column(name.start) + 2)
        colon = here.text.index(":", name.end) + 1
        end = here.line_end(outer.end)
        tail = here.text[outer.end : end].rstrip()
        block_text = here.replaced(colon, end, here.lines([tail, *lines]))
    again = _Text(block_text)
    return _open_flow(again, path) if again.at(path).flow else block_text


def _block_lines(here: _Text, node: Node, column: int) -> list[str]:
    """The lines of what is in brackets, one value a line and each as it is written."""
    margin = " " * column
    lines: list[str] = []
    for key, child in node.children.items():
        raw = here.text[child.start : child.end]
        front = "-"
        if node.kind is dict:
            name = node.keys[key]
            front = f"{here.text[name.start : name.end]}:"
        if child.flow and child.kind is not str and unfit_for_brackets(raw):
            inside = _block_lines(here, child, column + 2)
            if front == "-":
                lines.append(f"{margin}- {inside[0].lstrip()}")
                lines += inside[1:]
            else:
                lines += [f"{margin}{front}", *inside]
        else:
            lines.append(f"{margin}{front} {raw}".rstrip())
    return lines


def data_of(text: str) -> Any:
    """The plain data a text says; FatalError with the problem where it cannot be read."""
    document = parse("", text.encode())
    if isinstance(document, Problem):
        raise FatalError(
            f"the text cannot be read: {document.message} (line {document.line})", document.hint
        )
    return document.data
