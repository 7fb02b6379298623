"""`aitracker schema`: the JSON Schema of a registry, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from aitracker.cli.options import option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.reading.load import LoadResult
    from aitracker.reading.locate import File

EXAMPLES = (
    "aitracker schema > registry.schema.json",
    "aitracker schema --save",
)


_IdsOption = Annotated[bool, option("--ids", help="Include the ids and names of the registry.")]
_SaveOption = Annotated[
    bool, option("--save", help="Write it, with the ids, where the registry names its schema.")
]
_RegistryOption = Annotated[
    str | None,
    option("--registry", "-r", metavar="PATH", help="The registry for --ids or --save."),
]


def command(
    ids: _IdsOption = False, save: _SaveOption = False, registry: _RegistryOption = None
) -> None:
    """Print the JSON Schema of a registry (2020-12), for editors.

    Save it, and name it in the first line of the registry:

    \b
    # yaml-language-server: $schema=registry.schema.json

    With --ids, editors complete ids too. --save writes that schema into the file that the
    registry names and keeps the change out of git; from then on aitracker check updates it.
    """  # noqa: D301 # this is how Typer is asked to leave the lines of a paragraph as they are
    from aitracker.display.formats.structured import document
    from aitracker.display.streams import write
    from aitracker.model.errors import UsageError
    from aitracker.reading.schema import ids_by_collection, schema

    if registry and not (ids or save):
        raise UsageError("--registry is only used with --ids or --save", "leave it out")
    if not (ids or save):
        write([document(schema())])
        return
    from aitracker.reading.load import load
    from aitracker.reading.locate import find_registry, read_files

    files = read_files(find_registry(registry))
    result = load(files, warnings=False)
    if save:
        _save(files, result)
    else:
        write([document(schema(ids_by_collection(result.registry)))])


def _save(files: Sequence[File], result: LoadResult) -> None:
    """Writes the schema with ids where the registry names its schema."""
    import os

    from aitracker.display.streams import say
    from aitracker.reading.editor_schema import save_ids
    from aitracker.reading.intake import printable

    file, hidden = save_ids(files, result)
    schema_path = os.fspath(file.resolve())
    path = printable(min(os.path.relpath(schema_path), schema_path, key=len))
    git = "git leaves the change out, " if hidden else ""
    say(f"wrote {path}; {git}aitracker check updates it")
