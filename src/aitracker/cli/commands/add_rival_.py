"""`aitracker add rival`: what other sources say against a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aitracker.cli import questions
from aitracker.cli.adding import in_order
from aitracker.cli.editing import Editor
from aitracker.cli.field_options import FieldOptions, of_rivals, options_for
from aitracker.model.errors import UsageError
from aitracker.model.fields import fields

if TYPE_CHECKING:
    from aitracker.cli.field_options import FieldOption
    from aitracker.editing.draft import Draft, DraftRecord
    from aitracker.model.errors import KeyPath

    RivalOptions = FieldOptions
else:
    RivalOptions = options_for(of_rivals())

EXAMPLES = (
    "aitracker add rival ID.figures.0 --value 1200 --source SOURCE -n",
    "aitracker add rival ID --says 'No such text was signed' --source SOURCE",
)


def command(
    options: RivalOptions,
    what: Annotated[
        str,
        typer.Argument(
            metavar="ID[.PATH]",
            help="A record, or the path of a fact, as printed by aitracker why.",
        ),
    ],
) -> int:
    """Add a rival account to a fact: the fields that differ, or --says.

    A rival account has its own sources.
    """
    editor = Editor(options)
    answers = questions.complete(editor, options, ("sources",), ("says",))
    values = answers.given
    if not any(each.field.key == "sources" for each in values):
        raise UsageError("missing --source", "a rival account needs a source of its own")

    def plan(draft: Draft) -> None:
        answers.plan(draft)
        name, _, path = what.partition(".")
        record = draft.record(name)
        where, kind, key = _fact(record, path)
        rival = _rival(values, kind, key, draft)
        order = draft.item_order(record.collection, (*where, "others_say"), kind)
        draft.insert(record, (*where, "others_say"), None, in_order(rival, order))

    return editor.apply(plan, confirm=answers.asked)


def _fact(record: DraftRecord, path: str) -> tuple[KeyPath, type, str]:
    """Where a fact stands, the class of rival accounts of it, and the key that differs, or ""."""
    from aitracker.editing import paths

    if not path:
        return (), _rivals(record.kind), ""
    steps = paths.parse_path(path)
    place = paths.place_at(record.kind, steps)
    where = paths.in_text(record.data, record.kind, steps)
    if place.field.item is not None:
        alone = place.item or not (place.field.is_list or place.field.by_key)
        if not alone:
            raise UsageError(f"'{path}' is a list", f"add a position: {path}.0")
        return where, _rivals(place.field.item), ""
    return where[: len(steps) - 1 - len(place.below)], _rivals(place.owner), place.field.key


def _rivals(kind: type) -> type:
    kind_of_rival = next((field.item for field in fields(kind) if field.key == "others_say"), None)
    if kind_of_rival is None:
        raise UsageError(
            "a rival account is not possible there", "add it to the record, or to an item"
        )
    return kind_of_rival


def _rival(
    values: dict[FieldOption, list[str]], kind: type, key: str, draft: Draft
) -> dict[str, Any]:
    """The rival account, each value read as the field of its class."""
    from aitracker.editing import convert, paths

    keys = [field.key for field in fields(kind)]
    rival = {}
    for each, texts in values.items():
        name = key if each.field.key == "value" and key and "value" not in keys else each.field.key
        if name not in keys:
            fitting = ", ".join(f"--{one}" for one in keys if one not in ("note", "sources"))
            raise UsageError(f"{each.flag} is not a field there", f"use {fitting}")
        rival[name] = convert.convert_all(texts, paths.field_of(kind, name), draft)
    return rival
