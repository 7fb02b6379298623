"""Questions for what a command line leaves out; each has an option that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.cli import prompts
from aitracker.display.streams import ask, say
from aitracker.editing import convert, ids, pages
from aitracker.model.errors import FatalError, NotFoundError, UsageError
from aitracker.model.folding import fold
from aitracker.model.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.cli.editing import Editor, Plan
    from aitracker.cli.field_options import FieldOption, FieldOptions
    from aitracker.editing.draft import Draft, DraftRecord

_OFFERED = 9
"""So many records are offered for a part of a name."""


class Answers(NamedTuple):
    """What is given for the fields, by options or answers, and the records made on the way."""

    given: dict[FieldOption, list[str]]
    plans: list[Plan]
    asked: bool

    def plan(self, draft: Draft) -> None:
        """Adds the records made on the way."""
        for each in self.plans:
            each(draft)


def complete(
    editor: Editor, options: FieldOptions, required: Sequence[str], optional: Sequence[str] = ()
) -> Answers:
    """The fields by options; a person at a terminal is asked for those that are missing.

    `required` must be answered. `optional` may be skipped, and is asked only where no option fills
    anything.
    """
    values = options.given()
    answers = {each.field.key for each in values}
    keys = [*required, *(() if values else optional)]
    missing = [
        each
        for key in keys
        for each in options.filling.values()
        if each.field.key == key and key not in answers
    ]
    if not missing or not prompts.can_ask():
        return Answers(values, [], asked=False)
    person = _Person(editor.draft())
    for each in missing:
        if texts := person.answer(each, needed=each.field.key in required):
            values[each] = texts
    return Answers(values, person.plans, asked=True)


def record(editor: Editor, name: str | None) -> str:
    """The record that is meant; a person who names none is asked for it.

    UsageError where nobody can be asked.
    """
    if name is not None:
        return name
    if not prompts.can_ask():
        raise UsageError("missing ID", "name the record: its id, or its name")
    draft = editor.draft()
    person = _Person(draft)
    while True:
        text = ask("record (id, or part of its name): ", [each.id for each in draft.records()])
        if text.strip() and (id_ := person.found(text.strip(), ())):
            return id_


class _Person:
    """Somebody who answers, and the registry with what was made on the way."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.plans: list[Plan] = []

    def answer(self, each: FieldOption, *, needed: bool) -> list[str]:
        """What is typed for a field, until it is right; nothing where it may be skipped."""
        end = "" if needed else ", or nothing"
        say(f"{each.field.about.meaning}{end}")
        if each.field.term is not None:
            say(f"  one of: {', '.join(words(each.field.term.vocabulary))}")
        while True:
            text = ask(f"{each.flag.lstrip('-')}: ", self._words(each)).strip()
            if not text and not needed:
                return []
            if text and (right := self._check(text, each)):
                return [right]

    def _words(self, each: FieldOption) -> list[str]:
        """What TAB completes."""
        if each.field.term is not None:
            return list(words(each.field.term.vocabulary))
        return [
            record.id
            for record in self.draft.records()
            if record.collection in _collections_of(each)
        ]

    def _check(self, text: str, each: FieldOption) -> str:
        """The answer as an option would give it; "" where it cannot be used, which is told."""
        collections = _collections_of(each)
        if collections:
            parts = [self._reference(part.strip(), collections, each) for part in text.split(",")]
            return ",".join(parts) if all(parts) else ""
        try:
            convert.convert_all([text], each.field, self.draft)
        except FatalError as error:
            say(f"{error.message}; {error.hint}" if error.hint else error.message)
            return ""
        for conversion in self.draft.conversions:
            say(conversion)
        self.draft.conversions.clear()
        return text

    def _reference(self, text: str, collections: Sequence[str], each: FieldOption) -> str:
        id_ = self.found(text, collections)
        if id_:
            return id_
        if "://" in text or each.field.item is not None:
            new_id = self._create(text, collections[0])
            return new_id or (text if each.field.item is not None else "")
        return ""

    def found(self, text: str, collections: Sequence[str]) -> str:
        """The id of the record that is meant by an id, a name or any part of one; "" for none."""
        try:
            return self.draft.record(text, collections).id
        except NotFoundError:
            near = containing(self.draft, text, collections)
        if not near:
            say(f"no record matches '{text}'")
            return ""
        choices = [(each.id, name_of(each)) for each in near[:_OFFERED]]
        return prompts.pick(f"'{text}' may be:", choices) or ""

    def _create(self, text: str, collection: str) -> str:
        """The id of a record that is made now, if the person wants that; "" if not."""
        if not prompts.confirm(f"create '{text}' in {collection} now?", usually="://" in text):
            return ""
        key, record = self._page(text) if collection == "sources" else self._record_of_name(text)

        def plan(draft: Draft) -> None:
            draft.add(collection, key, record)

        plan(self.draft)
        self.plans.append(plan)
        return key

    def _page(self, url: str) -> tuple[str, dict[str, Any]]:
        page = pages.proposal(url, self.draft, None)
        fields = {key: value for key, (value, _) in page.fields.items()}
        if "publisher" not in fields:
            fields["publisher"] = _ask_until_answered("publisher")
            page = pages.proposal(url, self.draft, fields["publisher"])
        return page.id, {"url": url, **fields}

    def _record_of_name(self, name: str) -> tuple[str, dict[str, Any]]:
        ids_in_use = {each.id for each in self.draft.records()}
        suggestion = ids.free_id(ids.id_of_name(name), ids_in_use) if ids.id_of_name(name) else ""
        key = ask(f"id [{suggestion}]: ").strip() or suggestion or _ask_until_answered("id")
        source = ""
        while not source:
            source = self.found(_ask_until_answered("source"), ("sources",))
        return key, {"name": name, "sources": [source]}


def _ask_until_answered(label: str) -> str:
    while True:
        if text := ask(f"{label}: ").strip():
            return text


def _collections_of(each: FieldOption) -> Sequence[str]:
    """The collections whose records a field names; none where it names none."""
    short = each.field.about.short
    if short == "person":
        return ("people",)
    if short == "organization":
        return convert.BODIES
    if each.field.item is None and each.field.refers is not None:
        return each.field.refers.collections
    return ()


def containing(draft: Draft, text: str, collections: Sequence[str]) -> list[DraftRecord]:
    """The records whose id or one of whose names has this text in it."""
    from aitracker.editing.draft import names

    plain = fold(text)
    return [
        each
        for each in draft.records()
        if (not collections or each.collection in collections)
        and any(plain in fold(one) for one in (each.id, *names(each), *_page_words(each)))
    ]


def _page_words(record: DraftRecord) -> list[str]:
    """What a source is found by besides its title: its publisher and its address."""
    if record.collection != "sources" or not isinstance(record.data, dict):
        return []
    return [str(record.data.get(key, "")) for key in ("publisher", "url")]


def name_of(record: DraftRecord) -> str:
    """What a record is called first."""
    from aitracker.editing.draft import names

    return next(names(record), "")
