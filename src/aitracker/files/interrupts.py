"""Ctrl-C while another program has the terminal."""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def for_another() -> Iterator[None]:
    """Ctrl-C is for the program that is started here, and does nothing to this one.

    Where it is ignored it stays so. A handler that does nothing, unlike one that ignores, is not
    inherited: the other program starts with the usual way, and no moment is left in between.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGINT, _nothing)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _nothing(*_: object) -> None:
    pass
