"""`aitracker add milestone`: something promised for a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.cli.adding import IdArgument, into_list, item, require
from aitracker.cli.editing import Editor
from aitracker.cli.field_options import FieldOptions, of_fields, options_for
from aitracker.model.records import Milestone

if TYPE_CHECKING:
    from aitracker.editing.draft import Draft

    MilestoneOptions = FieldOptions
else:
    MilestoneOptions = options_for(of_fields(Milestone))

EXAMPLES = (
    "aitracker add milestone jobintech --name 'Second year' --due 2027 --source le360-jobintech",
    "aitracker add milestone jazari-root --name Opening --due 'Q3 2028' -n",
)


def command(options: MilestoneOptions, id: IdArgument) -> int:
    """Write a promise into a record. A step with --meets NAME keeps it."""

    def plan(draft: Draft) -> None:
        written = item(options.given(), draft)
        require(written, Milestone, options.flags)
        into_list(draft, draft.record(id), ("milestones",), Milestone, written)

    return Editor(options).apply(plan)
