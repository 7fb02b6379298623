"""`aitracker completion`: the script that completes commands, options, words and ids."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from aitracker.cli.exits import Exit
from aitracker.display.streams import write


class Shell(StrEnum):
    """A shell that can complete."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"


EXAMPLES = ('eval "$(aitracker completion bash)"', "aitracker completion fish | source")


def command(
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[-- WORD...]",
            help="A partial command line: prints the completions of its last word.",
        ),
    ] = None,
) -> int:
    """Print the script that completes commands, options, ids, words and fields.

    \b
    bash  put into ~/.bashrc:  eval "$(aitracker completion bash)"
    zsh   put into ~/.zshrc, after compinit:  eval "$(aitracker completion zsh)"
    fish  put into ~/.config/fish/config.fish:  aitracker completion fish | source
    """  # noqa: D301 # this is how Typer is asked to leave the lines of a paragraph as they are
    if words:
        write(f"{line}\n" for line in _answer(shell, words))
    else:
        from pathlib import Path

        from aitracker.cli import completion

        write([Path(completion.__file__).with_name(f"aitracker.{shell}").read_text("utf-8")])
    return Exit.DONE


def _answer(shell: Shell, words: list[str]) -> list[str]:
    """What may stand next; nothing where that cannot be known, since a message would disturb."""
    from aitracker.cli.completion.bash import join_words, shorten
    from aitracker.cli.completion.offers import answer

    try:
        if shell is not Shell.bash:
            return answer(words)
        line, length = join_words(words)
        lines = answer(line)
        if len(lines) > 1 and not lines[0].lower().startswith((":", line[-1].lower())):
            # Several ids for a part of a name: bash puts what all begin with in its place, which
            # with an empty one is nothing.
            lines.append(" " * (length + 1))
        return shorten(lines, length)
    except Exception:  # noqa: BLE001 # only a real command reports a missing or broken registry
        return []
