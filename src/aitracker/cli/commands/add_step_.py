"""`aitracker add step`: something that happened, in the history of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.cli.adding import IdArgument, Target, add_item
from aitracker.cli.field_options import FieldOptions, of_fields, options_for
from aitracker.model.records import Entry

if TYPE_CHECKING:
    StepOptions = FieldOptions
else:
    StepOptions = options_for(of_fields(Entry))

EXAMPLES = (
    "aitracker add step ID --date 2026-01-12 --status active --source SOURCE",
    "aitracker add step ID --date 12/09/2025 --summary 'Renewed, say both' -n",
)


def command(options: StepOptions, id: IdArgument = None) -> int:
    """Add a step to the history of a record, in the order of dates.

    Without --source it has the sources of the record.
    """
    at = any(each.field.key == "at" for each in options.given())
    required = () if at else ("date",)
    return add_item(
        options, id, Target("history", Entry, required, ("status", "summary", "sources"))
    )
