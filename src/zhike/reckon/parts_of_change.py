"""Where a change comes from: parts that add up to the whole change exactly."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhike.reckon.shares import Number, exact


@dataclass(frozen=True, slots=True)
class Cell:
    """Sales and profit of one part of the business, before and now, in one unit."""

    sales_before: Number
    sales: Number
    profit_before: Number
    profit: Number


@dataclass(frozen=True, slots=True)
class ProfitChange:
    """A change of profit as 量 (more sold), 结构 (other things sold) and 率 (earned less on them).

    `rates` is the rate part of each cell; `volume + mix + sum(rates)` is `total`, exactly.
    """

    total: Fraction
    volume: Fraction
    mix: Fraction
    rates: Mapping[str, Fraction]

    @property
    def rate(self) -> Fraction:
        """Return what all cells together lost or won by their own margins."""
        return sum(self.rates.values(), Fraction(0))


def profit_change(cells: Mapping[str, Cell]) -> ProfitChange | None:
    """Return where the change of profit comes from, or None when nothing was sold before.

    With R sales, m the profit rate of a cell and M that of all before: volume is ΔR × M, a cell's
    rate part R_now × (m_now − m_before), mix the rest, Σ (m_before − M) × R_now summed over cells.
    A cell that sold nothing before or nothing now has no rate of its own to compare: it is mix.
    """
    before = sum((exact(cell.sales_before) for cell in cells.values()), Fraction(0))
    if before <= 0:
        return None
    now = sum((exact(cell.sales) for cell in cells.values()), Fraction(0))
    profit_before = sum((exact(cell.profit_before) for cell in cells.values()), Fraction(0))
    profit = sum((exact(cell.profit) for cell in cells.values()), Fraction(0))
    volume = (now - before) * profit_before / before
    rates = {name: _rate_part(cell) for name, cell in cells.items()}
    total = profit - profit_before
    mix = total - volume - sum(rates.values(), Fraction(0))
    return ProfitChange(total, volume, mix, rates)


def _rate_part(cell: Cell) -> Fraction:
    if cell.sales_before <= 0 or cell.sales <= 0:
        return Fraction(0)
    rate_before = exact(cell.profit_before) / exact(cell.sales_before)
    return exact(cell.profit) - exact(cell.sales) * rate_before


def log_parts(before: Sequence[float], now: Sequence[float]) -> tuple[float, ...] | None:
    """Return how much of the change of a product each of its factors brought; they add up to it.

    Logarithmic mean Divisia index, additive (Ang 2005): L(V, V₀) × ln(x ÷ x₀), with L the
    logarithmic mean of both products. None unless every factor is above zero in both periods.
    """
    if min((*before, *now), default=0) <= 0:
        return None
    whole_before, whole = math.prod(before), math.prod(now)
    mean = whole if whole == whole_before else _log_mean(whole, whole_before)
    return tuple(mean * math.log(x / x0) for x, x0 in zip(now, before, strict=True))


def _log_mean(a: float, b: float) -> float:
    return (a - b) / math.log(a / b)
