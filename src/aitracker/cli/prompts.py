"""Questions to a person at a terminal, one line each."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from aitracker.display.streams import ask, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def can_ask() -> bool:
    """Whether somebody is there to answer: both streams are a terminal, and no build service."""
    return all(
        stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)
    ) and not os.environ.get("CI")


def ask_letter(question: str, letters: str) -> str:
    """One of these letters; the first where nothing is typed. It is asked until it is one."""
    while True:
        answer = ask(f"{question} ").strip().lower()[:1]
        if not answer:
            return letters[0]
        if answer in letters:
            return answer


def confirm(question: str, *, usually: bool) -> bool:
    """Yes or no; `usually` where nothing is typed."""
    answer = ask_letter(f"{question} {'[Y/n]' if usually else '[y/N]'}", "yn" if usually else "ny")
    return answer == "y"


def pick(title: str, choices: Sequence[tuple[str, str]]) -> str | None:
    """The value that is chosen by its number, of values with their names; None for none."""
    say(title)
    for number, (value, name) in enumerate(choices, 1):
        say(f"  {number}  {value}{f'  {name}' if name else ''}")
    while True:
        answer = ask("number, or nothing for none: ").strip()
        if not answer:
            return None
        if answer.isdecimal() and 0 < int(answer) <= len(choices):
            return choices[int(answer) - 1][0]
