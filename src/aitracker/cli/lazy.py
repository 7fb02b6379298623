"""The program as a group of commands whose modules are imported only when they run."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from aitracker.model.errors import UsageError

if TYPE_CHECKING:
    from aitracker.cli.click_internals import Command as BaseCommand
    from aitracker.cli.click_internals import Context, HelpFormatter
    from aitracker.cli.command import Command

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}

COMMANDS = {
    "list": "List initiatives, partnerships, signatories and more.",
    "show": "Show everything about a record.",
    "timeline": "Show what happened, in order.",
    "tree": "Show the parts of a record as a tree.",
    "search": "Find records by their words, in any script.",
    "stats": "Count records; measure how well they are sourced.",
    "due": "List promises: overdue, due soon, met.",
    "figures": "List figures: aims, results, money and who pays.",
    "stale": "List open records with no recent news.",
    "disputes": "Show where sources disagree.",
    "why": "Show the sources of each fact of a record.",
    "check": "Check a registry and report every problem.",
    "schema": "Print the JSON Schema of a registry, for editors.",
    "sql": "Run a read-only SQL query on the index.",
    "info": "Show the registry, index, versions and counts.",
    "completion": "Print the completion script for bash, zsh or fish.",
}
"""Each command with its line of help. The module of `list` is `commands/list_.py`: names of Python
get an underscore."""

EDITING = {
    "add source": "Add a source.",
    "add step": "Add a step to the history of a record.",
    "add figure": "Add a number promised, measured or stated.",
    "add milestone": "Add a promise with a deadline.",
    "add rival": "Add a rival account of a fact.",
    "add party": "Add an organization to a record.",
    "add initiative": "Add an initiative.",
    "add partnership": "Add a partnership.",
    "add event": "Add an event.",
    "add organization": "Add an organization.",
    "add person": "Add a person.",
    "init": "Write a new registry with examples.",
    "set": "Set values of a record.",
    "edit": "Edit a record in your editor, then check it.",
    "rename": "Change the id of a record everywhere.",
    "remove": "Delete records or parts of them.",
}
"""Those that change a registry."""

EVERY_COMMAND = COMMANDS | EDITING

GROUPS = {"add": "Add a source, a step, a figure, a record and more."}
"""The first words of commands of two words, each with its line of help."""

HELP = """Track a country's AI policy in one YAML registry: who announced and signed what,
what came of it, and who says so.

\b
Words:
  evidence       how well sources support a fact: unsourced, single-source,
                 corroborated (two publishers or more) or contested
  rival account  what other sources say instead of what the registry says
  promise        a milestone or an aim with a deadline; see aitracker due
  silence        no news of a record that is still open; see aitracker stale
"""


class LazyGroup(TyperGroup):
    """Knows its commands by name and help line, and imports only the one that is called.

    Help, suggestions and completion of command names need the names and lines only.
    """

    # Typer's signature has `ctx`.
    def get_command(self, ctx: Context, cmd_name: str) -> BaseCommand | None:  # noqa: ARG002
        """The stub of a command, made when needed; `commands` holds the names only."""
        if cmd_name in GROUPS and not self._first:
            return group(cmd_name)
        line = EVERY_COMMAND.get(self._first + cmd_name)
        return None if line is None else TyperCommand(cmd_name, help=line, rich_markup_mode=None)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Reads the line up to the command; UsageError for an option that stands before it."""
        from aitracker.cli.click_internals import NoSuchOption

        if args[:1] == ["help"] and "help" not in self.commands:
            args = [*args[1:], "--help"]  # as people ask who know it of others
        words = list(args)
        try:
            return super().parse_args(ctx, args)
        except NoSuchOption as error:
            name = next((word for word in words if word in EVERY_COMMAND), "")
            if not name:
                raise
            place = words.index(name)
            line = " ".join(["aitracker", name, *words[:place], *words[place + 1 :]])
            raise UsageError(
                f"option {error.option_name} must come after the command",
                f"write: {line}",
            ) from None

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002
        """The commands under two headings: those that answer, those that change a registry."""
        for title, table in (("Commands", COMMANDS), ("Editing", {**GROUPS, **EDITING})):
            lines = [
                (name.removeprefix(self._first), line)
                for name, line in table.items()
                if name.startswith(self._first) and " " not in name.removeprefix(self._first)
            ]
            if lines:
                with formatter.section(title):
                    formatter.write_dl(lines)

    @property
    def _first(self) -> str:
        """The first word of the commands of this group, with a space; "" for the program."""
        return f"{self.name} " if self.name in GROUPS else ""

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, BaseCommand | None, list[str]]:
        """The command that is called, really imported."""
        name, stub, rest = super().resolve_command(ctx, args)
        if name is None or stub is None or isinstance(stub, LazyGroup):
            return name, stub, rest
        return name, load(self._first + name), rest


def load(name: str) -> Command:
    """The command of this name, made of the function `command` of its module."""
    from aitracker.cli.command import Command
    from aitracker.cli.options import ROW_FORMATS, filling, help_option, hints_of, spread

    module = import_module(f"aitracker.cli.commands.{name.replace(' ', '_')}_")
    formats = getattr(module, "FORMATS", ROW_FORMATS)
    hints = hints_of(module.command)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=SETTINGS)
    settings = getattr(module, "SETTINGS", None)
    app.command(name.rpartition(" ")[2], cls=Command, context_settings=settings)(
        spread(module.command, hints, formats)
    )
    command = cast("Command", typer.main.get_command(app))
    command.params.append(help_option())
    command.formats = formats
    command.date = getattr(module, "DATE", "")
    command.alone = getattr(module, "ALONE", ())
    command.tables = getattr(module, "TABLES", {})
    command.examples = module.EXAMPLES
    command.filling = filling(hints)
    return command


def program() -> LazyGroup:
    """The group `aitracker`."""
    from aitracker.cli.options import help_option, version_option

    return LazyGroup(
        name="aitracker",
        commands=_names(""),
        help=HELP,
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        params=[version_option(), help_option()],
    )


def group(first: str) -> LazyGroup:
    """The commands of two words that begin with this one."""
    from aitracker.cli.options import help_option

    return LazyGroup(
        name=first,
        commands=_names(f"{first} "),
        help=GROUPS[first],
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        params=[help_option()],
    )


def _names(first: str) -> dict[str, Any]:
    """The names of commands, for which `get_command` makes what is called."""
    names = [name.removeprefix(first) for name in EVERY_COMMAND if name.startswith(first)]
    return dict.fromkeys([name for name in names if " " not in name] + ([] if first else [*GROUPS]))
