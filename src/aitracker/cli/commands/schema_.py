"""`aitracker schema`: the JSON Schema of a registry, for editors."""

from __future__ import annotations


def command() -> None:
    """The JSON Schema of a registry (2020-12), for editors.

    Save it and name it in the first line of the registry: # yaml-language-server: $schema=registry.schema.json
    """
    from aitracker.display.formats.structured import document
    from aitracker.display.streams import write
    from aitracker.reading.schema import schema

    write([document(schema())])
