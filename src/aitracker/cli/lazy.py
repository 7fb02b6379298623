"""The program as a group of commands whose modules are imported only when they run."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from aitracker.cli.click_internals import Command, Context

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}

COMMANDS = {
    "list": "Records as a table: initiatives, partnerships, signatories and more.",
    "show": "Everything about a record.",
    "timeline": "What happened, in order.",
    "search": "Records by their words, in any script and spelling.",
    "stats": "Counts with bars; how much is sourced, corroborated, translated.",
    "due": "What is overdue or near, and what became of each promise.",
    "stale": "What is still open and has gone quiet.",
    "disputes": "Where sources disagree.",
    "why": "Each fact of a record with who says so.",
    "check": "Every problem of a registry.",
    "schema": "The JSON Schema of a registry, for editors.",
    "sql": "The index, in the words of SQL.",
    "info": "Which registry, which index, which versions, how many records.",
    "completion": "The script with which bash, zsh or fish completes on TAB.",
}
"""Each command with its line of help. The module of `list` is `commands/list_.py`: names of Python get an underscore."""


class LazyGroup(TyperGroup):
    """Knows its commands by name and help line; a command that is called takes the place of its stub.

    Help, suggestions and completion of command names need the stubs only, so they import no command.
    """

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002 # Typer's signature
        """The stub of a command, made when it is asked for; `commands` holds the names only."""
        line = COMMANDS.get(cmd_name)
        return None if line is None else TyperCommand(cmd_name, help=line, rich_markup_mode=None)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """The command that is called, really imported."""
        name, stub, rest = super().resolve_command(ctx, args)
        return name, None if name is None or stub is None else load(name), rest


def load(name: str) -> Command:
    """The command of this name, built from the function `command` of its module."""
    from aitracker.cli.options import help_option, spread

    module = import_module(f"aitracker.cli.commands.{name}_")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=SETTINGS)
    app.command(name, context_settings=getattr(module, "SETTINGS", None))(spread(module.command))
    command = typer.main.get_command(app)
    command.params.append(help_option())
    return command


def program() -> LazyGroup:
    """The group `aitracker`."""
    from aitracker.cli.options import help_option, version_option

    return LazyGroup(
        name="aitracker",
        commands=dict.fromkeys(COMMANDS),  # type: ignore[arg-type] # see get_command
        help="Keeps a country's AI policy honest: one YAML registry, checked, dated and sourced.",
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        params=[version_option(), help_option()],
    )
