"""Parts of a change that add up to it exactly."""

import math
from fractions import Fraction

import pytest

from zhike.reckon.parts_of_change import Cell, log_parts, profit_change


def test_profit_by_hand() -> None:
    # A: 100 → 120 sold, 30 → 24 earned; B: 100 → 100, 20 → 20. M = 50/200 = 25 %.
    # volume 20 × 25 % = 5; rate of A 120 × (20 % − 30 %) = −12, of B 0; total −6, so mix is 1:
    # of the 20 more sold all were A, which earned 30 % instead of 25 %.
    found = profit_change({"A": Cell(100, 120, 30, 24), "B": Cell(100, 100, 20, 20)})
    assert found is not None
    assert (found.total, found.volume, found.mix) == (-6, 5, 1)
    assert found.rates == {"A": -12, "B": 0}
    assert found.volume + found.mix + found.rate == found.total


def test_what_is_new_or_gone_is_mix() -> None:
    new, gone, same = Cell(0, 50, 0, 10), Cell(50, 0, 20, 0), Cell(1, 1, 1, 1)
    found = profit_change({"新": new, "旧": gone, "留": same})
    assert found is not None
    assert found.rates == {"新": 0, "旧": 0, "留": 0}
    assert found.volume + found.mix == found.total == Fraction(-10)


def test_nothing_before() -> None:
    assert profit_change({"A": Cell(0, 10, 0, 5)}) is None
    assert profit_change({}) is None


def test_log_parts_of_ang() -> None:
    # Ang 2005, the formulas of table 1: sector 1 of 50 × 0.2 × 3.0 = 30 → 80 × 0.5 × 2.0 = 80 with
    # L(80, 30) = 50 ÷ ln(80/30) = 50.977; activity 23.96, structure 46.71, intensity −20.67.
    found = log_parts((50, 0.2, 3.0), (80, 0.5, 2.0))
    assert found == pytest.approx((23.9595, 46.7100, -20.6695), abs=1e-4)
    assert math.fsum(found or ()) == pytest.approx(50)


def test_log_parts_without_change_or_with_nothing() -> None:
    assert log_parts((2, 3), (3, 2)) == pytest.approx((6 * math.log(1.5), -6 * math.log(1.5)))
    assert log_parts((0, 3), (3, 2)) is None
