"""JSON and YAML: rows as one array or a line each, records as objects."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from aitracker.display.cells import CONTROLS, UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ._/()-]*[A-Za-z0-9)])?", re.ASCII)
_MEANT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_UNSAFE = f"[{CONTROLS}{UNSEEN}\ufffe\uffff]"
_encode = json.JSONEncoder(ensure_ascii=False).encode


def array(rows: Iterable[tuple[Any, ...]], keys: list[str]) -> Iterator[str]:
    """One JSON array with an object a row, written as the rows come; `[]` for none."""
    before = "[\n"
    for line in lines(rows, keys):
        yield before + line[:-1]
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def lines(rows: Iterable[tuple[Any, ...]], keys: list[str]) -> Iterator[str]:
    """A JSON object a line for each row."""
    for row in rows:
        yield line(dict(zip(keys, row, strict=True))) + "\n"


def line(value: Any) -> str:
    """One JSON value on one line; what is not seen is escaped, so every reader gets it back."""
    text = _encode(value)
    # What is all printable has none of these, and the pattern takes long to make.
    return text if text.isprintable() else re.sub(_UNSAFE, _as_json, text)


def document(value: Any) -> str:
    """One JSON value, indented."""
    return re.sub(_UNSAFE, _as_json, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def yaml_rows(rows: Iterable[tuple[Any, ...]], keys: list[str]) -> Iterator[str]:
    """One YAML list with a mapping a row, written as the rows come; `[]` for none."""
    none = True
    for row in rows:
        yield _yaml([dict(zip(keys, row, strict=True))], 0)
        none = False
    if none:
        yield "[]\n"


def yaml_document(value: Any) -> str:
    """One YAML document."""
    return _yaml(value, 0)


def _yaml(value: Any, indent: int) -> str:
    """A mapping or list in block style.

    Texts are plain where nobody can take them for anything else, else in double quotes.
    """
    space = " " * indent
    if isinstance(value, dict) and value:
        return "".join(
            f"{space}{_scalar(key)}:{_below(inner, indent + 2)}" for key, inner in value.items()
        )
    if isinstance(value, list) and value:
        return "".join(f"{space}- {_below(item, indent + 2).lstrip()}" for item in value)
    return f"{space}{_scalar(value)}\n"


def _below(value: Any, indent: int) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + _yaml(value, indent)
    return f" {_scalar(value)}\n"


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _MEANT:
        return value
    if isinstance(value, float) and "e" in repr(value) and "." not in repr(value):
        return repr(value).replace("e", ".0e")  # without a point YAML takes it for text
    return re.sub(_UNSAFE, _as_yaml, _encode(value))


def _as_json(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _as_yaml(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}" if match[0] < "\U00010000" else f"\\U{ord(match[0]):08x}"
