"""One command of the program: what its command line may hold, and how its help is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from aitracker.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aitracker.cli.click_internals import Context, HelpFormatter, Parameter
    from aitracker.cli.field_options import FieldOption
    from aitracker.cli.options import Formats

_LINE = "aitracker.line"
"""Where a context keeps the words of its command line."""

_SECTIONS = ("Arguments", "Fields", "Options", "Filters", "Output", "Registry")

_SCREEN = frozenset({"no_pager", "color", "bidi"})
"""Options that go with everything: they change how it looks, not what it is."""


class Command(TyperCommand):
    """A command, and what its module says of it (see `cli/commands`)."""

    formats: Formats
    date: str
    examples: Sequence[str]
    alone: Sequence[str]
    filling: Mapping[str, FieldOption]
    tables: Mapping[str, Callable[[], Sequence[tuple[str, str]]]]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Reads a command line; UsageError where two parts of it contradict each other."""
        words = list(args)
        ctx.meta[_LINE] = words
        rest = super().parse_args(ctx, args)
        if any(word.startswith("-") for word in words):
            from aitracker.cli.completion.line import parse_line

            self._check(parse_line(self.name or "", self, words).given)
        return rest

    def _check(self, values_by_name: Mapping[str, Sequence[str]]) -> None:
        parameters = {parameter.name: parameter for parameter in self.params}
        for name, values in values_by_name.items():
            parameter: Any = parameters[name]
            if len(values) > 1 and parameter.param_type_name == "option" and not parameter.multiple:
                both = " and ".join(f"'{value}'" for value in values)
                raise UsageError(f"{_long(parameter)} is given twice: {both}", "give it once")
        for style in values_by_name.get("format", ()):
            self._check_format(style, json="json" in values_by_name)
        for name in self.alone:
            others = [other for other in values_by_name if other != name and other not in _SCREEN]
            if name in values_by_name and others:
                raise UsageError(
                    f"{_long(parameters[name])} cannot be combined with other options",
                    f"leave out {', '.join(_long(parameters[other]) for other in others)}",
                )

    def _check_format(self, style: str, *, json: bool) -> None:
        from aitracker.cli.options import list_of_words

        if style not in self.formats.names:
            raise UsageError(
                f"{self.name} has no format '{style}'", f"use {list_of_words(self.formats.names)}"
            )
        if json and style != "json":
            raise UsageError(
                f"--json and --format '{style}' contradict each other", "leave one of them out"
            )

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The arguments, the command's own options, then those it shares, group by group."""
        from aitracker.cli.completion.line import parse_line

        registry = parse_line(self.name or "", self, ctx.meta.get(_LINE, ())).last("registry")
        sections: dict[str, list[tuple[str, str]]] = {title: [] for title in _SECTIONS}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                sections[section(parameter)].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(
                        [(names, self.fill_help(text, registry)) for names, text in records]
                    )

    # Click's signature has `ctx`.
    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002
        """Tables of words, then examples as one would type them."""
        for title, rows in self.tables.items():
            with formatter.section(title):
                formatter.write_dl(rows())
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """The parts of the usage line, without the braces of Typer around what is required."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def fill_help(self, text: str, registry: str | None = None) -> str:
        """The help of an option with what this command puts into it: words, its date.

        The languages are those of a registry, by default of the one at hand.
        """
        return text.format_map(_Words(self, registry)) if "{" in text else text


class _Words(dict[str, str]):
    """What a name in braces in the help of an option stands for, looked up when help is printed."""

    def __init__(self, command: Command, registry: str | None) -> None:
        kinds = "see Kinds below" if "Kinds" in command.tables else "see aitracker list --help"
        super().__init__(date=command.date, formats=command.formats.help, kinds=kinds)
        self._registry = registry

    def __missing__(self, vocabulary: str) -> str:
        from aitracker.cli.options import list_of_words

        if vocabulary == "languages":
            from aitracker.reading.header import languages_of

            tags = languages_of(self._registry)
            return list_of_words(tags) if tags else "a tag such as fr"
        from aitracker.model.vocabulary import words

        return list_of_words(words(vocabulary))


def section(parameter: Parameter) -> str:
    """The heading under which a parameter stands in the help."""
    if parameter.param_type_name == "argument":
        return "Arguments"
    return getattr(parameter, "rich_help_panel", None) or "Options"


def _long(parameter: Parameter) -> str:
    """How a parameter is written: the long name of an option, the name of an argument."""
    if parameter.param_type_name == "argument":
        return (parameter.metavar or parameter.name or "").strip("[].")
    return max(parameter.opts, key=len)
