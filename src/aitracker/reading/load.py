"""A registry from its files: sound records, and every problem at its place."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.model.errors import InvalidValueError
from aitracker.model.nearest import did_you_mean
from aitracker.model.problems import Problem, Severity
from aitracker.model.records import RECORD_TYPES, AnyRecord, Header, Registry
from aitracker.model.scalars import check_slug, kind_of, likely_slug
from aitracker.model.traversal import Reference, references_in_data
from aitracker.reading import validate
from aitracker.reading.blocks import keys_of
from aitracker.reading.characters import has_hidden, hidden_characters
from aitracker.reading.normalize import normalize
from aitracker.reading.own_examples import with_own_examples
from aitracker.reading.source import Document, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from aitracker.model.errors import KeyPath
    from aitracker.reading.fixes import Fixer
    from aitracker.reading.locate import File
    from aitracker.reading.rules import Rule
    from aitracker.reading.source import Data

    Progress = Callable[[str, int, int], None]
    """Called during work: a phrase with gaps for two numbers, what is done, and all there is."""

SCHEMA_VERSION = "1"
_ORDER = ("file", "line", "column", "severity", "code", "message")
_TOP = ("schema_version", "registry", *RECORD_TYPES)


class _Place(NamedTuple):
    """The file and the collection in which a record stands."""

    document: Document
    collection: str


class _Forms:
    """What came of each record of a file as it was read; the data of a sound one is not kept."""

    def __init__(self, raw: bytes) -> None:
        self.hidden: list[Problem] = []
        self._has_hidden = has_hidden(raw)
        self._found: dict[str, dict[str, AnyRecord | list[Problem]]] = {}

    def keep(self, collection: str, name: str, data: dict[str, Data]) -> bool:
        """Whether the data of a record is needed later: what is wrong with it is told by it."""
        if (kind := RECORD_TYPES.get(collection)) is None:
            return True
        found = validate.record(collection, normalize(data, kind))
        self._found.setdefault(collection, {})[name] = found
        if isinstance(found, list):
            return True
        if self._has_hidden:
            self.hidden += hidden_characters(data, (collection, name))
        return False

    def take(self, collection: str, name: str) -> AnyRecord | list[Problem] | None:
        """What came of a record, only once; None where its data was not looked at yet."""
        return self._found.get(collection, {}).pop(name, None)


@dataclass(slots=True)
class LoadResult:
    """A registry, its problems sorted by place, and the number of files that could not be read.

    `partly` names the files of which a part was read, with the number of records left out,
    `accepted` counts the warnings that were looked at and are not told for a while.
    """

    registry: Registry
    problems: list[Problem]
    unread: int = 0
    partly: dict[str, int] = field(default_factory=dict)
    accepted: int = 0


def load(
    files: Sequence[File],
    *,
    warnings: bool = True,
    progress: Progress | None = None,
    today: str | None = None,
) -> LoadResult:
    """Reads all files as one registry, telling `progress`.

    Without `warnings`, only errors are looked for. `today` is an ISO date, by default the day.
    """
    collecting = gc.isenabled()
    # Next to nothing here is cyclic; to look for cycles in millions of new objects takes a third
    # of the time.
    gc.disable()
    try:
        return _load(files, warnings, progress, today or date.today().isoformat())  # noqa: DTZ011
    finally:
        if collecting:
            gc.enable()


def _load(
    files: Sequence[File], warnings: bool, progress: Progress | None, today: str
) -> LoadResult:
    collector = _Collector(progress)
    size, before = sum(len(file.raw) for file in files), 0
    for file in files:
        forms = _Forms(file.raw)
        shares = _shares(progress, before, len(file.raw), size)
        outcome = parse(file.name, file.raw, shares, forms.keep)
        before += len(file.raw)
        if isinstance(outcome, Problem) or _may_be_astray(outcome):
            collector.add_partial(file, outcome)
        else:
            collector.documents.append(outcome)
        if isinstance(outcome, Document):
            collector.forms[outcome] = forms
    collector.add_records()
    collector.close()
    registry = collector.registry(today)
    collector.apply_rules(registry)
    if warnings:
        collector.warn(registry)
    ordered = collector.all_problems()
    for name in reversed(_ORDER):  # one by one: a key of all six for each would take more room
        ordered.sort(key=attrgetter(name))
    problems = with_own_examples(ordered, registry)
    return LoadResult(registry, problems, collector.unread, collector.partly, collector.accepted)


def _may_be_astray(document: Document) -> bool:
    """Whether a record may stand at the left margin, or a field where a record should."""
    for key, value in document.data.items():
        if (
            isinstance(value, list)
            and key in RECORD_TYPES
            and any(isinstance(each, dict) for each in value)
        ):
            return True
        if not isinstance(value, dict) or key == "registry":
            continue
        if key not in RECORD_TYPES or not value.keys().isdisjoint(keys_of(key)):
            return True
    return False


def _shares(
    progress: Progress | None, before: int, size: int, whole: int
) -> Callable[[float], None] | None:
    """Tells of the shares of one file, of this size, as parts of the whole."""
    if progress is None:
        return None
    return lambda share: progress(
        "reading {} of {} kB", int(before + share * size) // 1000, whole // 1000
    )


class _Collector:
    """Collects records and problems file by file."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.documents: list[Document] = []
        self.forms: dict[Document, _Forms] = {}
        self.problems: list[Problem] = []
        self.unread = 0
        self.partly: dict[str, int] = {}
        self.accepted = 0
        self._hidden: list[Problem] = []
        self._complete = True
        self._records: dict[str, AnyRecord] = {}
        self._broken: dict[str, str] = {}
        self._broken_references: list[tuple[str, Reference]] = []
        self._places: dict[str, _Place] = {}
        self._header: Header | None = None
        self._has_version = False
        self._progress = progress
        self._total = self._done = 0

    def registry(self, today: str) -> Registry:
        """The sound records read so far, and what is known of the others."""
        return Registry(
            header=self._header or Header(),
            records=self._records,
            broken={key: name for key, name in self._broken.items() if key not in self._records},
            broken_references=tuple(self._broken_references),
            today=today,
        )

    def all_problems(self) -> list[Problem]:
        """Those of characters that nobody sees, and the others.

        What else is said of such a line comes of the character.
        """
        lines = {(problem.file, problem.line) for problem in self._hidden}
        others = [each for each in self.problems if (each.file, each.line) not in lines]
        return self._hidden + others

    def close(self) -> None:
        """Reports what no file has said, and offers the ids that were meant by other texts."""
        if any(problem.code == "not-an-id" for problem in self.problems):
            self._suggest_ids()
        if self.documents and not self._has_version and not self.unread:
            message = "missing field 'schema_version'"
            hint = f"start the file with schema_version: {SCHEMA_VERSION}"
            self._report(self.documents[0], Problem(message, hint, "schema-version"))

    @cached_property
    def fixer(self) -> Fixer:
        """What finds the typo behind a mistake; needed only where there is one."""
        from aitracker.reading.fixes import Fixer

        return Fixer()

    def _suggest_ids(self) -> None:
        from aitracker.reading.id_hints import IdHints

        hints = IdHints(self.documents, self._records)
        for position, problem in enumerate(self.problems):
            place = self._places.get(problem.id or "")
            if problem.code != "not-an-id" or problem.at_key or place is None:
                continue
            text = place.document.value((place.collection, str(problem.id), *problem.path))
            collections = validate.collections_at(place.collection, problem.path)
            if isinstance(text, str) and collections is not None:
                hint = hints.hint(text, collections)
                self.problems[position] = problem._replace(hint=hint)

    def add_partial(self, file: File, outcome: Problem | Document) -> None:
        """Adds what can be read of a file that has mistakes of YAML, or records astray."""
        from aitracker.reading.partial import read_partly

        part = read_partly(file.name, file.raw, outcome, self.fixer.trials)
        self.problems += part.problems
        self._broken.update(part.broken)
        if part.document is None:
            self.unread += 1
        else:
            self.documents.append(part.document)
            self._has_version |= part.headless
            if part.problems:
                self.partly[file.name] = len(part.broken)

    def add_records(self) -> None:
        """Adds the records of all files."""
        collections = (
            document.data.get(name) for document in self.documents for name in RECORD_TYPES
        )
        self._total = sum(len(records) for records in collections if isinstance(records, dict))
        for document in self.documents:
            self._add_document(document)

    def _add_document(self, document: Document) -> None:
        forms = self.forms.pop(document, None)
        problems = forms.hidden if forms else []
        if has_hidden(document.text.raw):
            problems = [*problems, *hidden_characters(document.data)]
        self._hidden += [self._with_place(document, problem) for problem in problems]
        self._add_data(document, forms)

    def _add_data(self, document: Document, forms: _Forms | None) -> None:
        for key, value in document.data.items():
            if key == "schema_version":
                self._has_version = True
                if value != SCHEMA_VERSION:
                    message = "unsupported schema_version"
                    hint = f"write schema_version: {SCHEMA_VERSION}"
                    self._report(document, Problem(message, hint, "schema-version", (key,)))
            elif key == "registry":
                if value is not None:
                    self._add_header(document, value)
            elif key not in RECORD_TYPES:
                self._report_unknown(document, key, value)
            elif isinstance(value, dict):
                self._add_collection(_Place(document, key), value, forms)
            elif value is not None:
                message = f"expected records by id, got {kind_of(value)}"
                hint = "start each record with its id and a colon"
                self._complete = False
                self._report(document, Problem(message, hint, "wrong-type", (key,)))

    def _add_collection(self, place: _Place, records: dict[str, Any], forms: _Forms | None) -> None:
        for name, data in records.items():
            form = forms.take(place.collection, name) if forms else None
            if self._add_record(place, name, data, form):
                records[name] = None  # the record says all of it, and both take much room

    def _report_unknown(self, document: Document, key: str, value: Any) -> None:
        """Reports a key that no file has at its top.

        What looks like records below it is known as broken.
        """
        hint = did_you_mean(key, _TOP)
        self._has_version |= "'schema_version'" in hint  # misspelled, which is mistake enough
        message = f"unknown field '{key}'"
        self._report(document, Problem(message, hint, "unknown-key", (key,), at_key=True))
        records = value if isinstance(value, dict) else {}
        self._broken.update((name, key) for name in records if isinstance(records[name], dict))

    def _add_header(self, document: Document, value: Any) -> None:
        header = validate.header(normalize(value, Header))
        if isinstance(header, list):
            for problem in header:
                self._report(document, problem, ("registry",))
        elif self._header is not None:
            message = "another file already has the header registry:"
            problem = Problem(
                message, "delete one of the two", "duplicate-key", ("registry",), at_key=True
            )
            self._report(document, problem)
        else:
            self._header = header

    def _add_record(
        self, place: _Place, name: str, data: Any, form: AnyRecord | list[Problem] | None
    ) -> bool:
        """Whether the data is a sound record, which is kept; reports what is wrong with it."""
        document, collection = place
        if self._progress is not None:
            self._progress("checking the form of {} of {} records", self._done, self._total)
            self._done += 1
        path: KeyPath = (collection, name)
        has_id = self._register_id(place, name)
        if data is None and form is None:
            message, hint = f"record '{name}' is empty", "add its fields, or delete the line"
            problems = [Problem(message, hint, "empty-record", at_key=True)]
        else:
            kind = RECORD_TYPES[collection]
            record = validate.record(collection, normalize(data, kind)) if form is None else form
            if not isinstance(record, list):
                if has_id:
                    self._records[name] = record
                return has_id
            problems = record
            if has_id:
                references = references_in_data(normalize(data, kind), kind)
                self._broken_references += [(name, reference) for reference in references]
        if has_id:
            self._broken[name] = collection
        # A record whose id stands too far right has become a field of the one above it.
        for problem in problems:
            if problem.code == "unknown-key" and isinstance(data.get(problem.path[0]), dict):
                self._broken.setdefault(str(problem.path[0]), collection)
        record_id = name if name in self._places else None
        placed_problems = [
            self._with_place(document, each._replace(id=record_id), path) for each in problems
        ]
        placed_problems = self.fixer.elsewhere(document, collection, data, placed_problems)
        self.problems += self.fixer.fix(document, collection, placed_problems)
        return False

    def _register_id(self, place: _Place, name: str) -> bool:
        """Whether a record there may be called by this name; reports why not."""
        document, collection = place
        path: KeyPath = (collection, name)
        try:
            check_slug(name)
        except InvalidValueError as error:
            self._report(document, error.problem._replace(at_key=True, offset=0), path)
            # Who cites it by the id it will have makes no mistake.
            self._broken.setdefault(likely_slug(name), collection)
            return False
        if name not in self._places:
            self._places[name] = place
            return True
        other, other_collection = self._places[name]
        line, _ = other.position(other.locate((other_collection, name), key=True))
        message = f"id '{name}' is already used in {other_collection} at {other.file}:{line}"
        hint = "rename one of the two"
        problem = Problem(message, hint, "duplicate-id", at_key=True, id=name)
        self._report(document, problem, path)
        return False

    def apply_rules(self, registry: Registry) -> None:
        """Reports the errors that the rules find in the sound records."""
        from aitracker.reading.rules import ERRORS

        self._apply(ERRORS, "error", registry)

    def _apply(self, rules: Iterable[Rule], severity: Severity, registry: Registry) -> None:
        from aitracker.reading.rules import NEED_ALL_RECORDS, code_of

        for rule in rules:
            if rule in NEED_ALL_RECORDS and (self.unread or not self._complete):
                continue
            for problem in rule(registry):
                assert problem.id is not None  # a rule says which record is wrong
                place = self._places[problem.id]
                full = problem._replace(
                    code=code_of(rule), severity=severity, at_key=not problem.path
                )
                placed = self._with_place(place.document, full, (place.collection, problem.id))
                # Warnings are many, and the place says what their path did.
                self.problems.append(placed._replace(path=()) if severity == "warning" else placed)

    def warn(self, registry: Registry) -> None:
        """Reports what is worth a look in the records and in the text."""
        from aitracker.reading.accepted_warnings import AcceptedWarnings
        from aitracker.reading.rules import STYLE, WARNINGS, code_of

        before = len(self.problems)
        self._apply(WARNINGS, "warning", registry)
        warnings = self.problems[before:]
        accepted = AcceptedWarnings(registry, warnings)
        self.problems[before:] = accepted.remaining
        self.accepted = len(warnings) - len(accepted.remaining)
        self._apply((accepted.accepted_nothing,), "warning", registry)
        for document in self.documents:
            for style in STYLE:
                for problem in style(document):
                    full = problem._replace(code=code_of(style), severity="warning")
                    self._add_style(_at(document, full, problem.offset))

    def _add_style(self, problem: Problem) -> None:
        """Adds a problem of style, unless what is missing there is an error already."""
        same = ((each.file, each.line) == (problem.file, problem.line) for each in self.problems)
        if problem.code != "blank-field" or not any(same):
            self.problems.append(problem)

    def _report(self, document: Document, problem: Problem, base: KeyPath = ()) -> None:
        """Adds a problem, whose path begins below `base`."""
        self.problems.append(self._with_place(document, problem, base))

    def _with_place(self, document: Document, problem: Problem, base: KeyPath = ()) -> Problem:
        """A problem, whose path begins below `base`, with its place in the file."""
        start = document.locate(base + problem.path, key=problem.at_key)
        return _at(document, problem, start + problem.offset)


def _at(document: Document, problem: Problem, offset: int) -> Problem:
    line, column = document.position(offset)
    return problem._replace(file=document.file, line=line, column=column)
