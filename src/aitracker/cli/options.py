"""Options that several commands share, in groups that a command takes as one argument."""

# Without the future import: Typer would evaluate each annotation again, at every start.

import inspect
import typing
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperOption

from aitracker.cli.click_internals import Context, Parameter


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    text = "text"
    tsv = "tsv"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    yaml = "yaml"
    md = "md"
    ids = "ids"
    github = "github"


class Formats:
    """The formats a command has: that for people, that of a pipe, and the others.

    A plain class: a named tuple takes longer to make than all its uses of a start.
    """

    def __init__(self, terminal: Format, piped: Format, others: tuple[Format, ...]) -> None:
        self.terminal = terminal
        self.piped = piped
        self.others = others

    @property
    def names(self) -> tuple[Format, ...]:
        """All of them, the first for people."""
        return tuple(dict.fromkeys((self.terminal, self.piped, *self.others)))

    @property
    def help(self) -> str:
        """What the help of a command says of them."""
        usual = f"{self.terminal} on a terminal, {self.piped} in a pipe"
        if self.terminal is self.piped:
            usual = f"{self.terminal} by default"
        return f"Output format: {list_of_words(self.names)}; {usual}."


COLUMN_FORMATS = (Format.tsv, Format.csv, Format.json, Format.jsonl, Format.yaml, Format.md)
"""Those that write rows with their columns, by `display/formats/rows`."""

COUNT_FORMATS = Formats(Format.table, Format.tsv, COLUMN_FORMATS)
"""Those of rows that belong to no record."""

ROW_FORMATS = Formats(Format.table, Format.tsv, (*COLUMN_FORMATS, Format.ids))
"""Those of rows that name their record."""

LAYOUT_FORMATS = Formats(Format.table, Format.table, (*COLUMN_FORMATS, Format.ids))
"""Those of rows whose layout for people is printed in a pipe too."""

OBJECT_FORMATS = Formats(Format.table, Format.table, (Format.json, Format.jsonl, Format.yaml))
"""Those of what does not fit on a line."""

RECORD_FORMATS = Formats(
    Format.table, Format.table, (*OBJECT_FORMATS.others, Format.md, Format.ids)
)
"""Those of whole records."""

PROBLEM_FORMATS = Formats(Format.text, Format.text, (Format.json, Format.github))
"""Those of problems."""


def list_of_words(words: typing.Sequence[str]) -> str:
    """Words as a sentence lists them: "a, b or c"."""
    *rest, last = words
    return f"{', '.join(rest)} or {last}" if rest else last


class When(StrEnum):
    """When something is done: as the terminal suggests, or not."""

    auto = "auto"
    always = "always"
    never = "never"


class Bidi(StrEnum):
    """Whether right-to-left text is isolated, so that it does not reorder what stands beside it."""

    auto = "auto"
    isolate = "isolate"
    mark = "mark"
    none = "none"


def option(*names: str, help: str, metavar: str | None = None, **more: Any) -> Any:
    """An option whose help shows no default."""
    return typer.Option(*names, help=help, metavar=metavar, show_default=False, **more)


ExitCodeOption = Annotated[bool, option("--exit-code", help="Exit with 1 if there are any rows.")]

RecordIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...",
        help="Only what these records have; - reads ids from standard input.",
        show_default=False,
    ),
]

ContextOption = Annotated[
    bool, option("--context", help="Also records tagged context, which are left out otherwise.")
]


class Options:
    """Options that belong together: a command that takes such a group has them all.

    The title of a group is the heading above its options in the help of a command.
    """

    def __init_subclass__(cls, title: str = "") -> None:
        for hint in cls.__annotations__.values() if title else ():
            hint.__metadata__[0].rich_help_panel = title

    def __init__(self, formats: Formats = ROW_FORMATS, **given: Any) -> None:
        self.formats = formats
        self.__dict__.update(given)


class RegistryOptions(Options, title="Registry"):
    """Which registry is read."""

    registry: Annotated[
        str | None,
        option(
            "--registry",
            "-r",
            metavar="PATH",
            help="A YAML file, a folder of them, or - for standard input.",
        ),
    ] = None


class OutputOptions(RegistryOptions, title="Output"):
    """What every command has that reads a registry: how its answer is written."""

    format: Annotated[str | None, option("--format", "-f", metavar="FORMAT", help="{formats}")] = (
        None
    )
    json: Annotated[bool, option("--json", help="Short for --format json.")] = False
    no_pager: Annotated[
        bool, option("--no-pager", help="Never use a pager for output longer than the screen.")
    ] = False
    color: Annotated[
        When, option("--color", metavar="WHEN", help="Use colour: auto, always or never.")
    ] = When.auto
    bidi: Annotated[
        Bidi,
        option(
            "--bidi",
            metavar="MODE",
            help="Keep right-to-left text in place: auto, isolate, mark or none.",
        ),
    ] = Bidi.auto

    def chosen_format(self, *, terminal: bool) -> Format:
        """The format by option, else the usual one of the command."""
        if self.json:
            return Format.json
        usual = self.formats.terminal if terminal else self.formats.piped
        return Format(self.format) if self.format else usual


class LanguageOptions(Options, title="Registry"):
    """What every command has that prints names or texts."""

    lang: Annotated[
        str | None,
        option("--lang", metavar="TAG", help="Language of names and texts ({languages})."),
    ] = None


class EditOptions(RegistryOptions, title="Registry"):
    """What every command has that changes a registry."""

    dry_run: Annotated[
        bool, option("--dry-run", "-n", help="Show the change and write nothing.")
    ] = False
    color: Annotated[
        When, option("--color", metavar="WHEN", help="Use colour: auto, always or never.")
    ] = When.auto


class DayOptions(OutputOptions, title="Registry"):
    """What every command has whose answer depends on the day."""

    as_of: Annotated[
        str | None,
        option(
            "--as-of",
            metavar="DATE",
            help="What was true on DATE (2025 or last-month: its last day); today by default.",
        ),
    ] = None


class RowOptions(DayOptions, title="Output"):
    """What every command has that prints rows."""

    fields: Annotated[
        list[str] | None,
        option("--fields", metavar="A,B", help="Only these columns, in this order."),
    ] = None
    sort: Annotated[
        list[str] | None,
        option(
            "--sort",
            metavar="FIELD",
            help="Sort by this column; -FIELD for descending order. Repeatable.",
        ),
    ] = None
    limit: Annotated[int | None, option("--limit", metavar="N", min=0, help="At most N rows.")] = (
        None
    )
    wide: Annotated[bool, option("--wide", help="Show every column of a table in full.")] = False


class FilterOptions(RowOptions, title="Filters"):
    """What every command has that selects records. Within an option one of several is enough."""

    kind: Annotated[
        list[str] | None,
        option("--kind", metavar="KIND", help="Only this kind ({kinds}). Repeatable."),
    ] = None
    status: Annotated[
        list[str] | None,
        option("--status", metavar="STATUS", help="Only this status: {status}. Repeatable."),
    ] = None
    org: Annotated[
        list[str] | None,
        option("--org", metavar="ID", help="Only where this organization has a part. Repeatable."),
    ] = None
    party: Annotated[
        list[str] | None,
        option(
            "--party",
            metavar="ID",
            help="Only what this organization leads, is a party to or organizes. Repeatable.",
        ),
    ] = None
    person: Annotated[
        list[str] | None,
        option("--person", metavar="ID", help="Only where this person has a part. Repeatable."),
    ] = None
    tag: Annotated[
        list[str] | None, option("--tag", metavar="TAG", help="Only with this tag. Repeatable.")
    ] = None
    source: Annotated[
        list[str] | None,
        option("--source", metavar="ID", help="Only what cites this source. Repeatable."),
    ] = None
    evidence: Annotated[
        list[str] | None,
        option("--evidence", metavar="WORD", help="Only this evidence: {evidence}. Repeatable."),
    ] = None
    part_of: Annotated[
        list[str] | None,
        option(
            "--part-of",
            metavar="ID",
            help="Only parts of this record, at any level. Repeatable.",
        ),
    ] = None
    implements: Annotated[
        list[str] | None,
        option("--implements", metavar="ID", help="Only what implements this record. Repeatable."),
    ] = None
    hosted_by: Annotated[
        list[str] | None,
        option("--hosted-by", metavar="ID", help="Only what this record hosts. Repeatable."),
    ] = None
    related: Annotated[
        list[str] | None,
        option(
            "--related",
            metavar="ID",
            help="Only records related to this one, in either direction. Repeatable.",
        ),
    ] = None
    had: Annotated[
        list[str] | None,
        option(
            "--had",
            metavar="STEP",
            help="Only records that had this step: a status, a date or both (signed:2024). "
            "Repeatable.",
        ),
    ] = None
    since: Annotated[
        str | None,
        option(
            "--since",
            metavar="DATE",
            help="Only rows whose {date} may be DATE or later."
            " DATE is 2025, 2025-06, 2025-06-30, yesterday, -7d, -2w, last-month...",
        ),
    ] = None
    until: Annotated[
        str | None,
        option("--until", metavar="DATE", help="Only rows whose {date} may be DATE or earlier."),
    ] = None


class TextOptions(OutputOptions, LanguageOptions):
    """Those of a command that prints texts, whatever the day."""


class RecordOptions(DayOptions, LanguageOptions):
    """Those of a command that prints a record on a day."""


class FactOptions(RowOptions, LanguageOptions):
    """Those of a command that prints rows of one record."""


class ListOptions(FilterOptions, LanguageOptions):
    """Those of a command that prints rows of many records."""


def hints_of(function: Callable[..., Any]) -> dict[str, Any]:
    """The annotations of a command by the names of its parameters."""
    return typing.get_type_hints(function, include_extras=True)


def spread(
    function: Callable[..., Any], hints: typing.Mapping[str, Any], formats: Formats = ROW_FORMATS
) -> Callable[..., Any]:
    """The function with its group of options spread out into single options, for Typer to read."""
    groups: dict[str, type[Options]] = {}
    own: list[inspect.Parameter] = []
    groups_of_options: list[inspect.Parameter] = []
    for parameter in inspect.signature(function).parameters.values():
        hint = hints[parameter.name]
        if isinstance(hint, type) and issubclass(hint, Options):
            groups[parameter.name] = hint
            groups_of_options += _parameters(hint)
        else:
            own.append(parameter.replace(annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY))
    if not groups:
        return function

    def command(**values: Any) -> Any:
        options = {
            name: group(formats, **{key: values.pop(key) for key in _hints(group)})
            for name, group in groups.items()
        }
        return function(**values, **options)

    command.__doc__ = function.__doc__
    # Typer reads this. It would work out the same annotations again if the function had them too.
    command.__signature__ = inspect.Signature(own + groups_of_options)  # type: ignore[attr-defined]
    command.__annotations__ = {}
    return command


def filling(hints: typing.Mapping[str, Any]) -> dict[str, Any]:
    """The options of a command that fill fields of a record, by their names."""
    return next((hint.filling for hint in hints.values() if hasattr(hint, "filling")), {})


def _parameters(group: type[Options]) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=getattr(group, name), annotation=hint
        )
        for name, hint in _hints(group).items()
    ]


def _hints(group: type[Options]) -> dict[str, Any]:
    """The options of a group by name, the more special first."""
    groups = [each for each in group.__mro__ if issubclass(each, Options)]
    return {
        name: hint
        for each in groups
        for name, hint in each.__annotations__.items()
        if hint is not typing.ClassVar
    }


def version_option() -> TyperOption:
    """`--version` and `-V`, which print it and exit."""

    def version(_: Context) -> str:
        from aitracker import __version__

        return f"aitracker {__version__}"

    return _printing(["--version", "-V"], version, "Show the version and exit.")


def help_option() -> TyperOption:
    """`-h` and `--help`. Typer's own would say nothing, and exit 0, on a closed output."""
    return _printing(["-h", "--help"], lambda ctx: ctx.get_help(), "Show this message and exit.")


def _printing(names: list[str], text: Callable[[Context], str], help: str) -> TyperOption:
    """A flag that prints a text and exits, whatever else is on the line."""

    def show(ctx: Context, _: Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from aitracker.display.streams import write

            write([f"{text(ctx)}\n"])
            ctx.exit()

    return TyperOption(
        param_decls=names, is_flag=True, is_eager=True, expose_value=False, callback=show, help=help
    )
