"""Shares of a whole: exact percents that add to 100, plain ratios and the size of a top n %."""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

Number = int | float | Decimal | Fraction


class PartBelowZero(ValueError):
    """A share of a whole can't be negative; leave refunds out or show them apart."""


def exact(number: Number) -> Fraction:
    """Return the number people see as a fraction: the float 0.01 is one hundredth."""
    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)


def share_of(part: Number | None, whole: Number | None) -> float | None:
    """Return part ÷ whole as a share, or None where either is missing or the whole is zero."""
    if part is None or whole is None or whole == 0:
        return None
    return float(exact(part) / exact(whole))


def percents_of(parts: Sequence[Number], *, places: int = 1) -> tuple[Decimal | None, ...]:
    """Return the percent of each part, rounded so that they add to exactly 100 (S3-51).

    Largest remainder; equal remainders go to the larger part, then to the earlier one. All None
    when the parts add to zero. Raises PartBelowZero.
    """
    amounts = [exact(part) for part in parts]
    if any(amount < 0 for amount in amounts):
        raise PartBelowZero("构成占比里有负数，请先把退款另列")
    total = sum(amounts)
    if not total:
        return (None,) * len(amounts)
    steps = 100 * 10**places
    quotas = [amount * steps / total for amount in amounts]
    whole = [math.floor(quota) for quota in quotas]
    order = sorted(range(len(quotas)), key=lambda i: (whole[i] - quotas[i], -amounts[i], i))
    for i in order[: steps - sum(whole)]:
        whole[i] += 1
    return tuple(Decimal(count).scaleb(-places) for count in whole)


def top_count(share: Number, total: int) -> int:
    """Return how many of `total` the top `share` (0-1) are: rounded up, exactly (S4-17)."""
    if not 0 <= share <= 1:
        raise ValueError(f"比例 {share} 不在 0 到 1 之间")
    return math.ceil(exact(share) * total)
