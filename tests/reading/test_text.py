"""The text of a file says the same in parts as it does whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitracker.reading import text as module
from aitracker.reading.text import NEWLINE, Text

LINES = st.text(st.sampled_from("ab #é ع😀\n\r"), max_size=60)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BLOCK", 3)


@given(LINES, st.integers(-1, 65), st.integers(0, 65))
def test_a_part_is_that_of_the_whole(whole: str, start: int, end: int) -> None:
    text = Text(whole.encode())
    assert (str(text), len(text)) == (whole, len(whole))
    assert text[start:end] == whole[start:end]


@given(LINES)
def test_each_offset_has_the_line_and_column_of_the_whole(whole: str) -> None:
    text = Text(whole.encode())
    for offset in range(len(whole)):
        before = NEWLINE.split(whole[: offset + 1].removesuffix("\n").removesuffix("\r"))
        if whole[offset] not in "\r\n":
            assert text.position(offset) == (len(before), len(before[-1]))
            assert text.line_start(offset) == offset + 1 - len(before[-1])


@given(LINES)
def test_the_matches_are_those_in_the_whole(whole: str) -> None:
    pattern = re.compile(r"^[^\n]*?(a)", re.MULTILINE)
    found = [start + match.start(1) for start, match in Text(whole.encode()).matches(pattern)]
    assert found == [match.start(1) for match in pattern.finditer(whole)]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        Text(b"fine\nfine\n\xff")
