"""The words of a command line as bash gives them to a completion: quoted, cut at `=` and `:`."""

from __future__ import annotations

from shlex import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def join_words(pieces: Sequence[str]) -> tuple[list[str], int]:
    """The words meant, and how many characters of the last one stand before what bash completes."""
    words: list[str] = []
    front = ""
    joins = False
    for piece in pieces:
        sign = piece in ("=", ":")
        front = words.pop() if words and (sign or joins) else ""
        words.append(front + piece)
        joins = sign
    return [_plain(word) for word in words], len(_plain(front))


def _plain(word: str) -> str:
    """A word without its quotes, of which the last may still be open."""
    lexer = shlex(word, posix=True)
    lexer.whitespace = lexer.commenters = ""
    lexer.whitespace_split = True
    try:
        return lexer.get_token() or ""
    except ValueError:
        return lexer.token


def shorten(lines: Iterable[str], length: int) -> list[str]:
    """The lines of an answer with so many characters less before each value."""
    return [line if line.startswith(":") else line[length:] for line in lines]
