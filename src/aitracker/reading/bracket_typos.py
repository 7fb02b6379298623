"""The typos around lists and braces: what a hand writes in place of `[a, b]` and `{key: value}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aitracker.reading.typos import Change, indent_of, line_change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FIELD = re.compile(r"(?P<start> *(?:- +)?\"?[\w-]+\"?: *)(?P<value>.*)$")
_AN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_BETWEEN = re.compile(
    r"\s+(?:and|et|und|و)\s+|\s*[,;/+|،؛\[\](){}<>\"'“”«»@#*=]+\s*(?:-+\s+)?|\s+-+\s+"
)
_IN_A_LIST = re.compile(r"(?<=: )[\[{(<\"']*(?=[a-z0-9@#-])[^:{}]*?[\]})>\"']*(?=\}*$|, [a-z_]+: )")
_BEFORE_AN_ID = re.compile(r"^ *(?:\d+[:.)] +)?|:$")
_WRAPPED = re.compile(
    r"(?P<start> *- +)(?P<open>[\[({<]*)(?P<inner>\w+: .*?)(?P<close>[\])}>]*)\s*$"
)


def lists(lines: Sequence[str], at: int) -> Iterator[Change]:
    """Ids that are separated, enclosed or broken into lines in another way than `[a, b]`."""
    line = lines[at]
    if (match := _FIELD.match(line)) and (ids := _ids(match["value"])):
        yield _as_list(lines, at, at + 1, f"{match['start'].rstrip()} [{', '.join(ids)}]")
    for part in _IN_A_LIST.finditer(line):
        if ids := _ids(part[0]):
            new = f"{line[: part.start()]}[{', '.join(ids)}]{line[part.end() :]}"
            yield _as_list(lines, at, at + 1, new)
            yield _as_list(lines, at, at + 1, new + "}")
    yield from _over_lines(lines, at)


def _ids(value: str) -> list[str]:
    """The ids in a value of nothing but ids and signs; empty where there is anything else."""
    parts = [part.strip(" -") for part in _BETWEEN.split(value) if part.strip(" -")]
    words = [word for part in parts for word in part.split()]
    # Only spaces between them: a text, unless all of them look like ids or like languages.
    by_spaces = len(words) > len(parts)
    alike = all("-" in word for word in words) or all(len(word) == 2 for word in words)
    sound = all(_AN_ID.fullmatch(word) for word in words) and (alike or not by_spaces)
    return words if sound else []


def _as_list(lines: Sequence[str], at: int, end: int, new: str) -> Change:
    same = (n for n, (a, b) in enumerate(zip(lines[at], new, strict=False)) if a != b)
    column = next(same, min(len(lines[at]), len(new)))
    lines_after = [*lines[:at], new, *lines[end:]]
    message = "a list is written in square brackets, with commas"
    below = end - at - 1
    instead = f"in place of this line and the {below} below it, " if below else ""
    return Change(at, column, "wrong-type", message, f"{instead}write: {new.strip()}", lines_after)


def _over_lines(lines: Sequence[str], at: int) -> Iterator[Change]:
    """Ids on the lines below a key, with other signs than dashes, or some beside the key."""
    for first in range(at, max(at - 4, -1), -1):
        match = _FIELD.match(lines[first])
        if match is None or not (match["value"] == "" or _ids(match["value"])):
            continue
        ids, end = _ids(match["value"]), first + 1
        while end < len(lines) and (more := _ids_below(lines[first], lines[end])) is not None:
            ids, end = [*ids, *more], end + 1
        if end > max(first + 1, at) and ids and all("-" in each for each in ids):
            yield _as_list(lines, first, end, f"{match['start'].rstrip()} [{', '.join(ids)}]")
        return


def _ids_below(key: str, line: str) -> list[str] | None:
    """The ids on a line below that of their key; None where it is another field, or a text."""
    another = _FIELD.match(line) and indent_of(line) <= indent_of(key)
    bare = _BEFORE_AN_ID.sub("", line).strip(" []")
    if another or not line.strip():
        return None
    return _ids(bare) or (None if bare else [])


def single_texts(lines: Sequence[str], at: int) -> Iterator[Change]:
    """Brackets around one text."""
    if match := re.fullmatch(r"( *(?:- )?[\w-]+: )[\[{]([^\[\]{},]+)[\]}]", lines[at]):
        message = "this field has one text, without brackets"
        yield line_change(
            lines, at, match[1] + match[2].strip(), "wrong-type", message, len(match[1])
        )


def braces(lines: Sequence[str], at: int) -> Iterator[Change]:
    """An item of several fields on one line, in other brackets than braces, or in none."""
    line = lines[at]
    if whole := _WRAPPED.match(line):
        inner = whole["inner"]
        for text in (inner, inner + "]" * (inner.count("[") - inner.count("]"))):
            new = f"{whole['start']}{{{text}}}"
            message = "an item on one line stands in braces"
            column = len(whole["start"])
            if new != line:
                yield line_change(lines, at, new, "unclosed-bracket", message, column)
    if "{" not in line:
        return
    for match in re.finditer(r"(?<=[{,])( *\w+)(?: *=+>? *| +(?=[\[\d]))", line):
        new = f"{line[: match.end(1)]}: {line[match.end() :]}"
        message = "missing colon after the key"
        yield line_change(lines, at, new, "no-colon", message, match.end(1))
    for match in re.finditer(r"\w+: *(?=,|\})", line):
        new = re.sub(r",(?=\s*\})|(?<=\{), ", "", line[: match.start()] + line[match.end() :])
        message = f"nothing stands behind '{match[0].strip()}'"
        yield line_change(
            lines, at, re.sub(r", ,|,,", ",", new), "empty-text", message, match.start()
        )
    if re.search(r"[{\[] *,|, *,", line):
        new = re.sub(r"([{\[]) *, *", r"\1", re.sub(r",(?: *,)+", ",", line))
        message = "this comma separates nothing"
        yield line_change(lines, at, new, "missing-comma", message)


def trailing_text(lines: Sequence[str], at: int) -> Iterator[Change]:
    """What stands behind the closing bracket or quote of a value."""
    line = lines[at]
    match = re.match(
        r"(?P<value> *(?:- +)?(?:\"?[\w-]+\"?: *)?(?P<open>[\[{\"']).*[\]}\"'])(?P<rest>.+)$", line
    )
    if match is None:
        return
    value, rest, column = match["value"], match["rest"].strip(), len(match["value"])
    if item := re.match(r"[,;]? *(?:- +)?(?=[{\[])", match["rest"]):
        blank = " " * indent_of(line)
        second = f"{blank}- {match['rest'][item.end() :]}"
        message = "a second item stands behind this one"
        hint = f"write it on the next line: {second.strip()}"
        lines_after = [*lines[:at], value, second, *lines[at + 1 :]]
        yield Change(at, column, "dash", message, hint, lines_after)
    if not rest.strip(",;.،؛:!?"):
        message = f"'{rest}' does not belong behind this value"
        yield line_change(lines, at, value, "yaml-syntax", message, column)
    elif not re.search(r"[\[\]{}\"']", rest) and (value[-1] in "]}" or rest[0] in "/#(-"):
        note = re.sub(r"^(?://+|--+|#+|[,;(]) *", "", rest).rstrip(")")
        message = "a note behind a value begins with a space and a #"
        yield line_change(lines, at, f"{value} # {note}", "not-a-comment", message, column)


def two_fields(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A second field on the line of the first."""
    line = lines[at]
    match = re.match(r"( *(?:- +)?)([\w-]+: [^\[{\"'].*?)[,;]? +([a-z_]+: ?.*)$", line)
    if match is None:
        return
    blank = " " * len(match[1])
    lines_after = [*lines[:at], match[1] + match[2], blank + match[3], *lines[at + 1 :]]
    message = "a second field stands on this line"
    hint = f"write it on the next line: {match[3]}"
    yield Change(at, match.start(3), "colon-in-text", message, hint, lines_after)
