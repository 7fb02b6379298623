"""The one small change that makes a record of lines that are none, found by trying.

A remedy is offered only after it was tried: the lines are read with it, and the records in them fit
their class better than before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from aitracker.model.errors import InvalidValueError
from aitracker.model.problems import Problem
from aitracker.model.records import RECORD_TYPES, Header
from aitracker.reading import bracket_typos, line_typos, typos, validate
from aitracker.reading.blocks import HEADER, Block, base_of, blocks, keys_of
from aitracker.reading.normalize import normalize
from aitracker.reading.source import Document, parse_text
from aitracker.reading.text import NEWLINE
from aitracker.reading.typos import Change, closed_items, indent_of, moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.reading.typos import Typos

IN_ORDER: tuple[Typos, ...] = (
    typos.notes,
    typos.spaces,
    typos.dashes,
    typos.colons,
    line_typos.id_signs,
    line_typos.language_lists,
    line_typos.block_signs,
    bracket_typos.single_texts,
    bracket_typos.trailing_text,
    line_typos.bare_values,
    line_typos.broken_lines,
    line_typos.foreign_lines,
    closed_items,
    moves,
    typos.commas,
    typos.brackets,
    bracket_typos.braces,
    bracket_typos.two_fields,
    typos.stray_signs,
    typos.quotes,
    bracket_typos.lists,
    typos.stray_dash,
    typos.missing_dashes,
    line_typos.missing_keys,
)
"""Likeliest first: a change that needs no guess before one that does."""

_GUESSES = (line_typos.missing_keys, line_typos.foreign_lines, line_typos.broken_lines)
"""What changes more than signs: it must leave nothing new to report."""

_TRIALS = 1500
"""How many changes to a record are tried; each takes less than a millisecond."""

_ABOVE, _BELOW = 14, 4
"""How many lines above and below a mistake may be to blame for it."""

_UNREADABLE = 1000
_NO_RECORD = 50
_NO_ITEM = 5
"""How bad it is that lines cannot be read, are no record, or hold something that is no item."""


class Trials:
    """Tries changes, in all no more than there is room for in one run."""

    def __init__(self, room: int = 2 * _TRIALS) -> None:
        self.room = room

    def remedy(
        self, collection: str, lines: Sequence[str], at: int, base: int = 2
    ) -> Change | None:
        """The change that leaves the fewest faults, the likeliest first; None where none helps.

        `at` is the line in which something was found wrong, `base` how far ids are indented.
        """
        best: Change | None = None
        least = faults(collection, lines, base)
        cost = (0, 0)
        moving = False
        for typo, change in self._changes(lines, at):
            count = faults(collection, change.lines, base)
            if count > least or count >= _NO_ITEM or (typo is not moves and count == least):
                continue
            # Of several places to move, the one where the fewest lines move to where lines usually
            # stand; of other changes the first.
            here = _cost(lines, change) if typo is moves else (0, 0)
            if count < least or (moving and here < cost):
                best, least, cost, moving = change, count, here, typo is moves
            if not count and not moving:
                break
        return best

    def typo(
        self,
        collection: str,
        lines: Sequence[str],
        at: int,
        before: frozenset[str],
        *,
        only_ids: bool = False,
    ) -> Change | None:
        """The change of one line after which less is wrong with its record, and nothing else is.

        `before` are the messages of all that is wrong with it; with `only_ids`, only what stands
        between ids is changed.
        """
        unfit = {closed_items} if len(before) > 1 else {closed_items, line_typos.missing_keys}
        in_order = (bracket_typos.lists,) if only_ids else IN_ORDER
        for typo, change in self._changes(lines, at, in_order, around=0):
            if typo in unfit or faults(collection, change.lines) >= _NO_RECORD:
                continue
            problems = list(form_problems(collection, change.lines))
            after = frozenset(each.message for each in problems)
            # A new problem is none where its own remedy is at hand: a date with a comma in it.
            new = [each for each in problems if each.message not in before]
            has_hint = all(each.hint.startswith("did you mean") for each in new)
            if after < before or (len(after) < len(before) and has_hint and typo not in _GUESSES):
                return change
        return None

    def _changes(
        self,
        lines: Sequence[str],
        at: int,
        in_order: Sequence[Typos] = IN_ORDER,
        around: int = 1,
    ) -> Iterator[tuple[Typos, Change]]:
        """The changes to a line, and to those around it, as long as there is room."""
        trials = 0
        for typo in in_order:
            for number in _around(lines, at) if around else [at]:
                changes = moves(lines, number, at) if typo is moves else typo(lines, number)
                for change in changes:
                    trials += 1
                    self.room -= 1
                    if trials > _TRIALS or self.room < 0:
                        return
                    yield typo, change


def _cost(before: Sequence[str], change: Change) -> tuple[int, int]:
    """How irregular the lines are after a move, and how many moved."""
    stack: list[int] = []
    irregular = 0
    for line in change.lines:
        if not line.strip():
            continue
        indent = indent_of(line)
        while stack and stack[-1] >= indent:
            stack.pop()
        irregular += bool(stack) and indent - stack[-1] != 2
        stack.append(indent)
        if line.lstrip().startswith("- "):
            stack.append(indent + 2)
    moves = sum(a != b for a, b in zip(before, change.lines, strict=False))
    return irregular, moves


def _around(lines: Sequence[str], at: int) -> list[int]:
    """The lines to blame, nearest first, those above before those below."""
    near = [number for number in range(at - _ABOVE, at + _BELOW + 1) if 0 <= number < len(lines)]
    content = [n for n in near if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    return sorted(content, key=lambda number: (abs(number - at), number > at))


def form_problems(collection: str, lines: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the form of the records in these lines, which can be read."""
    text = "\n".join(lines) + "\n"
    inside = parse_text("", f"{collection}:\n{text}").data.get(collection)
    for data in inside.values() if isinstance(inside, dict) else ():
        result = validate.record(collection, normalize(data, RECORD_TYPES[collection]))
        yield from result if isinstance(result, list) else ()


def faults(collection: str, lines: Sequence[str], base: int = 2) -> int:
    """How much is wrong with the form of the records in these lines, as a number to compare."""
    text = "\n".join(lines) + "\n"
    try:
        data = parse_text("", text if collection == HEADER else f"{collection}:\n{text}").data
    except InvalidValueError:
        return _UNREADABLE
    inside = data.get(collection)
    if collection == HEADER:
        header = validate.header(normalize(inside, Header))
        return len(header) if isinstance(header, list) else 0
    if len(data) > 1 or not isinstance(inside, dict):
        return _UNREADABLE - 1
    astray = next((indent_of(line) != base for line in lines if line.strip()), False)
    return astray + sum(_faults_of(collection, key, inside[key]) for key in inside)


def _faults_of(collection: str, key: str, data: Any) -> int:
    if not isinstance(data, dict) or key in keys_of(collection):
        return _NO_RECORD
    result = validate.record(collection, normalize(data, RECORD_TYPES[collection]))
    no_sources = collection != "sources" and not data.get("sources")
    problems = result if isinstance(result, list) else ()
    return no_sources + sum(_NO_ITEM if each.code == "wrong-type" else 1 for each in problems)


_OF_FORM = frozenset(
    {
        "comment-after-text",
        "key-not-text",
        "missing-key",
        "not-a-language",
        "not-an-id",
        "unknown-key",
        "wrong-type",
    }
)


def _is_form_problem(problem: Problem) -> bool:
    """Whether a problem may come of a typo with the signs of YAML."""
    if problem.hint.startswith("did you mean"):
        key = str(problem.path[-1]) if problem.path else ""
        return problem.code in ("wrong-type", "not-an-id") or re.search(r"[:=\d]", key) is not None
    if "\n" in problem.message:
        return True  # the text of a block, where a word or a date is asked for
    of_a_key = problem.code == "unknown-term" and problem.at_key
    return problem.code in _OF_FORM or of_a_key


class Fixer:
    """Finds for problems of form the typo they come from."""

    def __init__(self) -> None:
        self.trials = Trials()
        self._read: dict[str, tuple[list[str], list[Block]]] = {}

    def fix(
        self, document: Document, collection: str, problems: Sequence[Problem]
    ) -> list[Problem]:
        """The problems of a record, with their places; those of one typo become one."""
        form = (each for each in problems if _is_form_problem(each))
        first = next(form, None) if self.trials.room > 0 else None
        block = first and self._block(document, first.line)
        if first is None or block is None or block.collection != collection:
            return list(problems)
        lines, of_file = self._read[document.file]
        part = lines[block.first : block.end]
        at = first.line - 1 - block.first
        if first.at_key and first.path == () and block.id not in (first.id, None):
            change = self.trials.remedy(collection, part, at, base_of(of_file, lines, collection))
        else:
            before = frozenset(each.message for each in problems)
            ids = first.code == "not-an-id"
            change = self.trials.typo(collection, part, at, before, only_ids=ids)
        if change is None:
            return list(problems)
        remaining = {each.message for each in form_problems(collection, change.lines)}
        typo = problem_at(change, block, document.file)._replace(id=first.id)
        return [typo, *(each for each in problems if each.message in remaining)]

    def elsewhere(
        self, document: Document, collection: str, data: Any, problems: Sequence[Problem]
    ) -> list[Problem]:
        """The problems of a record that fits another collection, as one; else as they are."""
        kinds = any(each.path == ("kind",) for each in problems)
        unknown = sum(each.code == "unknown-key" for each in problems)
        if not (kinds or unknown > 1) or not isinstance(data, dict) or self.trials.room <= 0:
            return list(problems)
        self.trials.room -= len(RECORD_TYPES)
        fitting = [
            name
            for name, kind in RECORD_TYPES.items()
            if name != collection and validate.fits(name, normalize(data, kind))
        ]
        block = self._block(document, problems[0].line)
        if len(fitting) != 1 or block is None:
            return list(problems)
        message = f"'{block.id}' looks like a record of {fitting[0]}"
        hint = f"move it below {fitting[0]}:"
        indent = indent_of(self._read[document.file][0][block.first])
        problem = problems[0]._replace(message=message, hint=hint, code="wrong-collection")
        return [problem._replace(line=block.first + 1, column=indent + 1)]

    def _block(self, document: Document, line: int) -> Block | None:
        if document.file not in self._read:
            lines = NEWLINE.split(str(document.text))
            self._read[document.file] = (lines, blocks(lines))
        of_file = self._read[document.file][1]
        after = bisect_left(of_file, line, key=attrgetter("first"))
        block = of_file[after - 1] if after else None
        return block if block is not None and line <= block.end else None


def problem_at(change: Change, block: Block, file: str) -> Problem:
    """A change to the lines of a record as a problem of the file."""
    return Problem(
        change.message,
        change.hint,
        change.code,
        file=file,
        line=block.first + change.line + 1,
        column=change.column + 1,
    )
