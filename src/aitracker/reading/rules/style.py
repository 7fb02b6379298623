"""Rules about how the text is written, so that people can read it and git can compare it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aitracker.model.languages import RIGHT_TO_LEFT
from aitracker.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.reading.source import Document

# A line whose value begins with a bracket: `- {...}`, `key: [...]`, `id: {...}`.
_IN_BRACKETS = re.compile(r"^ *(?:- +)*(?:[\w-]+: +)?(?P<value>[\[{].*)$", re.MULTILINE)
_RIGHT_TO_LEFT = re.compile(RIGHT_TO_LEFT)
# A title, a summary, a note or a text in one language may well be a quotation as a whole.
_QUOTED_IN_PRINT = re.compile(
    r"^ *(?:- )?(?P<key>(?!title|summary|note|[a-z]{2}:)[\w-]+: +)"
    r"(?P<quote>[“„«])(?P<text>[^“”„«»\"\n#:]+)[”“»] *$",
    re.MULTILINE,
)
_LONGEST_KEY = 1024
"""How far from its start YAML looks for the colon of a key."""

_REASONS = (
    ("others_say:", "a rival account"),
    ("://", "an address"),
)


def unfit_for_brackets(text: str) -> list[str]:
    """What the text holds that house style keeps out of brackets, in words.

    Empty where there is nothing.
    """
    reasons = [what for mark, what in _REASONS if mark in text]
    return [*reasons, "right-to-left text"] if _RIGHT_TO_LEFT.search(text) else reasons


def block_form(document: Document) -> Iterator[Problem]:
    """An item with a rival account, an address or right-to-left text has one field per line.

    Right-to-left text then ends its line, and no editor or terminal reorders what is next to it.

    Bad::

        organizations:
          agency: {name: {en: Agency, ar: وكالة}, sources: [press-page, official-page]}

    Good::

        organizations:
          agency:
            name:
              en: Agency
              fr: Agence
              ar: وكالة
            sources: [press-page, official-page]
    """
    for start, line in document.text.matches(_IN_BRACKETS):
        if reasons := unfit_for_brackets(line["value"]):
            yield Problem(
                f"{' and '.join(reasons)} inside brackets",
                "write one field per line, without brackets",
                offset=start + line.start("value"),
            )


def one_fact_one_line(document: Document) -> Iterator[Problem]:
    """A value in brackets fits on its line: one fact, one line, so that a diff shows whole facts.

    Bad::

        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [press-page, official-page]
            history:
              - {date: 2025-01-12, status: announced,
                 summary: First shown}

    Good::

        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [press-page, official-page]
            history:
              - {date: 2025-01-12, status: announced, summary: First shown}
    """
    for start, line in document.text.matches(_IN_BRACKETS):
        value = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", "", line["value"])
        if sum(map(value.count, "[{")) > sum(map(value.count, "]}")):
            yield Problem(
                "this value continues on the next line",
                "end it on this line, or write one field per line, without brackets",
                offset=start + line.start("value"),
            )


def blank_field(document: Document) -> Iterator[Problem]:
    """A key with nothing behind it says nothing: it was begun and not ended.

    Bad::

        initiatives:
          bill:
            kind: bill
            name: Bill
            lead:
            sources: [press-page, official-page]
            history: [{date: 2025-05, status: proposed}]

    Good::

        initiatives:
          bill:
            kind: bill
            name: Bill
            lead: ministry
            sources: [press-page, official-page]
            history: [{date: 2025-05, status: proposed}]
    """
    for offset in document.blanks:
        key = document.text[offset : offset + _LONGEST_KEY].partition(":")[0]
        yield Problem(
            f"nothing stands behind '{key}:'",
            "write its value, or delete this field",
            offset=offset,
        )


def quotes_of_print(document: Document) -> Iterator[Problem]:
    """Quotes of print around a whole text are part of it, which is seldom meant.

    Bad::

        initiatives:
          bill:
            kind: bill
            name: “Bill”
            sources: [press-page, official-page]
            history: [{date: 2025-05, status: proposed}]

    Good::

        initiatives:
          bill:
            kind: bill
            name: Bill
            sources: [press-page, official-page]
            history: [{date: 2025-05, status: proposed}]
    """
    for start, match in document.text.matches(_QUOTED_IN_PRINT):
        yield Problem(
            "these quotes are part of the text",
            f"write: {match['key']}{match['text'].strip()}",
            offset=start + match.start("quote"),
        )


def comment_after_text(document: Document) -> Iterator[Problem]:
    """A `#` after a space starts a comment, also where a number was meant, and the rest is lost.

    A comment on a line of data has a space after its `#`; put text that contains ` #` in quotes.

    Bad::

        organizations:
          agency:
            name: Agency #1 of three
            sources: [press-page, official-page]

    Good::

        organizations:
          agency:
            name: "Agency #1 of three"
            sources: [press-page, official-page] # as of May
    """
    for offset in document.tails:
        yield Problem(
            "this # starts a comment, and what follows is not part of the text",
            "put the whole text in quotes, or add a space after the # of a comment",
            offset=offset,
        )
