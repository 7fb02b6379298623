"""A command line as far as it is typed: its command, what is given, what the next word is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from typer.core import TyperArgument, TyperOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.cli.click_internals import Command, Parameter


class Line(NamedTuple):
    """What stands before the word that is being typed.

    `given` has the values so far by the name of their parameter, and an empty list for a flag.
    `waiting` is the option whose value must come next; `argument` the argument whose turn it is;
    `closed` means that a `--` has ended the options.
    """

    name: str
    options: dict[str, TyperOption]
    given: dict[str, list[str]]
    waiting: TyperOption | None
    argument: TyperArgument | None
    closed: bool

    def last(self, name: str) -> str | None:
        """The value given last to a parameter; None where there is none."""
        values = self.given.get(name)
        return values[-1] if values else None


def parse_line(name: str, command: Command, words: Sequence[str]) -> Line:
    """The line of a command, from the words after its name. What is wrong in it is passed over."""
    options = _options(command)
    arguments = [parameter for parameter in command.params if isinstance(parameter, TyperArgument)]
    values: dict[str, list[str]] = {}
    waiting: TyperOption | None = None
    only_arguments = False
    for word in words:
        if waiting is not None:
            values[_name(waiting)].append(word)
            waiting = None
        elif word == "--" and not only_arguments:
            only_arguments = True
        elif only_arguments or not word.startswith("-") or word == "-":
            if (argument := _open(arguments, values)) is not None:
                values.setdefault(_name(argument), []).append(word)
        else:
            flag, value = split_option(word)
            if (option := options.get(flag)) is not None:
                values.setdefault(_name(option), [])
                if value is not None:
                    values[_name(option)].append(value)
                elif not option.is_flag:
                    waiting = option
    return Line(name, options, values, waiting, _open(arguments, values), only_arguments)


def split_option(word: str) -> tuple[str, str | None]:
    """An option as written and the value in the same word, if any: `--kind=law`, `-fjson`."""
    if word.startswith("--"):
        name, sign, value = word.partition("=")
        return name, value if sign else None
    return word[:2], word[2:] or None


def _options(command: Command) -> dict[str, TyperOption]:
    options = [
        parameter
        for parameter in command.params
        if isinstance(parameter, TyperOption) and not parameter.hidden
    ]
    return {name: option for option in options for name in (*option.opts, *option.secondary_opts)}


def _open(arguments: Sequence[TyperArgument], values: dict[str, list[str]]) -> TyperArgument | None:
    """The first argument that can take one more value."""
    return next(
        (
            each
            for each in arguments
            if each.nargs == -1 or len(values.get(_name(each), ())) < each.nargs
        ),
        None,
    )


def _name(parameter: Parameter) -> str:
    return parameter.name or ""
