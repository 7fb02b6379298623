"""`aitracker remove`: a record, or a part of one, taken out of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.editing import Editor
from aitracker.cli.options import EditOptions
from aitracker.model.errors import FatalError, NotFoundError

if TYPE_CHECKING:
    from aitracker.editing.draft import Draft, DraftRecord

EXAMPLES = (
    "aitracker remove ID.figures.0 -n",
    "aitracker remove ID.history.1 ID.figures.0",
)

_NAMED = 5
"""So many who refer to a record are named, the rest are counted."""


def command(
    options: EditOptions,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="ID|ID.PATH...",
            help="A record, or the path of a part, as printed by aitracker why.",
        ),
    ],
) -> int:
    """Delete records or parts of them, but no record that others refer to (exit code 3)."""

    def plan(draft: Draft) -> None:
        whole = [each for each in what if "." not in each or draft.named(each)]
        inside = [each.split(".", 1) for each in dict.fromkeys(what) if each not in whole]
        # From the last on, so that the positions of the others stay.
        for name, path in sorted(inside, key=lambda each: _place(each[1]), reverse=True):
            _remove_part(draft, name, path)
        records = {record.id: record for record in map(draft.record, whole)}
        for record in records.values():
            _refuse_if_named(draft, record, set(records))
        for record in records.values():
            draft.delete(record)

    return Editor(options).apply(plan)


def _place(path: str) -> list[tuple[int, str]]:
    return [(int(step), "") if step.isdecimal() else (-1, step) for step in path.split(".")]


def _remove_part(draft: Draft, name: str, path: str) -> None:
    from aitracker.editing import expected_data, paths

    record = draft.record(name)
    steps = paths.parse_path(path)
    paths.place_at(record.kind, steps)
    place = paths.in_text(record.data, record.kind, steps)
    if expected_data.value_at(record.data, place) is None or not place:
        raise NotFoundError(f"'{record.id}' has no '{path}'", f"see: aitracker why {record.id}")
    draft.delete(record, place)


def _refuse_if_named(draft: Draft, record: DraftRecord, leaving: set[str]) -> None:
    """FatalError, with who refers to a record, while anything that stays does."""
    from aitracker.editing.paths import format_path

    if draft.unread:
        raise FatalError(
            f"{draft.unread[0].file} cannot be read, and may refer to '{record.id}'",
            "run: aitracker check",
        )
    referring = [
        f"{holder.id}.{format_path(path)}"
        for holder, path in draft.referring(record.id)
        if holder.id not in leaving
    ]
    if referring:
        first = ", ".join(referring[:_NAMED])
        more = len(referring) - _NAMED
        raise FatalError(
            f"'{record.id}' is referred to by {first}{f' and {more} more' if more > 0 else ''}",
            "remove these first, or rename the record: aitracker rename",
        )
