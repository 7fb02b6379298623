"""Ctrl-C belongs to the program that has the terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aitracker.files import interrupts

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL = "import signal, sys; sys.exit(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)"


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


@pytest.fixture(autouse=True)
def usual_interrupts() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_does_nothing_from_before_the_other_program_starts() -> None:
    with interrupts.for_another():
        interrupt()
        subprocess.run([sys.executable, "-c", ""], check=True)
        interrupt()


def test_the_other_program_is_interrupted_as_usual() -> None:
    with interrupts.for_another():
        subprocess.run([sys.executable, "-c", USUAL], check=True)


def test_an_interrupt_ends_this_program_again_afterwards() -> None:
    with pytest.raises(ZeroDivisionError), interrupts.for_another():
        _ = 1 / 0
    with pytest.raises(KeyboardInterrupt):
        interrupt()


def test_interrupts_that_are_ignored_stay_so_for_both() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with interrupts.for_another():
        assert subprocess.run([sys.executable, "-c", USUAL], check=False).returncode == 1
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
