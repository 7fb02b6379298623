"""A file with mistakes of YAML, read as far as it can be: each record that can be read alone is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aitracker.model.errors import InvalidValueError
from aitracker.model.problems import Problem
from aitracker.model.records import RECORD_TYPES
from aitracker.reading.blocks import HEADER, Block, base_of, blocks, keys_of
from aitracker.reading.fixes import Trials, faults, problem_at
from aitracker.reading.source import Document, decode, line_starts, parse_text
from aitracker.reading.text import NEWLINE
from aitracker.reading.typos import indent_of, missing_dashes, notes

if TYPE_CHECKING:
    from collections.abc import Sequence

_AN_ID = re.compile(r" *(?:- )?([a-z0-9]+(?:-[a-z0-9]+)+):\s*$")
_CONFLICT = re.compile(r"<{7}( |$)|={7}$|>{7}( |$)")
_OF_A_TYPO = frozenset(
    {
        "alias",
        "anchor",
        "arabic-comma",
        "colon-in-text",
        "indentation",
        "key-not-text",
        "no-break-space",
        "no-colon",
        "tab",
        "tag",
        "unclosed-bracket",
        "unclosed-quote",
        "yaml-syntax",
    }
)
"""Codes of problems of which the parser does not tell the cause."""

_LARGEST = 16 * 1024**2
"""A file of more bytes is not read in part, which takes several times its size."""

_MOST = 50
"""A file with more broken records than this has another cause; the rest of it is not read."""


class Partial(NamedTuple):
    """What could be read of a file, the problems of the rest, and the ids in that rest."""

    document: Document | None
    problems: list[Problem]
    broken: dict[str, str]
    headless: bool = False
    """Whether its header is among what could not be read."""


def read_partly(file: str, raw: bytes, outcome: Problem | Document, trials: Trials) -> Partial:
    """Reads on after the first problem of a file, leaving out the records that have one.

    `outcome` is what came of reading it whole.
    """
    try:
        text = decode(raw) if len(raw) <= _LARGEST else None
    except InvalidValueError:
        text = None
    if text is None:
        return (
            Partial(None, [outcome], {})
            if isinstance(outcome, Problem)
            else Partial(outcome, [], {})
        )
    part = _Reader(file, text, trials).run()
    if part.document is None:
        whole = None if isinstance(outcome, Problem) else outcome
        problems = part.problems or ([outcome] if isinstance(outcome, Problem) else [])
        return Partial(whole, [] if whole else problems, {} if whole else part.broken)
    return part


class _Reader:
    """Takes broken records out of a text until the rest of it can be read."""

    def __init__(self, file: str, text: str, trials: Trials) -> None:
        self.file = file
        self.text = text
        self.trials = trials
        self.lines = NEWLINE.split(text)
        self.starts = line_starts(text)
        self.blocks = blocks(self.lines)
        self.bases = {name: base_of(self.blocks, self.lines, name) for name in RECORD_TYPES}
        self.problems: list[Problem] = []
        self.broken: dict[str, str] = {}
        self.blank: list[Block] = []

    def run(self) -> Partial:
        self._leave_out_stray()
        for block in self.blocks:
            if problem := self._alone(block):
                self._leave_out(block, problem)
        while len(self.blank) <= _MOST:
            try:
                document = parse_text(self.file, self._rest())
            except InvalidValueError as error:
                if not self._leave_out_at(error.problem):
                    break
            else:
                headless = any(block.collection == HEADER for block in self.blank)
                return Partial(document, self.problems, self.broken, headless)
        return Partial(None, self.problems, self.broken)

    def _alone(self, block: Block) -> Problem | None:
        """What keeps a record from being read by itself, with its place in the file."""
        head = "" if block.collection == HEADER else f"{block.collection}:\n"
        part = self._part(block)
        start = self.starts[block.first]
        try:
            document = parse_text(self.file, head + part)
        except InvalidValueError as error:
            offset = max(error.problem.offset - len(head), 0)
            return self._with_place(error.problem, start + offset)
        if not isinstance(document.data.get(block.collection), dict):
            message = f"'{block.id}' is an item of a list"
            return self._with_place(Problem(message, "", "indentation"), start)
        if block.id and (field := _field_astray(document, block.collection)):
            offset = document.locate((block.collection, field), key=True) - len(head)
            message = f"'{field}' stands where an id is expected"
            return self._with_place(Problem(message, "", "indentation"), start + offset)
        if block.id and indent_of(self.lines[block.first]) != self.bases[block.collection]:
            message = f"'{block.id}' is not in line with the other ids"
            return self._with_place(Problem(message, "", "indentation"), start)
        return None

    def _part(self, block: Block) -> str:
        return self.text[self.starts[block.first] : self._end(block)]

    def _end(self, block: Block) -> int:
        return self.starts[block.end] if block.end < len(self.starts) else len(self.text)

    def _leave_out_at(self, problem: Problem) -> bool:
        """Leaves out the record in which the rest cannot be read; False where there is none."""
        problem_at = self._with_place(problem, problem.offset)
        for block in self.blocks:
            if block.first < problem_at.line <= block.end and block not in self.blank:
                self._leave_out(block, problem_at)
                return True
        return problem_at.code == "duplicate-key" and self._leave_out_section(problem_at)

    def _leave_out_section(self, problem: Problem) -> bool:
        """Leaves out the records below the line of a collection that the file has already.

        False where the line is none.
        """
        first = problem.line - 1
        tops = [number for number, line in enumerate(self.lines) if re.match(r"[a-z_]+:", line)]
        end = next((number for number in tops if number > first), len(self.lines))
        collection = self.lines[first].partition(":")[0]
        alike = (n for n in tops if n < first and self.lines[n].partition(":")[0] == collection)
        if (before := next(alike, None)) is None:
            return False  # what stands twice is not at the margin
        between = any(before < number < first for number in tops)
        message = f"the collection '{collection}' begins already on line {before + 1}"
        hint = f"move its records below line {before + 1}, and delete this line"
        self.problems.append(
            problem._replace(message=message, hint=hint if between else "delete this line")
        )
        self.blank.append(Block(collection, "", first, end))
        within = [each for each in self.blocks if first < each.first < end]
        self.broken.update((each.id, collection) for each in within)
        self.blank = [each for each in self.blank if each not in within]
        return True

    def _leave_out(self, block: Block, problem: Problem) -> None:
        lines = self.lines[block.first : block.end]
        self.problems.append(
            self._conflict(block)
            or self._duplicate(block, problem)
            or self._typo(block, lines, problem)
            or problem
        )
        self.blank.append(block)
        if block.collection in RECORD_TYPES:
            # A record whose id stands too far right is in the lines of the one above it.
            within = (match[1] for line in lines if (match := _AN_ID.match(line)))
            self.broken.update(dict.fromkeys((block.id, *within), block.collection))

    def _leave_out_stray(self) -> None:
        """Leaves out what a program left, or a note without #, in lines outside all records."""
        within = {n for block in self.blocks for n in range(block.first, block.end)}
        for number in range(len(self.lines)):
            if number in within:
                continue
            line = Block("", "", number, number + 1)
            in_collection = self.lines[number].startswith(" ")  # so it stands in a collection
            note = next(notes(self.lines, number), None) if in_collection else None
            problem = self._conflict(line)
            if problem is None and note is not None and note.code == "not-a-comment":
                problem = problem_at(note, line._replace(first=0), self.file)
            if problem is not None:
                self.problems.append(problem)
                self.blank.append(line)

    def _conflict(self, block: Block) -> Problem | None:
        """The first line of a merge conflict."""
        for number in range(block.first, block.end):
            if _CONFLICT.match(self.lines[number]):
                message = "this line of a merge conflict was left in the file"
                hint = "keep one of the two versions, and delete the lines <<<, === and >>>"
                return Problem(
                    message, hint, "merge-conflict", file=self.file, line=number + 1, column=1
                )
        return None

    def _duplicate(self, block: Block, problem: Problem) -> Problem | None:
        """A key or an id that stands twice, with the line of the other."""
        if problem.code != "duplicate-key":
            return None
        if no_dash := self._missing_dash(block, problem.line - 1 - block.first):
            return no_dash
        if no_id := self._missing_id(block, problem):
            return no_id
        line = self.lines[problem.line - 1]
        key = line[problem.column - 1 :].partition(":")[0].strip("\"' ")
        same = re.compile(rf"{re.escape(line[: problem.column - 1])}{re.escape(key)}:")
        above = range(problem.line - 2, -1, -1)
        before = next((number for number in above if same.match(self.lines[number])), None)
        if before is None:
            return problem
        same_value = self.lines[before] == line and not line.rstrip().endswith(":")
        hint = "delete one of the two" if same_value else "merge the two, or rename one"
        return problem._replace(
            message=f"duplicate key '{key}', also on line {before + 1}", hint=hint
        )

    def _missing_id(self, block: Block, problem: Problem) -> Problem | None:
        """The id that is missing, or behind a #, where a second record begins in one block."""
        at = problem.line - 1
        line = self.lines[at]
        key = line.strip().partition(":")[0]
        before = self.lines[at - 1].strip() if at else ""
        if indent_of(line) == self.bases.get(block.collection, 2) or key not in keys_of(
            block.collection
        ):
            return None
        if match := re.fullmatch(r"#+ *([a-z0-9]+(?:-[a-z0-9]+)*): *", before):
            self.broken[match[1]] = block.collection
            message = f"this # hides the id '{match[1]}' of the record below"
            return Problem(
                message, f"write: {match[1]}:", "no-id", file=self.file, line=at, column=3
            )
        if before:
            return None
        message = "a second record begins here, and has no id"
        hint = "type above this line: new-id:, with the id it is to have"
        return problem._replace(message=message, hint=hint, code="no-id")

    def _missing_dash(self, block: Block, at: int) -> Problem | None:
        """A key that stands twice because the item it begins has no dash."""
        lines = self.lines[block.first : block.end]
        for change in missing_dashes(lines, at):
            if not faults(block.collection, change.lines, self.bases.get(block.collection, 0)):
                return problem_at(change, block, self.file)
        return None

    def _typo(self, block: Block, lines: Sequence[str], problem: Problem) -> Problem | None:
        """The typo behind the problem, if a small change mends it."""
        if problem.code not in _OF_A_TYPO:
            return None
        base = self.bases.get(block.collection, 0)
        change = self.trials.remedy(block.collection, lines, problem.line - 1 - block.first, base)
        if change is not None and change.message.startswith("text cannot start") and change.hint:
            return problem._replace(hint=change.hint)  # what the parser objects to says more
        return change and problem_at(change, block, self.file)

    def _with_place(self, problem: Problem, offset: int) -> Problem:
        at = min(offset, len(self.text))
        line = sum(1 for start in self.starts if start <= at)
        return problem._replace(file=self.file, line=line, column=at - self.starts[line - 1] + 1)

    def _rest(self) -> str:
        """The text with spaces in place of what is left out, so that all else keeps its place."""
        parts, at = [], 0
        for block in sorted(self.blank, key=lambda each: each.first):
            start, end = max(at, self.starts[block.first]), max(at, self._end(block))
            parts += [self.text[at:start], re.sub(r"[^\r\n]", " ", self.text[start:end])]
            at = end  # where blocks overlap, none of it is there twice
        return "".join([*parts, self.text[at:]])


def _field_astray(document: Document, collection: str) -> str | None:
    """A field of a record that stands beside it, as if it were another record."""
    records = document.data.get(collection)
    keys = keys_of(collection)
    return (
        next((key for key in records if key in keys), None) if isinstance(records, dict) else None
    )
