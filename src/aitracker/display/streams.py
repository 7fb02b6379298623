"""The only place that writes, results and talk; nothing passes that could steer a terminal."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from aitracker.display.cells import (
    CONTROLS,
    UNSEEN,
    code,
    escape,
    has_right_to_left,
    in_place,
    runs_right_to_left,
    wrap,
)
from aitracker.display.console import obeys_escapes
from aitracker.display.markup import LINK, MARKS, RLM, STYLE, hold_lines, with_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BLOCK = 1 << 16
_CRLF = "\r(?=\n)"
_WIDTH = "[0-9]{1,5}"
_drawn = False


_MARKS = 8
"""So many columns stay free where marks stand: mlterm counts each as one, and draws none."""

Bidi = Literal["isolate", "mark", "none"]
"""How right-to-left text is kept in its place: by isolates, by a mark behind it, or not at all."""


class Screen(NamedTuple):
    """What a stream can show. `width` 0 means that nothing is cut or wrapped."""

    terminal: bool
    color: bool
    bidi: Bidi
    width: int
    height: int

    @property
    def unmarked(self) -> Screen:
        """The same screen for text that has no markup."""
        return self._replace(color=False, bidi="none")


def screen(color: str = "auto", bidi: str = "auto") -> Screen:
    """What standard output can show, by options, environment and terminal, in this order."""
    terminal = sys.stdout is not None and sys.stdout.isatty()  # None: closed before we began
    dumb = os.environ.get("TERM") == "dumb"
    columns, lines = _size() if terminal else (0, 0)
    able = terminal and not dumb and obeys_escapes()
    direction = _bidi(bidi, able=terminal and not dumb)
    room = max(columns - _MARKS, 1) if direction == "mark" and columns else columns
    return Screen(terminal, _has_color(color, able), direction, room, lines)


def _bidi(mode: str, *, able: bool) -> Bidi:
    if mode != "auto":
        return cast("Bidi", mode)
    if not able:
        return "none"
    # mlterm draws the marks of an isolate as boxes, a column each.
    return "mark" if os.environ.get("MLTERM") else "isolate"


def _has_color(color: str, able: bool) -> bool:
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
    """Columns and lines; COLUMNS and LINES win, as elsewhere."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        size = os.terminal_size((80, 24))
    columns, lines = (
        int(text) if re.fullmatch(_WIDTH, text := os.environ.get(name, "")) else 0
        for name in ("COLUMNS", "LINES")
    )
    return columns or size.columns or 80, lines or size.lines or 24


def speak_utf8() -> None:
    """Makes what others write to the standard streams UTF-8 too, whatever the locale.

    What others write is help and usage errors, for example.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write(chunks: Iterable[str], target: Screen | None = None, *, paged: bool = False) -> None:
    """Writes text to standard output as UTF-8 with LF, whatever the locale.

    Raises what the stream raises. The text passes `safe`, with the markup that the screen `target`
    has, and a lone surrogate is written as its code; with `paged` it goes through a pager if it
    does not fit on that screen.
    """
    if target is not None and paged and target.terminal and target.height:
        from aitracker.display.pager import through_pager

        blocks = through_pager((safe(chunk, target) for chunk in chunks), target)
    else:
        blocks = (safe(block, target) for block in _blocks(chunks))
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    out = sys.stdout.buffer
    for block in blocks:
        out.write(block.encode("utf-8", "backslashreplace"))
    out.flush()


def _blocks(chunks: Iterable[str]) -> Iterator[str]:
    pending: list[str] = []
    size = 0
    for chunk in chunks:
        pending.append(chunk)
        size += len(chunk)
        if size >= _BLOCK:
            yield "".join(pending)
            pending, size = [], 0
    yield "".join(pending)


def safe(text: str, target: Screen | None = None) -> str:
    r"""Text on its way out, with what could steer a terminal written as its code (`\x1b`).

    What stays: newlines, tabs, CRLF, and of our own markup what the screen `target` has. Into a
    pipe goes also what is only unseen (U+200B): there it is part of the data.
    """
    terminal = sys.stdout is not None and sys.stdout.isatty() if target is None else target.terminal
    markup = "|".join([_CRLF, STYLE, LINK] if target and target.color else [_CRLF])
    marks = MARKS if target is not None and target.bidi != "none" else {}
    # A class alone is searched five times faster than the same with alternatives.
    unsafe = re.compile(f"[{CONTROLS}{UNSEEN if terminal else ''}{''.join(marks)}]")
    end = 0

    def replacement(match: re.Match[str]) -> str:
        nonlocal end
        if match.start() >= end:
            ours = re.compile(markup).match(text, match.start())
            if ours is None:
                return marks.get(match[0]) or code(match[0])
            end = ours.end()
        return match[0]

    result = unsafe.sub(replacement, text)
    return hold_lines(result) if target is not None and target.bidi == "mark" else result


def say(message: str, target: Screen | None = None) -> None:
    """Tells the person something that is no result, on one line, if the stream is there.

    On the screen `target` it is wrapped, and text that runs right to left bears its marks, behind a
    space: VTE drops those in the first column.
    """
    line = escape(message)
    if target is not None:
        margin, text = target.bidi != "none" and has_right_to_left(line), line.lstrip(" ")
        before = " " * max(len(line) - len(text), margin)
        room = target.width - len(before) - margin
        lines = wrap(text, room) if target.width else [text]
        direction = runs_right_to_left(text)
        if target.bidi == "mark" and direction:
            # mlterm turns the whole line round; held at the left it would be read in pieces.
            before = RLM + before
        placed = (in_place(each, target, right_to_left=direction) for each in lines)
        line = with_marks("\n".join(before + each for each in placed))
    try:
        sys.stderr.buffer.write(f"{line}\n".encode())
        sys.stderr.buffer.flush()
    except (OSError, ValueError, AttributeError):
        pass


def is_watched() -> bool:
    """Whether somebody sees what is drawn on standard error.

    It is a terminal that can erase, and not that of a build service.
    """
    return (
        sys.stderr is not None
        and sys.stderr.isatty()
        and os.environ.get("TERM") != "dumb"
        and not os.environ.get("CI")
        and obeys_escapes()
    )


def columns_to_draw() -> int:
    """How long a drawn line may be.

    The last column stays free, where some terminals would begin the next line.
    """
    try:
        return (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1
    except OSError:
        return 79


def draws_in_color(color: str) -> bool:
    """Whether what is drawn has colours."""
    return _has_color(color, able=True)


def draw(line: str) -> None:
    """Puts a line in place of the one drawn before, on a standard error that is watched."""
    # Whether something is drawn is true of the terminal, so of the process.
    global _drawn  # noqa: PLW0603
    _drawn = True
    _write_raw(f"\r{line}\x1b[K")


def erase() -> None:
    """Takes away what was drawn.

    Also on the way out of an interrupt, so that nothing is built or buffered here.
    """
    global _drawn  # noqa: PLW0603 # see above
    if _drawn:
        _write_raw("\r\x1b[K")
        _drawn = False


def _write_raw(text: str) -> None:
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


def ask(question: str, words: Sequence[str] = ()) -> str:
    """What a person types after a question, with these words on TAB.

    KeyboardInterrupt on Ctrl-C and Ctrl-D, with the terminal as it was.
    """
    import signal

    with contextlib.suppress(ImportError):
        import readline

        readline.set_completer_delims("")
        readline.parse_and_bind("tab: complete")
        readline.set_completer(lambda prefix, n: _fitting(words, prefix, n))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return input(escape(question))
    except EOFError:
        raise KeyboardInterrupt from None
    finally:
        signal.signal(signal.SIGINT, before)


def _fitting(words: Sequence[str], prefix: str, number: int) -> str | None:
    fitting = [word for word in words if word.startswith(prefix)]
    return fitting[number] if number < len(fitting) else None
