"""What the lines of an order come to, from what was typed: quantity × price, less the discount."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from zhike.clean.discounts import clean_discounts
from zhike.clean.money import clean_money
from zhike.clean.numbers import clean_numbers
from zhike.words.wording import half_up


def amounts(lines: Sequence[Mapping[str, str]]) -> list[int | None]:
    """Return the amount of each line in 分: quantity × price × (1 − discount), half-up.

    A line has `quantity`, `price` (元) and `discount` (off the price, 8% or 9.2折) as typed; None
    where quantity or price is missing or can't be read.
    """
    quantities = clean_numbers(_texts(lines, "quantity")).values
    prices = clean_money(_texts(lines, "price")).values
    discounts = clean_discounts(_texts(lines, "discount")).values
    return [_amount(*one) for one in zip(quantities, prices, discounts, strict=True)]


def _texts(lines: Sequence[Mapping[str, str]], name: str) -> pl.Series:
    return pl.Series([line.get(name) or None for line in lines], dtype=pl.String)


def _amount(quantity: float | None, price_fen: int | None, discount: float | None) -> int | None:
    if quantity is None or price_fen is None:
        return None
    kept = 1 - Decimal(str(discount or 0))
    return int(half_up(Decimal(str(quantity)) * price_fen * kept, 0))
