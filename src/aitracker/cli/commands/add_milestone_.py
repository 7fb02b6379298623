"""`aitracker add milestone`: something promised for a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.cli.adding import IdArgument, Target, add_item
from aitracker.cli.field_options import FieldOptions, of_fields, options_for
from aitracker.cli.revisions import PutOffOption, complete_revision
from aitracker.model.records import Milestone

if TYPE_CHECKING:
    from aitracker.editing.draft import DraftRecord

    MilestoneOptions = FieldOptions
else:
    MilestoneOptions = options_for(of_fields(Milestone))

EXAMPLES = (
    "aitracker add milestone ID --name 'Second year' --due 2027 --source SOURCE",
    "aitracker add milestone ID --name Opening --due 'Q3 2028' -n",
)


def command(options: MilestoneOptions, id: IdArgument = None, put_off: PutOffOption = False) -> int:
    """Add a promise to a record. A step with --meets NAME meets it.

    With --put-off it is a new date for the milestone of that name, as said on --said.
    """

    def revise(record: DraftRecord, data: dict[str, Any]) -> None:
        if put_off:
            complete_revision(record, "milestones", data, ("name",))

    conditional = any(each.field.key == "condition" for each in options.given())
    required = ("name",) if conditional else ("name", "due")
    return add_item(options, id, Target("milestones", Milestone, required, ("sources",)), revise)
