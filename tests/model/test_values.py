from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitracker.model.dates import Date
from aitracker.model.errors import InvalidValueError
from aitracker.model.values import Value


@pytest.mark.parametrize(
    ("written", "number", "bound", "unit"),
    [
        ("15000", "15000", "", ""),
        ("1.4 bn MAD", "1400000000", "", "MAD"),
        ("500 MW", "500", "", "MW"),
        ("500+", "500", "+", ""),
        ("60~", "60", "~", ""),
        ("73+ %", "73", "+", "%"),
        ("1 m", "1000000", "", ""),
        ("3~ petaflops", "3", "~", "petaflops"),
        ("10~ bn USD", "10000000000", "~", "USD"),
        ("0.1 k", "100", "", ""),
    ],
)
def test_a_value_is_kept_as_written_and_parsed_exactly(
    written: str, number: str, bound: str, unit: str
) -> None:
    value = Value.parse(written)
    assert (value.number, value.bound, value.unit, str(value)) == (
        Decimal(number),
        bound,
        unit,
        written,
    )


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("1,4 bn MAD", "1.4 bn MAD"),
        ("15 000", "15000"),
        ("15,000", "15000"),
        ("١٥", "15"),
        (">500", "500+"),
        ("~60", "60~"),
        ("73%", "73 %"),
    ],
)
def test_another_spelling_is_refused_with_the_right_one(written: str, offered: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Value.parse(written)
    assert refused.value.hint == f"did you mean '{offered}'?"


@given(
    st.decimals(min_value=0, max_value=10**9, places=3),
    st.sampled_from(["", "+", "~"]),
    st.sampled_from(["", " k", " m", " bn", " tn"]),
)
def test_scale_and_bound_never_lose_a_digit(number: Decimal, bound: str, scale: str) -> None:
    parsed = Value.parse(f"{number:f}{bound}{scale} MAD")
    assert parsed.number == number * 10 ** {"": 0, " k": 3, " m": 6, " bn": 9, " tn": 12}[scale]


@given(st.text())
def test_any_text_is_a_value_or_a_clear_error(text: str) -> None:
    try:
        assert str(Value.parse(text)) == text
    except InvalidValueError as error:
        assert error.hint


def test_values_and_dates_of_one_text_are_one_in_a_set() -> None:
    assert {Value.parse("5 MW"), Value.parse("5 MW"), Value.parse("6 MW")} == {
        Value.parse("6 MW"),
        Value.parse("5 MW"),
    }
    assert len({Date.parse("2025"), Date.parse("2025"), Date.parse("2026")}) == 2
    assert (repr(Value.parse("5 MW")), repr(Date.parse("2025"))) == (
        "Value('5 MW')",
        "Date('2025')",
    )
    assert Value.parse("5") != "5"
    assert Date.parse("2025") != "2025"


@pytest.mark.parametrize(
    ("written", "word", "remedy"),
    [
        ("5 billions", "billions", "did you mean '5 bn'?"),
        ("5 Milliards MAD", "Milliards", "did you mean '5 bn MAD'?"),
        ("5 mdh", "mdh", "did you mean '5 m MAD'?"),
        ("5 k million", "million", "write a number"),
    ],
)
def test_a_number_in_words_is_named_and_written_in_letters(
    written: str, word: str, remedy: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Value.parse(written)
    assert caught.value.message == f"'{word}' is a number, not a unit"
    assert caught.value.hint.startswith(remedy)
