"""What `add` commands share: the item that options describe, and where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from aitracker.cli import questions
from aitracker.cli.editing import Editor
from aitracker.editing import convert, expected_data, paths
from aitracker.model.dates import Date
from aitracker.model.errors import NotFoundError, UsageError
from aitracker.model.fields import fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aitracker.cli.field_options import FieldOption, FieldOptions
    from aitracker.editing.draft import Draft, DraftRecord
    from aitracker.model.errors import KeyPath

IdArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="ID",
        help="An id, a former id, or a name or alias that fits one record.",
        show_default=False,
    ),
]
"""The record that gets something more."""


def item(values: Mapping[FieldOption, Sequence[str]], draft: Draft) -> dict[str, Any]:
    """What options describe, as it is written."""
    data: dict[str, Any] = {}
    for each, texts in values.items():
        if not each.role:
            data[each.field.key] = convert.convert_all(texts, each.field, draft)
            continue
        for text in texts:
            field = each.field
            if each.bodies is not None and _is_body(text, draft):
                field = each.bodies
            by_role = data.setdefault(field.key, {})
            by_role.setdefault(each.role, []).append(convert.convert(text, field, draft))
    return data


def _is_body(text: str, draft: Draft) -> bool:
    """Whether a name is that of an organization and of no person."""
    try:
        draft.record(text, ("people",))
    except NotFoundError:
        try:
            draft.record(text, convert.BODIES)
        except NotFoundError:
            return False
        return True
    return False


def in_order(data: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """An item with its keys in an order."""
    return {key: data[key] for key in sorted(data, key=order.index)}


def into_list(
    draft: Draft, record: DraftRecord, path: KeyPath, kind: type, data: Mapping[str, Any]
) -> None:
    """Writes an item into a list of a record, where its date belongs or at the end."""
    order = draft.item_order(record.collection, path, kind)
    position = place_by_date(draft, record, data) if path == ("history",) else None
    draft.insert(record, path, position, in_order(data, order))


def place_by_date(draft: Draft, record: DraftRecord, step: Mapping[str, Any]) -> int:
    """The position of a new step: after all that begin no later, so behind those of its day."""
    history = expected_data.value_at(record.data, ("history",))
    steps = history if isinstance(history, list) else []
    day = _first_day(draft, step)
    place = 0
    for position, each in enumerate(steps):
        other = _first_day(draft, each)
        if not day or not other or other <= day:
            place = position + 1
    return place


def _first_day(draft: Draft, step: Any) -> str:
    """The first day on which a step may have begun; "" where nobody knows."""
    data = step if isinstance(step, dict) else {}
    text = data.get("date")
    if text is None and (event := draft.find(str(data.get("at")))) is not None:
        text = event.data.get("date") if isinstance(event.data, dict) else None
    if not isinstance(text, str) or not Date.is_one(text):
        return ""
    first = Date.parse(text).effective.first
    return first.isoformat() if first else ""


def list_of_parties(record: DraftRecord, field_name: str | None) -> str:
    """The field of a record that takes parties: the one asked for, else the usual one.

    UsageError where the record has no such field.
    """
    choices = [
        field.key
        for field in fields(record.kind)
        if field.is_list and field.about.short == "organization" and field.key != "roles"
    ]
    if not choices:
        raise UsageError(f"{record.collection} have no parties", "see: aitracker add --help")
    if field_name is not None:
        where = paths.field_of(record.kind, field_name).key
        if where not in choices:
            raise UsageError(
                f"--to: '{field_name}' takes no parties", f"use {' or '.join(choices)}"
            )
        return where
    usual = ("parties", "partners", "organizers")
    return next((key for key in usual if key in choices), choices[0])


class Target(NamedTuple):
    """A list of a record that gets an item: its field, the class of its items, what is asked."""

    field: str
    kind: type
    required: Sequence[str]
    optional: Sequence[str] = ()


def add_item(
    options: FieldOptions,
    name: str | None,
    target: Target,
    revise: Callable[[DraftRecord, dict[str, Any]], None] | None = None,
) -> int:
    """Adds an item, made of options and answers, to a list of a record.

    `revise` may change the item, or refuse it, in view of what the record has. UsageError where
    something needed is missing.
    """
    editor = Editor(options)
    key = questions.record(editor, name)
    answers = questions.complete(editor, options, target.required, target.optional)
    missing = set(target.required) - {each.field.key for each in answers.given}
    for each in target.required:
        if each in missing:
            raise UsageError(f"missing {options.flags[each]}", _meaning(target.kind, each))

    def plan(draft: Draft) -> None:
        answers.plan(draft)
        record = draft.record(key)
        data = item(answers.given, draft)
        if revise is not None:
            revise(record, data)
        into_list(draft, record, (target.field,), target.kind, data)

    return editor.apply(plan, confirm=answers.asked or name is None)


def _meaning(kind: type, key: str) -> str:
    return paths.field_of(kind, key).about.meaning
