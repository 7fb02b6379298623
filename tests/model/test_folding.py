from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitracker.model.folding import fold, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("آسفي", "اسفي"),
        ("مَرَّاكُش", "مراكش"),
        ("أگادير", "اكادير"),
        ("أڭادير", "اكادير"),
        ("الرقمي", "الرقمى"),
        ("المدرسة", "المدرسه"),
        ("مـختبر", "مختبر"),
        ("٢٠٣٠", "2030"),
        ("Numérique", "numerique"),
        ("ﷲ", "الله"),
        ("STRASSE", "straße"),
        ("ﻣﺨﺘﺒﺮ", "مختبر"),
        ("Œuvre", "oeuvre"),
        ("cæsium", "Caesium"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("written", ["الرباط", "بالرباط", "والرباط", "رباط"])
def test_a_word_is_found_without_its_article_and_prefix(written: str) -> None:
    assert "رباط" in tokens(written)


@pytest.mark.parametrize("written", ["وإصلاح", "وسطات", "فإصلاح"])
def test_a_word_is_found_without_a_bare_conjunction(written: str) -> None:
    assert fold(written)[1:] in tokens(written)


def test_a_first_letter_that_leaves_no_word_is_no_prefix() -> None:
    assert tokens("وكالة") == ["وكاله", "كاله"]
    assert tokens("لجنة") == ["لجنه"]


def test_different_letters_stay_different() -> None:
    assert fold("سفير") != fold("صفير")
    assert fold("Ryad") != fold("Riad")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
