"""`aitracker rename`: another id for a record, everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.editing import Editor
from aitracker.cli.options import EditOptions

if TYPE_CHECKING:
    from aitracker.editing.draft import Draft

EXAMPLES = (
    "aitracker rename OLD NEW",
    "aitracker rename OLD NEW --dry-run",
)


def command(
    options: EditOptions,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The id it has now.")],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="Its new id: lower-case letters, digits, hyphens.")
    ],
) -> int:
    """Change the id of a record, in every reference and every file.

    The old id is kept under formerly, so it still works.
    """

    def plan(draft: Draft) -> None:
        draft.rename(draft.record(old), new)

    return Editor(options).apply(plan)
