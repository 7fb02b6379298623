"""`aitracker sql`: the index, in the words of SQL."""

from __future__ import annotations

from typing import Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import Listing
from aitracker.cli.session import Rows, Session

_SHORTEST, _LONGEST = 0.01, 86400


def command(
    asked: Listing,
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUERY]", help="One query; - reads it from standard input.", show_default=False
        ),
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the tables and views instead.")
    ] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", help="Stop after so long.")
    ] = 10,
) -> int:
    """Answers a query of your own over the index, read-only. What depends on the day is in views, as of --as-of."""
    from aitracker.catalog.sql import ask
    from aitracker.catalog.sql import schema as tables
    from aitracker.cli.main import give_up
    from aitracker.display.streams import write
    from aitracker.model.errors import UsageError
    from aitracker.reading.intake import lines_in

    if schema:
        write([tables()])
        return Exit.DONE
    if not _SHORTEST <= timeout <= _LONGEST:  # so that nan is none of them either
        raise UsageError(
            f"--timeout: '{timeout:g}' is not a number of seconds from {_SHORTEST} to {_LONGEST}",
            "write one such as --timeout 30",
        )
    if query is None:
        raise UsageError(
            "no query is given", "write one in quotes, or - to read it from standard input"
        )
    if query == "-" and asked.registry == "-":
        raise UsageError(
            "standard input can be read once only",
            "give the registry, or the query, in a file or as an argument",
        )
    session = Session(asked)
    asked_for = "\n".join(lines_in()) if query == "-" else query
    answer = ask(session.catalog, asked_for, timeout, give_up)
    return session.print_rows(asked, Rows(answer.rows, answer.keys, "row"))
