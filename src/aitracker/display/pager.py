"""A pager for what is taller than the screen."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

from aitracker.display.cells import width
from aitracker.display.markup import LINK, STYLE
from aitracker.files import interrupts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aitracker.display.streams import Screen


_MARKUP = re.compile(f"{STYLE}|{LINK}")


def through_pager(chunks: Iterable[str], screen: Screen) -> Iterator[str]:
    """The text itself if it fits on the screen, leaving a line for the prompt.

    Else nothing, after it went to a pager.
    """
    command = _pager()
    if command is None:
        yield from chunks
        return
    head: list[str] = []
    rest = iter(chunks)
    height = 0
    for chunk in rest:
        head.append(chunk)
        height += sum(_lines(line, screen.width) for line in chunk.splitlines())
        if height >= screen.height:
            break
    else:
        yield from head
        return
    if not _through(command, head, rest):
        yield from head
        yield from rest


def _pager() -> list[str] | None:
    """AITRACKER_PAGER, else PAGER, else less or more.

    None where the terminal is dumb, or the variable is empty or `cat`.
    """
    if os.environ.get("TERM") == "dumb":
        return None
    for name in ("AITRACKER_PAGER", "PAGER"):
        if name in os.environ:
            command = words(os.environ[name])
            return command if command and command != ["cat"] and shutil.which(command[0]) else None
    usual = ("less",) if os.name == "nt" else ("less", "more")  # that `more` knows no UTF-8
    return next(([name] for name in usual if shutil.which(name)), None)


def words(line: str, *, windows: bool = os.name == "nt") -> list[str]:
    """The words of a command line by the rules of the system; none where a quote is not closed.

    Where backslashes divide folders they escape nothing, and a path with spaces is often given
    without quotes.
    """
    if shutil.which(line):
        return [line]
    try:
        parts = shlex.split(line, posix=not windows)
    except ValueError:
        return []
    return [_unquote(word) for word in parts] if windows else parts


def _unquote(word: str) -> str:
    """A word without the quotes around it, which shlex keeps under the rules of Windows."""
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'" else word


def _through(command: list[str], head: list[str], rest: Iterable[str]) -> bool:
    """Feeds the pager and waits until the person leaves it, which may be before the end.

    False where it cannot start.
    """
    # R: colours are colours; F and X: what fits after all stays on the screen.
    env = {**os.environ, "LESS": os.environ.get("LESS", "FRX"), "LESSCHARSET": "utf-8"}
    with interrupts.for_another():
        try:
            # The person's own choice.
            pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=env)  # noqa: S603
        except OSError:
            return False
        assert pager.stdin is not None
        try:
            with contextlib.suppress(BrokenPipeError):
                for part in (head, rest):
                    for chunk in part:
                        pager.stdin.write(chunk.encode("utf-8", "backslashreplace"))
        finally:  # whatever went wrong is told once the person has left the pager
            with contextlib.suppress(BrokenPipeError):
                pager.stdin.close()
            pager.wait()
    return True


def _lines(line: str, columns: int) -> int:
    """How many lines of the screen a line takes."""
    return (
        max(1, -(-width(_MARKUP.sub("", line)) // columns))
        if columns and len(line) > columns
        else 1
    )
