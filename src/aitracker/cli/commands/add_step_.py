"""`aitracker add step`: something that happened, in the history of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.cli.adding import IdArgument, into_list, item
from aitracker.cli.editing import Editor
from aitracker.cli.field_options import FieldOptions, of_fields, options_for
from aitracker.model.errors import UsageError
from aitracker.model.records import Entry

if TYPE_CHECKING:
    from aitracker.editing.draft import Draft

    StepOptions = FieldOptions
else:
    StepOptions = options_for(of_fields(Entry))

EXAMPLES = (
    "aitracker add step jobintech --date 2026-01-12 --status active --source le360-jobintech",
    "aitracker add step mistral-mou --date 12/09/2025 --summary 'Renewed, say both' -n",
)


def command(options: StepOptions, id: IdArgument) -> int:
    """Write a step into the history of a record, where its date belongs.

    Without --source it rests on the sources of the record.
    """
    given = {each.field.key for each in options.given()}
    if not given & {"date", "at"}:
        raise UsageError("missing --date", "give the day, or with --at the event")

    def plan(draft: Draft) -> None:
        written = item(options.given(), draft)
        into_list(draft, draft.record(id), ("history",), Entry, written)

    return Editor(options).apply(plan)
