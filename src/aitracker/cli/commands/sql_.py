"""`aitracker sql`: a read-only SQL query on the index."""

from __future__ import annotations

from typing import Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.cli.options import RowOptions, option
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session

_SHORTEST, _LONGEST = 0.01, 86400

ALONE = ("schema",)

EXAMPLES = (
    "aitracker sql --schema",
    "aitracker sql 'select kind, count(*) from record group by kind'",
    "aitracker sql 'select * from promised' --as-of 2025 --format csv",
)


def command(
    options: RowOptions,
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUERY]", help="One query; - reads it from standard input.", show_default=False
        ),
    ] = None,
    schema: Annotated[bool, option("--schema", help="Print the tables and views instead.")] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", help="Stop after SECONDS.")
    ] = 10,
) -> int:
    """Run a read-only SQL query on the index. The views depend on the day of --as-of."""
    from aitracker.catalog.sql import run_query
    from aitracker.catalog.sql import schema as tables
    from aitracker.cli.main import end_process
    from aitracker.display.streams import write
    from aitracker.model.errors import UsageError
    from aitracker.reading.intake import input_lines

    if schema:
        write([tables()])
        return Exit.DONE
    if not _SHORTEST <= timeout <= _LONGEST:  # so that nan is none of them either
        raise UsageError(
            f"--timeout: '{timeout:g}' is not between {_SHORTEST} and {_LONGEST} seconds",
            "write one such as --timeout 30",
        )
    if query is None:
        raise UsageError("no query", "write one in quotes, or - to read it from standard input")
    if query == "-" and options.registry == "-":
        raise UsageError(
            "standard input can be read only once",
            "give the registry, or the query, in a file or as an argument",
        )
    session = Session(options)
    text = "\n".join(input_lines()) if query == "-" else query
    answer = run_query(session.catalog, text, timeout, end_process)
    return session.print_rows(options, Rows(answer.rows, answer.keys, "row"))
