"""`aitracker add party`: an organization more that takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.adding import into_list, item, list_of_parties
from aitracker.cli.editing import Editor
from aitracker.cli.field_options import FieldOptions, of_fields, options_for
from aitracker.cli.options import option
from aitracker.model.records import Party

if TYPE_CHECKING:
    from aitracker.editing.draft import Draft

    PartyOptions = FieldOptions
else:
    PartyOptions = options_for(of_fields(Party, frozenset({"organization", "name", "unnamed"})))

EXAMPLES = (
    "aitracker add party ID ORGANIZATION --does 'trains the staff' --source SOURCE -n",
    "aitracker add party ID 'A new school' --to partners",
)


def command(
    options: PartyOptions,
    id: Annotated[str, typer.Argument(metavar="ID", help="The id or name of the record.")],
    organization: Annotated[
        str,
        typer.Argument(metavar="ORGANIZATION", help="Its id or name; it needs no record."),
    ],
    to: Annotated[
        str | None,
        option("--to", metavar="FIELD", help="The list to add it to: parties, each_with, lead..."),
    ] = None,
) -> int:
    """Add an organization to a record: to its parties, partners or organizers."""

    def plan(draft: Draft) -> None:
        from aitracker.editing import convert, paths

        record = draft.record(id)
        field = paths.field_of(record.kind, list_of_parties(record, to))
        who = convert.convert(organization, field, draft)
        more = item(options.given(), draft)
        if not more:
            draft.insert(record, (field.key,), None, who)
            return
        if isinstance(who, str):
            who = {paths.main_key(paths.place_at(record.kind, (field.key, 0)), who): who}
        into_list(draft, record, (field.key,), Party, {**who, **more})

    return Editor(options).apply(plan)
