"""`aitracker set`: other values in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.editing import Editor
from aitracker.cli.options import EditOptions
from aitracker.model.errors import UsageError

if TYPE_CHECKING:
    from aitracker.editing.draft import Draft

EXAMPLES = (
    "aitracker set ID figures.0.value='15 000'",
    "aitracker set ID history.0.place='The ministry' 'summary=In one sentence' -n",
)


def command(
    options: EditOptions,
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An id, a former id, or a name or alias that fits one record."
        ),
    ],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH=VALUE...",
            help="A field and its value, by a path as printed by aitracker why.",
        ),
    ],
) -> int:
    """Set values of a record: add new ones, or replace those there are.

    Lists and items are written as in YAML: tags='[ai, law]', parties.0='{name: A, does: hosts}'.
    """
    pairs = [_pair(value) for value in values]

    def plan(draft: Draft) -> None:
        for path, value in pairs:
            _put(draft, id, path, value)

    return Editor(options).apply(plan)


def _pair(text: str) -> tuple[str, str]:
    path, sign, value = text.partition("=")
    if not sign or not path:
        raise UsageError(f"expected PATH=VALUE, got '{text}'", "write it like summary='A text'")
    if not value:
        raise UsageError(f"no value for '{path}'", f"to delete it: aitracker remove ID.{path}")
    return path, value


def _put(draft: Draft, name: str, path: str, value: str) -> None:
    from aitracker.editing import convert, paths

    record = draft.record(name)
    steps = paths.parse_path(path)
    where = paths.place_at(record.kind, steps)
    new = convert.convert_at(value, where, draft)
    draft.put(record, paths.in_text(record.data, record.kind, steps), new)
