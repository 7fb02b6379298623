"""A bar that shows on a terminal how far long work has come, and is gone when the work is done."""

from __future__ import annotations

import contextlib
import io
import time
from typing import TYPE_CHECKING

from aitracker.display.streams import columns_to_draw, draw, draws_in_color, erase

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 1.0
"""Seconds before there is a bar. What is quicker draws nothing, and imports no Rich."""

_PAUSE = 0.1
"""Seconds between two drawings."""

_BAR = 30


class Bar:
    """Called with a phrase that has gaps for two numbers, and with these.

    They are how much is done, and how much there is to do.
    """

    def __init__(self, color: bool) -> None:
        self._color = color
        self._next = time.monotonic() + _PATIENCE

    def __call__(self, doing: str, done: int, whole: int) -> None:
        """Draws the bar if it is time to."""
        if time.monotonic() >= self._next:
            draw(_line(doing, done, whole, columns_to_draw(), self._color))
            self._next = time.monotonic() + _PAUSE


@contextlib.contextmanager
def bar(color: str = "auto") -> Iterator[Bar]:
    """A bar to tell of long work while it goes on, for a standard error that is watched."""
    try:
        yield Bar(draws_in_color(color))
    finally:
        erase()


def _line(doing: str, done: int, whole: int, columns: int, color: bool) -> str:
    """The phrase and the bar, in so many columns; where they are few, the phrase alone."""
    from rich.console import Console
    from rich.progress_bar import ProgressBar

    phrase = doing.format(f"{done:,}", f"{whole:,}")
    length = min(_BAR, columns - len(phrase) - 1)
    if length < 5:
        return phrase[:columns]
    console = Console(
        file=io.StringIO(), width=length, force_terminal=color, no_color=not color, highlight=False
    )
    with console.capture() as capture:
        console.print(ProgressBar(whole, done, width=length), end="")
    return f"{phrase} {capture.get()}"
