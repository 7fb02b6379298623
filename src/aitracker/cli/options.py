"""Options that several commands share, each named once, in groups that a command takes as one argument."""

# Without the future import: Typer would evaluate each annotation of each option again, at every start.

import inspect
import typing
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperOption

from aitracker.cli.click_internals import Context, Parameter


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    tsv = "tsv"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    yaml = "yaml"
    md = "md"
    ids = "ids"


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
    typer.Option(
        "--registry",
        "-r",
        metavar="PATH",
        help="A YAML file, a folder of them, or - for standard input.",
        show_default=False,
    ),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="TAG", help="Language of names and texts: en, fr, ar.", show_default=False
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="How to print; a table on a terminal, tsv in a pipe.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="What was true on this day (2025 means its last day); today by default.",
        show_default=False,
    ),
]
NoPagerOption = Annotated[
    bool,
    typer.Option(
        "--no-pager",
        help="Never open a pager; by default one opens for what is taller than the screen.",
    ),
]
FieldsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fields", metavar="A,B", help="Only these columns, in this order.", show_default=False
    ),
]
SortOption = Annotated[
    list[str] | None,
    typer.Option(
        "--sort",
        metavar="FIELD|-FIELD",
        help="Sort by this column; with - downwards. Repeatable.",
        show_default=False,
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=0, help="At most so many rows.", show_default=False),
]
WideOption = Annotated[
    bool, typer.Option("--wide", help="On a terminal, neither drop nor cut columns.")
]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help="End with 1 when something is found.")
]
ColorOption = Annotated[
    When, typer.Option("--color", help="Whether to use colour.", show_default=False)
]
BidiOption = Annotated[
    Bidi, typer.Option("--bidi", help="Whether to isolate right-to-left text.", show_default=False)
]


class Options:
    """Options that belong together: a command that takes one such group has them all."""

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)


class Printing(Options):
    """What every command has that prints from a registry: which one, in which language and format, on what screen."""

    format: FormatOption = None
    json: JsonOption = False
    registry: RegistryOption = None
    lang: LangOption = None
    no_pager: NoPagerOption = False
    color: ColorOption = When.auto
    bidi: BidiOption = Bidi.auto


class Reading(Printing):
    """What every command has that prints something as it was on a day."""

    as_of: AsOfOption = None


class Listing(Reading):
    """What every command has that prints rows."""

    fields: FieldsOption = None
    sort: SortOption = None
    limit: LimitOption = None
    wide: WideOption = False


class Choosing(Listing):
    """What every command has that lists rows of many records. Within an option one of several is enough."""

    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", help="Of this kind. Repeatable, as all filters are.", show_default=False
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        typer.Option("--status", help="In this status on the day.", show_default=False),
    ] = None
    org: Annotated[
        list[str] | None,
        typer.Option(
            "--org",
            metavar="ID",
            help="In which this organization plays any part.",
            show_default=False,
        ),
    ] = None
    person: Annotated[
        list[str] | None,
        typer.Option(
            "--person",
            metavar="ID",
            help="In which this person plays any part.",
            show_default=False,
        ),
    ] = None
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="With this tag.", show_default=False)
    ] = None
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="ID", help="That cites this source.", show_default=False),
    ] = None
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            help="unsourced, single-source, corroborated or contested.",
            show_default=False,
        ),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="Whose own date may be this or later.",
            show_default=False,
        ),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="DATE",
            help="Whose own date may be this or earlier.",
            show_default=False,
        ),
    ] = None


def spread(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with each group of options it takes spread out into its options, for Typer to read."""
    hints = typing.get_type_hints(function, include_extras=True)
    groups: dict[str, type[Options]] = {}
    parameters: list[inspect.Parameter] = []
    shared: list[
        inspect.Parameter
    ] = []  # after the command's own, so that its help begins with what is special
    for parameter in inspect.signature(function).parameters.values():
        kind = hints[parameter.name]
        if isinstance(kind, type) and issubclass(kind, Options):
            groups[parameter.name] = kind
            shared += _parameters(kind)
        else:
            parameters.append(
                parameter.replace(annotation=kind, kind=inspect.Parameter.KEYWORD_ONLY)
            )
    if not groups:
        return function

    def gathered(**given: Any) -> Any:
        taken = {
            name: kind(**{key: given.pop(key) for key in _hints(kind)})
            for name, kind in groups.items()
        }
        return function(**given, **taken)

    gathered.__doc__ = function.__doc__
    gathered.__signature__ = inspect.Signature(parameters + shared)  # type: ignore[attr-defined] # what Typer reads
    gathered.__annotations__ = {
        parameter.name: parameter.annotation for parameter in parameters + shared
    }
    return gathered


def _parameters(group: type[Options]) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=getattr(group, name), annotation=kind
        )
        for name, kind in _hints(group).items()
    ]


def _hints(group: type[Options]) -> dict[str, Any]:
    """The options of a group by name, the more special first."""
    kinds = [kind for kind in group.__mro__ if issubclass(kind, Options)]
    return {name: hint for kind in kinds for name, hint in kind.__annotations__.items()}


def chosen_format(asked: Printing, *, terminal: bool, piped: Format = Format.tsv) -> Format:
    """The format by option, else a table for a person and `piped` for a pipe."""
    if asked.json:
        return Format.json
    return asked.format or (Format.table if terminal else piped)


def version_option() -> TyperOption:
    """`--version` and `-V`, which print it and leave."""

    def version(_: Context) -> str:
        from aitracker import __version__

        return f"aitracker {__version__}"

    return _said(["--version", "-V"], version, "Print the version and leave.")


def help_option() -> TyperOption:
    """`-h` and `--help`. Typer's own would be silent, and content, where standard output is closed."""
    return _said(["-h", "--help"], lambda ctx: ctx.get_help(), "Show this message and exit.")


def _said(names: list[str], text: Callable[[Context], str], help: str) -> TyperOption:
    """A flag that prints a text and leaves, whatever else is on the line."""

    def show(ctx: Context, _: Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from aitracker.display.streams import write

            write([f"{text(ctx)}\n"])
            ctx.exit()

    return TyperOption(
        param_decls=names, is_flag=True, is_eager=True, expose_value=False, callback=show, help=help
    )
