"""The only place that writes: results to standard output, talk to standard error."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from aitracker.display.console import obeys_escapes

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLOCK = 1 << 16
_drawn = False


class Screen(NamedTuple):
    """What a stream can show. `width` 0 means that nothing is cut or wrapped."""

    terminal: bool
    color: bool
    isolates: bool
    width: int
    height: int


def screen(color: str = "auto", bidi: str = "auto") -> Screen:
    """What standard output can show, by the options, the environment and the terminal, in this order."""
    terminal = sys.stdout is not None and sys.stdout.isatty()  # None: closed before we began
    dumb = os.environ.get("TERM") == "dumb"
    columns, lines = _size() if terminal else (0, 0)
    isolates = bidi == "isolate" or (bidi == "auto" and terminal and not dumb)
    able = terminal and not dumb and obeys_escapes()
    return Screen(terminal, _colored(color, able), isolates, columns, lines)


def _colored(color: str, able: bool) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0") or os.environ.get(
        "CLICOLOR_FORCE", "0"
    ) not in ("", "0"):
        return True
    return able


def _size() -> tuple[int, int]:
    """Columns and lines; COLUMNS wins, as elsewhere."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        size = os.terminal_size((80, 24))
    columns = os.environ.get("COLUMNS", "")
    return (
        int(columns) if columns.isdecimal() and int(columns) else size.columns or 80
    ), size.lines or 24


def speak_utf8() -> None:
    """Makes what others write to the standard streams UTF-8 too, such as help and usage errors, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write(chunks: Iterable[str], pages: Screen | None = None) -> None:
    """Writes text to standard output as UTF-8 with LF, whatever the locale; raises what the stream raises.

    On the screen `pages`, text that does not fit on it goes through a pager.
    """
    if pages is not None and pages.terminal and pages.height:
        from aitracker.display.pager import paged

        chunks = paged(chunks, pages)
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    out = sys.stdout.buffer
    pending: list[str] = []
    size = 0
    for chunk in chunks:
        pending.append(chunk)
        size += len(chunk)
        if size >= _BLOCK:
            out.write("".join(pending).encode("utf-8", "backslashreplace"))
            pending, size = [], 0
    out.write("".join(pending).encode("utf-8", "backslashreplace"))
    out.flush()


def say(message: str) -> None:
    """Tells the person something that is no result; a stream that is gone is nobody to tell."""
    try:
        sys.stderr.buffer.write(f"{message}\n".encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()
    except (OSError, ValueError, AttributeError):
        pass


def watched() -> bool:
    """Whether somebody sees what is drawn on standard error: it is a terminal that can erase, and not that of a build service."""
    return (
        sys.stderr is not None
        and sys.stderr.isatty()
        and os.environ.get("TERM") != "dumb"
        and not os.environ.get("CI")
        and obeys_escapes()
    )


def columns_to_draw() -> int:
    """How long a drawn line may be. The last column stays free, where some terminals would begin the next line."""
    try:
        return (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1
    except OSError:
        return 79


def drawn_in_color(color: str) -> bool:
    """Whether what is drawn has colours."""
    return _colored(color, able=True)


def draw(line: str) -> None:
    """Puts a line in place of the one drawn before, on a standard error that is watched."""
    global _drawn  # noqa: PLW0603 # whether something is drawn is true of the terminal, so of the process
    _drawn = True
    _put(f"\r{line}\x1b[K")


def erase() -> None:
    """Takes away what was drawn; also on the way out of an interrupt, so that nothing is built or buffered here."""
    global _drawn  # noqa: PLW0603 # see above
    if _drawn:
        _put("\r\x1b[K")
        _drawn = False


def _put(text: str) -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.write(sys.stderr.fileno(), text.encode("utf-8", "backslashreplace"))


def silence() -> None:
    """Points standard output at nothing, so that the interpreter's last flush cannot fail."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        pass
