"""Which texts are in a language, and which are names."""

from __future__ import annotations

import pytest

from aitracker.model.fields import fields
from aitracker.model.languages import PROSE, LocalizedText, Texts
from aitracker.model.records import ITEM_TYPES, Source

_NAMES = {"name", "place"}
"""The keys of texts that are names."""


def test_every_text_of_a_record_is_prose_or_a_name() -> None:
    held = {
        each.key
        for kind in ITEM_TYPES
        if kind is not Source
        for each in fields(kind)
        if "Mapping" in str(each.type) and not each.by_key
    }
    assert held - _NAMES - {"aliases", "objectives"} == PROSE


@pytest.mark.parametrize(
    ("text", "prose", "name"),
    [
        ("a plan", "a plan [en]", "a plan"),
        ({"en": "a plan"}, "a plan [en]", "a plan [en]"),
        ({"fr": "un plan", "en": "a plan"}, "un plan", "un plan"),
        (None, "", ""),
    ],
)
def test_plain_prose_in_another_language_is_marked(
    text: LocalizedText | None, prose: str, name: str
) -> None:
    texts = Texts(["fr", "en"], marks=True, plain="en")
    assert (texts.prose(text), texts.choose(text)) == (prose, name)


def test_plain_prose_in_the_language_asked_for_is_not_marked() -> None:
    assert Texts(["en"], marks=True, plain="en").prose("a plan") == "a plan"


def test_without_a_language_of_its_texts_a_registry_means_plain_prose_for_all() -> None:
    assert Texts(["fr"], marks=True).prose("a plan") == "a plan"


def test_programs_read_no_marks() -> None:
    assert Texts(["fr"], marks=False, plain="en").prose("a plan") == "a plan"
