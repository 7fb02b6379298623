"""`aitracker add figure`: a number promised, measured or stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.cli.adding import IdArgument, Target, add_item
from aitracker.cli.field_options import FieldOptions, of_fields, options_for
from aitracker.cli.revisions import PutOffOption, complete_revision
from aitracker.model.records import Figure

if TYPE_CHECKING:
    from aitracker.editing.draft import DraftRecord

    FigureOptions = FieldOptions
else:
    FigureOptions = options_for(of_fields(Figure))

EXAMPLES = (
    "aitracker add figure ID --metric seats --value 500 --by 2027 --source SOURCE",
    "aitracker add figure ID --metric budget --value '1,2 million EUR' -n",
)


def command(options: FigureOptions, id: IdArgument = None, put_off: PutOffOption = False) -> int:
    """Add a figure to a record: an aim with --by, a result with --measured.

    With --put-off an aim replaces the earlier one for the same metric, as said on --said.
    """

    def revise(record: DraftRecord, data: dict[str, Any]) -> None:
        if put_off:
            complete_revision(record, "figures", data, ("metric", "part", "from"))

    target = Target("figures", Figure, ("metric", "value"), ("by", "measured", "sources"))
    return add_item(options, id, target, revise)
