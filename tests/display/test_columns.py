"""What is told apart by its key: words of a vocabulary, dates, plain texts."""

from __future__ import annotations

import pytest

from aitracker.display.labels import cell
from aitracker.display.wording import DATES
from aitracker.model.dates import Date
from aitracker.model.fields import fields, parts
from aitracker.model.records import ITEM_TYPES
from aitracker.model.scalars import Checked
from aitracker.model.vocabulary import label
from aitracker.model.vocabulary_data import DEFINITIONS


@pytest.mark.parametrize(
    ("key", "vocabulary"),
    [
        ("status", "status"),
        ("kind", "initiative-kind"),
        ("kind", "organization-kind"),
        ("evidence", "evidence"),
        ("collection", "collection"),
        ("state", "promise-state"),
        ("stage", "stage"),
        ("outcome", "outcome"),
        ("change", "change"),
        ("role", "role"),
    ],
)
def test_a_column_of_words_is_printed_in_the_language_of_the_reader(
    key: str, vocabulary: str
) -> None:
    words = list(DEFINITIONS[vocabulary])
    assert [cell(key, word, "ar") for word in words] == [
        label(vocabulary, word, "ar") for word in words
    ]


@pytest.mark.parametrize("key", ["part", "name", "metric", "text", "field"])
def test_a_column_of_texts_is_printed_as_it_is(key: str) -> None:
    assert cell(key, "party", "fr") == "party"


def test_the_keys_of_dates_are_those_that_hold_a_date() -> None:
    keys = {
        each.key
        for kind in ITEM_TYPES
        for each in fields(kind)
        if any(isinstance(part, Checked) and part.check == Date.parse for part in parts(each.type))
    }
    assert keys == DATES
