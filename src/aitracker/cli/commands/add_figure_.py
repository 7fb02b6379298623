"""`aitracker add figure`: a number promised, measured or stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.cli.adding import IdArgument, into_list, item, require
from aitracker.cli.editing import Editor
from aitracker.cli.field_options import FieldOptions, of_fields, options_for
from aitracker.model.records import Figure

if TYPE_CHECKING:
    from aitracker.editing.draft import Draft

    FigureOptions = FieldOptions
else:
    FigureOptions = options_for(of_fields(Figure))

EXAMPLES = (
    "aitracker add figure jobintech --metric seats --value 500 --by 2027 --source le360-jobintech",
    "aitracker add figure jazari-root --metric budget --value '1,2 MMDH' -n",
)


def command(options: FigureOptions, id: IdArgument) -> int:
    """Write a number into a record: an aim with --by, a result with --measured."""

    def plan(draft: Draft) -> None:
        written = item(options.given(), draft)
        require(written, Figure, options.flags)
        into_list(draft, draft.record(id), ("figures",), Figure, written)

    return Editor(options).apply(plan)
