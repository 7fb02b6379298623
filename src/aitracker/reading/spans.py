"""Where each value of a YAML text stands, from its first character to its last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.reading.libyaml import (
    CParser,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

if TYPE_CHECKING:
    from aitracker.model.errors import KeyPath


class Node:
    """A value as it is written.

    `start` is the offset of its first character, `end` the one after its last: a mapping or list
    without brackets ends with the last thing in it, so comments and empty lines below are outside.
    `children` are its values by key or position, and `keys` the keys of a mapping.
    """

    __slots__ = ("children", "end", "flow", "keys", "kind", "start")

    def __init__(self, kind: type, start: int, end: int = 0, *, flow: bool = False) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.flow = flow
        self.keys: dict[str | int, Node] = {}
        self.children: dict[str | int, Node] = {}

    def at(self, path: KeyPath) -> Node | None:
        """What is written at a path below it; None where nothing is."""
        node: Node | None = self
        for step in path:
            node = node.children.get(step) if node is not None else None
        return node


def tree(text: str) -> Node:
    """All that is written in a text that `parse` accepts; an empty mapping where nothing is."""
    parser: Any = CParser(text)
    root = Node(list, 0)
    open_nodes = [root]
    waiting: list[Node | None] = [None]  # for each open mapping the key whose value comes next
    names: list[str] = [""]
    last = 0
    event: Any
    while (event := parser.get_event()) is not None:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent):
            last = _trimmed(text, end) if event.style in ("|", ">") else end
            node = Node(str, start, last, flow=bool(event.style))
            if open_nodes[-1].kind is dict and waiting[-1] is None:
                waiting[-1], names[-1] = node, event.value
                continue
            _add(open_nodes[-1], node, waiting, names[-1])
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            kind = dict if isinstance(event, MappingStartEvent) else list
            node = Node(kind, start, flow=bool(event.flow_style))
            _add(open_nodes[-1], node, waiting, names[-1])
            open_nodes.append(node)
            waiting.append(None)
            names.append("")
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            node = open_nodes.pop()
            waiting.pop()
            names.pop()
            last = node.end = end if node.flow else last
    return root.children.get(0) or Node(dict, len(text), len(text))


def _add(holder: Node, node: Node, waiting: list[Node | None], name: str) -> None:
    """Puts a value into what is open around it."""
    if holder.kind is dict:
        key = waiting[-1]
        assert key is not None
        holder.keys[name] = key
        holder.children[name] = node
        waiting[-1] = None
    else:
        holder.children[len(holder.children)] = node


def _trimmed(text: str, end: int) -> int:
    """A block text ends with its last line, though the parser's mark is on the line after it."""
    return len(text[:end].rstrip("\r\n"))
