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


def read(name: str, command: Command, words: Sequence[str]) -> Line:
    """The line of a command, from the words after its name. What is wrong in it is passed over."""
    options = _options(command)
    arguments = [parameter for parameter in command.params if isinstance(parameter, TyperArgument)]
    given: dict[str, list[str]] = {}
    waiting: TyperOption | None = None
    closed = False
    for word in words:
        if waiting is not None:
            given[_name(waiting)].append(word)
            waiting = None
        elif word == "--" and not closed:
            closed = True
        elif closed or not word.startswith("-") or word == "-":
            if (argument := _open(arguments, given)) is not None:
                given.setdefault(_name(argument), []).append(word)
        else:
            written, value = split(word)
            if (option := options.get(written)) is not None:
                values = given.setdefault(_name(option), [])
                if value is not None:
                    values.append(value)
                elif not option.is_flag:
                    waiting = option
    return Line(name, options, given, waiting, _open(arguments, given), closed)


def split(word: str) -> tuple[str, str | None]:
    """An option as written and the value in the same word, if any: `--kind=law`, `-fjson`."""
    if word.startswith("--"):
        written, sign, value = word.partition("=")
        return written, value if sign else None
    return word[:2], word[2:] or None


def _options(command: Command) -> dict[str, TyperOption]:
    options = [
        parameter
        for parameter in command.params
        if isinstance(parameter, TyperOption) and not parameter.hidden
    ]
    return {
        written: option for option in options for written in (*option.opts, *option.secondary_opts)
    }


def _open(arguments: Sequence[TyperArgument], given: dict[str, list[str]]) -> TyperArgument | None:
    """The first argument that can take one more value."""
    return next(
        (
            each
            for each in arguments
            if each.nargs == -1 or len(given.get(_name(each), ())) < each.nargs
        ),
        None,
    )


def _name(parameter: Parameter) -> str:
    return parameter.name or ""
