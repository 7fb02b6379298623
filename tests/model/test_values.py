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
        ("15,000,000", "15000000"),
        ("0,500", "0.500"),
        ("1200 M USD", "1200 m USD"),
        ("200 Mrd EUR", "200 bn EUR"),
        ("200 Mrd. Euro", "200 bn EUR"),
        ("200 Milliarden EUR", "200 bn EUR"),
        ("200 Mio. EUR", "200 m EUR"),
        ("3 mil millones de euros", "3 bn EUR"),
        ("5 millones", "5 m"),
        ("1,2 MDH", "1.2 m MAD"),
        ("16 bn euros", "16 bn EUR"),
        ("5 €", "5 EUR"),
        ("5€", "5 EUR"),
        ("$1.6bn", "1.6 bn USD"),
        ("5 ملايين دولار", "5 m USD"),
        ("50 eur", "50 EUR"),
        ("entre 10 et 12", "10-12"),
        ("between 10 and 12 bn USD", "10-12 bn USD"),
        ("3–5 bn EUR", "3-5 bn EUR"),
        ("3 to 5 bn EUR", "3-5 bn EUR"),
        ("environ 60", "60~"),
        ("more than 500 MW", "500+ MW"),
        ("plus de 500", "500+"),
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


@pytest.mark.parametrize(
    "text", ["1000000 tn", "-1000000 tn", "1-1000000 tn", "9223372036854775808", "9" * 400 + " MAD"]
)
def test_what_no_amount_can_be_is_refused_and_all_below_it_is_taken(text: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Value.parse(text)
    assert "is too large" in refused.value.message
    assert len(refused.value.message) < 70
    assert refused.value.hint == "write a number below 1000000 tn"
    assert Value.parse("999999999999999999+ MAD").number == 10**18 - 1


@given(
    st.decimals(min_value=0, max_value=10**5, places=3),
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


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("15,000", "did you mean '15000' or '15.000'?"),
        ("1,200 MW", "did you mean '1200 MW' or '1.200 MW'?"),
        ("5 dirhams", "did you mean '5 MAD' or '5 AED'?"),
        ("3 millones de pesos", "did you mean '3 m MXN' or '3 m CLP' or '3 m COP'?"),
        ("20 soles", "did you mean '20 PEN'?"),
        ("1,5 m DH", "did you mean '1.5 m MAD' or '1.5 m AED'?"),
    ],
)
def test_what_has_two_readings_is_offered_with_both(written: str, hint: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Value.parse(written)
    assert refused.value.hint == hint


@pytest.mark.parametrize("code", ["EUR", "USD", "MAD", "ALL", "TOP"])
def test_the_code_of_a_currency_is_a_unit(code: str) -> None:
    assert Value.parse(f"5 m {code}").unit == code


@pytest.mark.parametrize(
    ("written", "low", "high", "unit"),
    [("3-5 bn EUR", 3 * 10**9, 5 * 10**9, "EUR"), ("10-12~", 10, 12, ""), ("7", 7, 7, "")],
)
def test_a_range_has_two_ends(written: str, low: int, high: int, unit: str) -> None:
    value = Value.parse(written)
    assert (int(value.number), int(value.high), value.unit) == (low, high, unit)
    assert str(value) == written


def test_a_range_that_ends_below_its_beginning_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="ends below"):
        Value.parse("5-3 bn EUR")


@pytest.mark.parametrize("text", ["1-0A", "3–1 m", "5-3$", "1,5 k to 2", "3 – 1MW"])
def test_what_would_be_refused_itself_is_not_offered(text: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Value.parse(text)
    assert "did you mean" not in refused.value.hint


@given(st.text(alphabet="0123456789.,-+~ kmbn$€MADhüoiler%é", min_size=1, max_size=14))
def test_what_is_offered_instead_is_always_a_value(text: str) -> None:
    try:
        Value.parse(text)
    except InvalidValueError as error:
        if error.hint.startswith("did you mean"):
            for offered in error.hint.split("'")[1::2]:
                assert str(Value.parse(offered)) == offered


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("140 M€", "140 m EUR"),
        ("140 m d'euros", "140 m EUR"),
        ("12 pour cent", "12 %"),
        ("٪12", "12 %"),
        ("1.4 bn MAD et plus", "1.4+ bn MAD"),
        ("1.4 bn-MAD", "1.4 bn MAD"),
        ("MAD 1.4 bn", "1.4 bn MAD"),
        ("1.400.000.000 MAD", "1400000000 MAD"),
        ("١٬٤٠٠ m MAD", "1400 m MAD"),
        ("près de 1.4 bn MAD", "1.4~ bn MAD"),
        (".5", "0.5"),
    ],
)
def test_signs_and_words_that_are_no_unit_are_refused_with_what_was_meant(
    written: str, meant: str
) -> None:
    with pytest.raises(InvalidValueError) as error:
        Value.parse(written)
    assert error.value.problem.hint == f"did you mean '{meant}'?"


@pytest.mark.parametrize("written", ["15 | 20", "1 / 2", '1.4 bn MAD"', "140 m USD (est.)"])
def test_signs_are_no_unit(written: str) -> None:
    with pytest.raises(InvalidValueError):
        Value.parse(written)


@pytest.mark.parametrize("written", ["5 MW", "12 m²", "15 TB", "1.4 bn MAD/an", "3 l'heure"])
def test_units_with_signs_of_their_own_stay(written: str) -> None:
    assert Value.parse(written).unit
