"""Obeys a remedy of `check` to the letter, as somebody would who does not know YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aitracker.model.problems import Problem


def obey(lines: Sequence[str], problems: Sequence[Problem]) -> list[str] | None:
    """The lines after all remedies, the last first; None where none can be obeyed."""
    result, has_changed = list(lines), False
    for problem in sorted(problems, key=lambda each: (each.line, each.column), reverse=True):
        for pattern, action in _REMEDIES:
            match = re.search(pattern, problem.hint)
            if match is not None and (after := action(result, problem, match)) is not None:
                result, has_changed = after, True
                break
    return result if has_changed else None


def _replace(lines: list[str], problem: Problem, new: str) -> list[str] | None:
    """With another text where the problem stands: the one it quotes, or the one at its place."""
    at = problem.line - 1
    line, column = lines[at], problem.column - 1
    quoted = re.findall(r"'(.+)'", problem.message) + re.findall(r"'([^']+)'", problem.message)
    for old in quoted:
        start = line.find(old, max(column - 1, 0))
        # Of a value not always the whole is quoted.
        if start >= 0 and (problem.code != "not-a-value" or start == column):
            lines[at] = line[:start] + new + line[start + len(old) :]
            return lines
    value = re.match(r"\"[^\"]*\"|'[^']*'|[^,\]}]*", line[column:])
    if value is None or not value[0]:
        return None
    lines[at] = line[:column] + new + line[column + len(value[0]) :]
    return lines


def _did_you_mean(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    return _replace(lines, problem, found[1])


def _in_quotes(lines: list[str], problem: Problem, _found: re.Match[str]) -> list[str] | None:
    """The text of the line in double quotes: from after its key to the end."""
    at = problem.line - 1
    match = re.match(r"^([ -]*[\w-]+: |[ ]*- )(.*)$", lines[at])
    if match is None or '"' in match[2] or match[2].startswith(("{", "[")):
        return None
    lines[at] = f'{match[1]}"{match[2]}"'
    return lines


def _write(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    return _replace(lines, problem, found[1])


def _write_over(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    """With another text in place of the list at the place of the problem."""
    at, column = problem.line - 1, problem.column - 1
    old = re.match(r"\[[^\]]*\]", lines[at][column:])
    if old is None:
        return None
    lines[at] = lines[at][:column] + found[1] + lines[at][column + len(old[0]) :]
    return lines


def _below(lines: list[str], problem: Problem, count: int) -> range:
    return range(problem.line - 1, min(problem.line + count, len(lines)))


def _indent(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    """The line, and as many below as are named, moved left or right."""
    by = int(found["by"]) * (-1 if found["way"] == "left" else 1)
    for at in _below(lines, problem, int(found["more"] or 0)):
        if not lines[at].strip():
            continue
        blank = len(lines[at]) - len(lines[at].lstrip())
        lines[at] = " " * (blank + by) + lines[at].lstrip()
    return lines


def _whole_line(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    indent = re.match(r"\s*", lines[problem.line - 1])
    lines[problem.line - 1] = (indent[0] if indent else "") + found[1]
    return lines


def _delete(lines: list[str], problem: Problem, _found: re.Match[str]) -> list[str] | None:
    del lines[problem.line - 1]
    return lines


def _character(lines: list[str], problem: Problem, new: str) -> list[str]:
    line, column = lines[problem.line - 1], problem.column - 1
    lines[problem.line - 1] = line[:column] + new + line[column + 1 :]
    return lines


def _as_list(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    line, column = lines[problem.line - 1], problem.column - 1
    lines[problem.line - 1] = line[:column] + line[column:].replace(found[1][1:-1], found[1], 1)
    return lines


def _add_key(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    """A field with a value in its words, below the line of the record."""
    indent = re.match(r" *", lines[problem.line - 1])
    lines.insert(problem.line, " " * (len(indent[0] if indent else "") + 2) + found[1])
    return lines


def _align(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    """Under the nearest line above: its key, or with dashes named, its dash."""
    at = problem.line - 1
    for above in reversed(lines[:at]):
        dash = above.lstrip().startswith("- ")
        if above.strip() and (dash or found[1] == "fields"):
            shift = 2 if dash and found[1] == "fields" else 0
            indent = len(above) - len(above.lstrip()) + shift
            lines[at] = " " * indent + lines[at].lstrip()
            return lines
    return None


def _at_the_end(lines: list[str], problem: Problem, sign: str) -> list[str]:
    lines[problem.line - 1] += sign
    return lines


def _open(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    """The nearest item in braces above, one field per line, as the remedy shows it."""
    for at in range(problem.line - 2, -1, -1):
        if item := re.match(r"( *)- \{.*\}$", lines[at]):
            shown = re.findall(r"'(.+?)'(?:, |$)", found[1])
            first, rest = shown[0], shown[1:]
            lines[at : at + 1] = [item[1] + first, *(f"{item[1]}  {each}" for each in rest)]
            return lines
    return None


def _dash(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str]:
    column = int(found[1]) - 1
    lines[problem.line - 1] = " " * column + "- " + lines[problem.line - 1].lstrip()
    return lines


def _space(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str]:
    lines[problem.line - 1] = " " * int(found[1]) + lines[problem.line - 1].lstrip()
    return lines


def _in_place_of(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str]:
    at = problem.line - 1
    indent = re.match(r" *", lines[at])
    lines[at : at + 1 + int(found[1])] = [(indent[0] if indent else "") + found[2]]
    return lines


def _to_the_line_above(lines: list[str], problem: Problem, _found: re.Match[str]) -> list[str]:
    at = problem.line - 1
    lines[at - 1 : at + 1] = [f"{lines[at - 1].rstrip()} {lines[at].strip()}"]
    return lines


def _type_above(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str]:
    at = problem.line - 1
    indent = len(lines[at]) - len(lines[at].lstrip()) - 2
    lines.insert(at, " " * indent + found[1])
    return lines


def _on_the_next_line(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str]:
    """The rest of the line below it: an item under its dash, a field under its key or its id."""
    at, column = problem.line - 1, problem.column - 1
    line = lines[at]
    head = line[:column].rstrip(" ,;")
    indent = len(line) - len(line.lstrip())
    if not found[1].startswith("- "):
        indent += 2 if head.endswith(":") or head.lstrip().startswith("- ") else 0
    lines[at : at + 1] = [head, " " * indent + found[1]]
    return lines


def _without_dashes(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str]:
    for at in _below(lines, problem, int(found[1] or 0)):
        lines[at] = lines[at].replace("- ", "", 1)
    return lines


def _blank(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    at = problem.line - 1
    start = lines[at].find(found[2])
    lines[at] = " " * int(found[1]) + lines[at][start:]
    return lines


def _end(lines: list[str], problem: Problem, _found: re.Match[str]) -> list[str]:
    """A value in brackets that goes on below, on one line."""
    at = problem.line - 1
    end = at + 1
    while end < len(lines) and _open_brackets(lines[at]) > 0:
        lines[at] = f"{lines[at].rstrip()} {lines[end].strip()}"
        del lines[end]
    return lines


def _open_brackets(line: str) -> int:
    return sum(map(line.count, "[{")) - sum(map(line.count, "]}"))


def _spaces(lines: list[str], problem: Problem, _found: re.Match[str]) -> list[str]:
    at = problem.line - 1
    lines[at] = re.sub("[\u00a0\u202f\u2007\u2009]", " ", lines[at])
    return lines


def _one_version(lines: list[str], _problem: Problem, _found: re.Match[str]) -> list[str]:
    """The first of the two versions of a merge conflict."""
    text = "\n".join(lines)
    return re.sub(r"<{7}.*\n((?:.*\n)*?)={7}\n(?:.*\n)*?>{7}.*\n", r"\1", text).split("\n")


def _into_a_list(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    """Moves a field into an item of its own of a list of the record."""
    name, item = found[1] or "history", found[2]
    if "..." in item:
        return None
    del lines[problem.line - 1]
    start = problem.line - 1
    while not re.match(r"  [a-z]", lines[start]):
        start -= 1
    for at in range(start + 1, len(lines)):
        if lines[at] == f"    {name}:":
            lines.insert(at + 1, f"      {item}")
            return lines
        if re.match(r"  [a-z]", lines[at]):
            return None
    return None


def _one_of_two(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    """Without the line, or without the id in its list."""
    at = problem.line - 1
    if problem.code != "cited-twice":
        return _delete(lines, problem, found)
    start = problem.column - 1
    end = start + len(re.match(r"[\w-]*", lines[at][start:])[0])  # type: ignore[index]
    lines[at] = lines[at][:start].rstrip(", ") + lines[at][end:]
    return lines


def _below_collection(lines: list[str], problem: Problem, found: re.Match[str]) -> list[str] | None:
    """Moves a record below the line of another collection, if there is one."""
    if f"{found[1]}:" not in lines:
        return None
    start = problem.line - 1
    end = start + 1
    while end < len(lines) and not re.match(r" {0,2}\S", lines[end]):
        end += 1
    record = lines[start:end]
    del lines[start:end]
    at = lines.index(f"{found[1]}:")
    lines[at + 1 : at + 1] = record
    return lines


_REMEDIES: list[tuple[str, Callable[[list[str], Problem, re.Match[str]], list[str] | None]]] = [
    (r"did you mean '([^']+)'", _did_you_mean),
    (r"^write: (.+)$", _whole_line),
    (r"^in place of this line and the (\d+) below it, write: (.+)$", _in_place_of),
    (r"^move it to the end of the line above", _to_the_line_above),
    (r"^type above this line: (.+)$", _type_above),
    (r"^write it on the next line: (.+)$", _on_the_next_line),
    (r"^delete the dash(?: and those of the (\d+) lines? below)?$", _without_dashes),
    (r"^type spaces in its place, so that (\d+) stand before '(.+)'$", _blank),
    (r"^end it on this line", _end),
    (r"^write it below people:, as (.+)$", _whole_line),
    (r"^move it below (\w+):$", _below_collection),
    (r"^move it into (?:a step of history|an item of (\w+)): (- \{.+\})$", _into_a_list),
    (r"^delete one of the two", _one_of_two),
    (r"^write one word, such as '(\w+)'", _write_over),
    (r": write (\{.*\})$", _write_over),
    (r"^use an ordinary comma \(,\): (.+)$", _whole_line),
    (r"one field per line: (.+); then", _open),
    (r"^type a dash and a space in column (\d+)", _dash),
    (r"^indent with (\d+) spaces", _space),
    (r"align it with the (fields|dashes) above", _align),
    (r"^close it with ([\]}])", lambda a, b, found: _at_the_end(a, b, found[1])),
    (r"add the same quote at the end", lambda a, b, _: _at_the_end(a, b, '"')),
    (
        (
            r"move (?:it|this line)(?: and the (?P<more>\d+) lines? below it)? (?P<by>\d+) "
            r"spaces? to the (?P<way>left|right)"
        ),
        _indent,
    ),
    (r"write (\[[^\]]+\])", _as_list),
    (r"^put the text in quotes: \"one: two\"", _in_quotes),
    (r"^put the (?:whole )?text in quotes", _in_quotes),
    (r"replace it with an ordinary space", lambda a, b, _: _character(a, b, " ")),
    (r"replace all \d+ with ordinary spaces", _spaces),
    (r"keep one of the two versions, and delete", _one_version),
    (r"use an ordinary comma \(,\)", lambda a, b, _: _character(a, b, ",")),
    (r"delete the invisible character", lambda a, b, _: _character(a, b, "")),
    (r"^delete (?:it|this line)\b", _delete),
    (r"^write ([\w-]+)(?:$|,)", _write),
]
