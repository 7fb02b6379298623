"""`aitracker schema`: the JSON Schema of a registry, for editors."""

from __future__ import annotations

from typing import Annotated

from aitracker.cli.options import option

EXAMPLES = (
    "aitracker schema > registry.schema.json",
    "aitracker schema --ids > registry.schema.json",
)


def command(
    ids: Annotated[
        bool, option("--ids", help="Include the ids and names of the registry.")
    ] = False,
    registry: Annotated[
        str | None,
        option("--registry", "-r", metavar="PATH", help="The registry for --ids."),
    ] = None,
) -> None:
    """Print the JSON Schema of a registry (2020-12), for editors.

    Save it, and name it in the first line of the registry:

    \b
    # yaml-language-server: $schema=registry.schema.json

    With --ids, editors complete ids too. Keep that file out of git; aitracker check updates it.
    """  # noqa: D301 # this is how Typer is asked to leave the lines of a paragraph as they are
    from aitracker.display.formats.structured import document
    from aitracker.display.streams import write
    from aitracker.model.errors import UsageError
    from aitracker.reading.schema import named_in, schema

    if registry and not ids:
        raise UsageError("--registry is only used with --ids", "add --ids, or leave out --registry")
    if not ids:
        write([document(schema())])
        return
    from aitracker.reading.load import load
    from aitracker.reading.locate import find, read

    result = load(read(find(registry)), warnings=False)
    write([document(schema(named_in(result.registry)))])
