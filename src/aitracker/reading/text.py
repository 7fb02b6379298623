"""The text of a file, a few lines of it at a time.

Kept as the bytes that were read: as one `str` it would take two or four bytes for every letter, as
soon as there is one Arabic letter or one picture in it.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWLINE = re.compile(r"\r\n|\n|\r")

_BLOCK = 1 << 14
"""Bytes after which a block ends with its line: few to make text of, many to be quick."""


class Text:
    """A text in UTF-8, of which parts can be had as `str`; offsets count code points.

    UnicodeDecodeError where the bytes are no UTF-8.
    """

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        # Where each block begins, in bytes and in code points, and where the last one ends.
        self._bytes = array("I", [0])
        self._offsets = array("I", [0])
        self._lines: array[int] | None = None
        self._at = -1
        self._block = ""
        begin = 0
        while begin < len(raw):
            end = raw.find(b"\n", begin + _BLOCK) + 1 or len(raw)
            self._bytes.append(end)
            self._offsets.append(self._offsets[-1] + len(raw[begin:end].decode()))
            begin = end

    def __len__(self) -> int:
        return self._offsets[-1]

    def __str__(self) -> str:
        return self.raw.decode()

    def __getitem__(self, part: slice) -> str:
        start, end, _ = part.indices(len(self))
        if start >= end:
            return ""
        number = bisect_right(self._offsets, start) - 1
        before = self._offsets[number]
        found = self._read(number)[start - before : end - before]
        while end > self._offsets[number + 1]:
            number += 1
            found += self._read(number)[: end - self._offsets[number]]
        return found

    def line_start(self, offset: int) -> int:
        """The offset at which the line of this offset begins."""
        number = bisect_right(self._offsets, offset, hi=len(self._offsets) - 1) - 1
        before, block = self._offsets[number], self._read(number)
        newlines = (block.rfind(newline, 0, offset - before) for newline in "\r\n")
        return before + max(newlines) + 1

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, in code points."""
        if self._lines is None:
            self._lines = array("I", [0])
            self._lines.extend(start + found.end() for start, found in self.matches(NEWLINE))
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Each match of a pattern within a line, and the offset from which its places count."""
        for number in range(len(self._bytes) - 1):
            start = self._offsets[number]
            for found in pattern.finditer(self._read(number)):
                yield start, found

    def _read(self, number: int) -> str:
        """A block as text; whoever asks for one mostly asks for it again."""
        if number != self._at:
            self._block = self.raw[self._bytes[number] : self._bytes[number + 1]].decode()
            self._at = number
        return self._block
