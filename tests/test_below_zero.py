"""Numbers below zero, and dashes that are no signs."""

from decimal import Decimal

import pytest

from assistant.generative.numbers import figures


@pytest.mark.parametrize(
    "text",
    [
        *["तापमान -5 डिग्री", "−5", "(-5°C)", "–5 degrees", "-५ डिग्री सेल्सियस", "माइनस पाँच डिग्री", "minus five", "minus-5"],
        *["शून्य से 5 डिग्री नीचे", "शून्य से नीचे पाँच डिग्री", "शून्य डिग्री से पांच डिग्री सेल्सियस नीचे", "शून्य से ५ डिग्री कम"],
        *["5 degrees below zero", "five below zero", "5 degrees Celsius below freezing", "shunya se 5 degree neeche"],
    ],
)
def test_a_number_below_zero_is_another_one(text):
    assert figures(text).claimed == {Decimal(-5)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty-five degrees below zero", {-25}),
        ("शून्य से साढ़े तीन डिग्री नीचे", {Decimal("-3.5")}),
        ("-2.3 प्रतिशत", {Decimal("-2.3")}),
        ("-5 से -7 डिग्री", {-5, -7}),
        ("-5 to 7 degrees", {-5, 7}),
        ("between minus 5 and 7 degrees", {-5, 7}),
    ],
)
def test_below_zero_it_is_read_with_all_its_words(text, expected):
    assert figures(text).claimed == {Decimal(number) for number in expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-20", {2019, 20}),
        ("5-7 people", {5, 7}),
        ("5 - 7 डिग्री", {5, 7}),
        ("5 -7 degrees", {5, 7}),
        ("5–7 degrees", {5, 7}),
        ("मृतक –5 लोग", {5}),
        ("-5 people", {5}),
        ("- 5 degrees", {5}),
        ("10 minus 3", {10, 3}),
        ("COVID-19", {19}),
        ("F-16", {16}),
        ("0 से 5 डिग्री", {0, 5}),
        ("शून्य से 5 डिग्री ऊपर", {5}),
        ("सामान्य से 3 डिग्री नीचे", {3}),
        ("3 degrees below normal", {3}),
        ("negative reports, 5 of them", {5}),
    ],
)
def test_a_dash_is_mostly_no_sign(text, expected):
    assert figures(text).claimed == {Decimal(number) for number in expected}
