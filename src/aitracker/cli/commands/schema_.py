"""`aitracker schema`: the JSON Schema of a registry, for editors."""

from __future__ import annotations

EXAMPLES = ("aitracker schema > registry.schema.json",)


def command() -> None:
    """Print the JSON Schema of a registry (2020-12), for editors.

    Save it, and name it in the first line of the registry:

    \b
    # yaml-language-server: $schema=registry.schema.json
    """  # noqa: D301 # this is how Typer is asked to leave the lines of a paragraph as they are
    from aitracker.display.formats.structured import document
    from aitracker.display.streams import write
    from aitracker.reading.schema import schema

    write([document(schema())])
