"""Every language says everything, and says it with the same gaps."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from aitracker.display.labels import aim, amount
from aitracker.model.fields import fields
from aitracker.model.labels import (
    clauses,
    field,
    labels,
    languages,
    month,
    name_and_value,
    say,
    series,
    word,
)
from aitracker.model.records import ITEM_TYPES
from aitracker.model.vocabulary_data import DEFINITIONS

OTHERS = [language for language in languages() if language != "en"]


def gaps(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_english_french_arabic_and_german_have_labels() -> None:
    assert {"ar", "de", "en", "fr"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_a_language_has_a_label_for_every_word_and_for_no_other(language: str) -> None:
    own = labels(language).words
    assert {name: set(words) for name, words in own.items()} == {
        name: set(words) for name, words in DEFINITIONS.items()
    }
    assert all(said.strip() for words in own.values() for said in words.values())


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_phrase_with_the_gaps_of_the_english_one(language: str) -> None:
    english = labels("en").phrases
    assert {key: gaps(phrase) for key, phrase in labels(language).phrases.items()} == {
        key: gaps(phrase) for key, phrase in english.items()
    }


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_a_label_for_every_field(language: str) -> None:
    known = {each.key for kind in ITEM_TYPES for each in fields(kind)}
    assert known - labels(language).fields.keys() == set()


def test_a_field_without_a_label_is_called_by_its_key() -> None:
    assert field("part_of", "en") == "part of"
    assert field("no_such_field", "fr", "No such field") == "No such field"
    assert field("part_of", "fr-MA") == "Fait partie de"


@pytest.mark.parametrize("language", languages())
def test_a_year_has_twelve_months(language: str) -> None:
    assert len({month(number, language) for number in range(1, 13)}) == 12


def test_a_language_without_labels_is_spoken_to_in_english() -> None:
    assert word("status", "signed", "xx") == word("status", "signed", "en") == "signed"
    assert month(1, "xx") == "January"


def test_the_labels_of_a_language_serve_its_regions() -> None:
    assert word("status", "signed", "fr-MA") == word("status", "signed", "fr") != "signed"
    assert month(8, "ar-MA") == "غشت"


@pytest.mark.parametrize("name", ["", "..", "os", "labels"])
def test_what_is_no_language_is_spoken_to_in_english(name: str) -> None:
    assert labels(name) is labels("en")


def test_an_unknown_phrase_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        say("no such phrase", "fr")


def test_items_stand_beside_each_other_with_the_marks_of_the_language() -> None:
    assert series(["a", "b"], "en") == series(["a", "b"], "fr") == "a, b"
    assert series(["a", "b"], "ar") == "a، b"
    assert (clauses(["a", "b"], "fr"), clauses(["a", "b"], "ar")) == ("a ; b", "a؛ b")
    assert (
        name_and_value("a", 1, "fr"),
        name_and_value("a", 1, "ar"),
        name_and_value("a", "", "fr"),
    ) == (
        "a : 1",
        "a: 1",
        "a",
    )


@pytest.mark.parametrize(
    "vocabulary", [name for name in DEFINITIONS if name != "organization-kind"]
)
@pytest.mark.parametrize("language", languages())
def test_no_two_words_of_a_vocabulary_have_one_label(vocabulary: str, language: str) -> None:
    said = labels(language).words[vocabulary].values()
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("language", ["ar"])
def test_arabic_is_parted_by_arabic_commas(language: str) -> None:
    phrases = labels(language).phrases.items()
    assert [phrase for key, phrase in phrases if "," in phrase] == [
        labels(language).phrases["decimal point"]
    ]


def test_french_puts_a_space_before_what_stands_high() -> None:
    phrases = labels("fr").phrases.values()
    assert [phrase for phrase in phrases if re.search(r"[^\s][:;!?](\s|$)", phrase)] == []


def test_a_kind_of_several_collections_is_called_alike_in_all_of_them() -> None:
    for language in languages():
        said: dict[str, set[str]] = {}
        for vocabulary, words in labels(language).words.items():
            if vocabulary.endswith("-kind"):
                for term, called in words.items():
                    said.setdefault(term, set()).add(called)
        assert [term for term, called in said.items() if len(called) > 1] == []


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en", "26.9 %", "26.9 %"),
        ("fr", "26.9 %", "26,9\u00a0%"),
        ("de", "73.5+ %", "73,5+\u00a0%"),
        ("ar", "26.9 %", "26,9\u00a0%"),
        ("fr", "4.8 tn USD", "4,8 mille Md USD"),
        ("fr", "3.5-5.25 m MAD", "3,5-5,25 M MAD"),
        ("fr", "-1.5~ points", "-1,5~ points"),
        ("fr", "2.5 GPT-4.1", "2,5 GPT-4.1"),
        ("fr", "12 % of GDP", "12\u00a0% of GDP"),
    ],
)
def test_a_number_has_the_decimal_sign_of_the_language(
    language: str, value: str, shown: str
) -> None:
    assert amount(value, language) == shown


def test_an_aim_has_its_number_as_the_language_writes_it() -> None:
    assert aim("croissance du PIB 2.0: 1.5 bn MAD [en]", "fr") == (
        "croissance du PIB 2.0 : 1,5 Md MAD [en]"
    )
    assert aim("startups: 1.5 k", "en") == "startups: 1.5 k"


@pytest.mark.parametrize("language", OTHERS)
def test_a_total_has_one_colon(language: str) -> None:
    total = say("total", language, counted=name_and_value("records", 7, language))
    assert total.count(":") == 1


def test_french_says_of_rows_of_any_noun_what_need_not_agree() -> None:
    assert not re.search(r"ée?s?\b", say("perhaps outside", "fr", number=1))


def test_the_two_days_of_a_french_footer_are_told_apart() -> None:
    silent = say("stale until", "fr", rows="fiches : 7", day="2026-04-24")
    footer = say("footer", "fr", rows=silent, day="2026-11-25", file="x.yaml")
    assert footer.count(" au 2026") == 1
