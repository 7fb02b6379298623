"""`aitracker tree`: what belongs to a record, level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli.options import LAYOUT_FORMATS, FactOptions, option
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session

if TYPE_CHECKING:
    from aitracker.catalog.tree import TreeRow
    from aitracker.display.streams import Screen

FORMATS = LAYOUT_FORMATS

EXAMPLES = (
    "aitracker tree ID",
    "aitracker tree ID --depth 1",
    "aitracker tree ID --fields depth,relation,id,status --format csv",
)


def command(
    options: FactOptions,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help="An id, a former id, or a name or alias that fits one record; - reads ids.",
        ),
    ],
    depth: Annotated[
        int | None, option("--depth", metavar="N", min=0, help="At most N levels below the record.")
    ] = None,
) -> int:
    """Show the parts of a record, what implements it and what it hosts, level by level.

    Of the record itself, what succeeds, amends or refers to it is shown too.
    """
    from aitracker.catalog.rows import row_keys
    from aitracker.catalog.tree import TreeRow, tree

    session = Session(options)
    rows = tree(session.catalog, session.resolve_ids(ids), depth)

    def page(rows: list[TreeRow], screen: Screen) -> str:
        from aitracker.display.formats import tree_text

        return tree_text.text(rows, screen, session.language)

    return session.print_rows(options, Rows(rows, row_keys(TreeRow), "record", page=page))
