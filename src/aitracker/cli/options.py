"""Options that several commands share, each named once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperOption

if TYPE_CHECKING:
    from typer._click import Context, Parameter


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    tsv = "tsv"
    json = "json"


class When(StrEnum):
    """When something is done: as the terminal suggests, or not."""

    auto = "auto"
    always = "always"
    never = "never"


class Bidi(StrEnum):
    """Whether right-to-left text is isolated, so that it does not reorder what stands beside it."""

    auto = "auto"
    isolate = "isolate"
    none = "none"


RegistryOption = Annotated[
    str | None,
    typer.Option("--registry", "-r", metavar="PATH", help="A YAML file, a folder of them, or - for standard input.", show_default=False),
]
LangOption = Annotated[
    str | None, typer.Option("--lang", metavar="TAG", help="Language of names and texts: en, fr, ar.", show_default=False)
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="How to print; a table on a terminal, tsv in a pipe.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="What was true on this day (2025 means its last day); today by default.", show_default=False
    ),
]
ColorOption = Annotated[When, typer.Option("--color", help="Whether to use colour.", show_default=False)]
BidiOption = Annotated[Bidi, typer.Option("--bidi", help="Whether to isolate right-to-left text.", show_default=False)]


def chosen_format(asked: Format | None, as_json: bool, *, terminal: bool, piped: Format = Format.tsv) -> Format:
    """The format by option, else a table for a person and `piped` for a pipe."""
    if as_json:
        return Format.json
    return asked or (Format.table if terminal else piped)


def version_option() -> Any:
    """`--version`, which prints it and leaves."""

    def show(ctx: Context, _: Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from importlib.metadata import version

            from aitracker.display.streams import write

            write([f"aitracker {version('aitracker')}\n"])
            ctx.exit()

    return TyperOption(
        param_decls=["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show, help="Print the version and leave."
    )
