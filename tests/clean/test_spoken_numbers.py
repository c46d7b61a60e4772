"""Numbers in words are exact, and what could be two numbers is none."""

from decimal import Decimal

import pytest

from zhike.clean.spoken_numbers import spoken_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十六", 16),
        ("三百零六", 306),
        ("三百六", 360),
        ("三千零六十", 3060),
        ("六万三千", 63_000),
        ("六万零三", 60_003),
        ("3万6千", 36_000),
        ("三亿六千万", 360_000_000),
        ("六点三亿", 630_000_000),
        ("伍仟陆佰", 5600),
    ],
)
def test_numbers(text, number):
    assert spoken_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "百", "万", "三四十", "几万", "一亿2000", "3.5万6", "三百零"])
def test_what_is_no_number(text):
    assert spoken_number(text) is None
