"""A report's own sums checked: figures that follow from others must agree with them (E-13)."""

from collections.abc import Mapping
from decimal import Decimal

from zhike.report.document import Document
from zhike.words.wording import half_up

Printed = float | int | Decimal

_WAN = 10_000  # 万元 to 元: such a numerator was rounded, counts are exact
# label: (numerator, denominator, factor to the printed unit, decimals of the right answer)
_FOLLOWS = {
    "客单价": ("总销售额", "成交客户数", _WAN, 2),
    "客户转化率": ("成交客户数", "新增客户数", 100, 1),
    "复购率": ("复购客户数", "成交客户数", 100, 1),
}
_PRINTED = {"万元": (Decimal("0.0001"), 1), "%": (Decimal(100), 1), "元": (Decimal(1), 2)}


def mismatches(printed: Mapping[str, Printed], *, whose: str = "原表") -> list[str]:
    """Return a sentence for each printed figure that its own parts contradict (E-13).

    Figures go by their printed heads and units: 总销售额 in 万元, 客单价 in 元, shares in percent.
    What rounding to the printed decimals may explain is no contradiction.
    """
    found = []
    for label, (above, below, factor, places) in _FOLLOWS.items():
        known = [printed.get(name) for name in (label, above, below)]
        if None in known or not printed[below]:
            continue
        said, top, bottom = (Decimal(str(printed[name])) for name in (label, above, below))
        right = top * factor / bottom
        rounded = _half_digit(top) * factor / bottom if factor == _WAN else Decimal(0)
        if abs(right - said) > _half_digit(said) + rounded:
            found.append(_said(whose + label, (said, top, bottom), half_up(right, places), factor))
    return found


def check_document(document: Document) -> list[str]:
    """Return a sentence for each figure of a report that its other figures contradict."""
    return mismatches(
        {
            figure.label: half_up(Decimal(str(figure.value)) * scale, places)
            for figure in document.figures
            if figure.value is not None
            for scale, places in (_PRINTED.get(figure.unit, (Decimal(1), 0)),)
        },
        whose="本表",
    )


def _half_digit(number: Decimal) -> Decimal:
    """Return half of the last printed digit: how far rounding can have moved a number."""
    return Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)


def _said(label: str, parts: tuple[Decimal, Decimal, Decimal], right: Decimal, factor: int) -> str:
    said, top, bottom = (f"{part:,f}" for part in map(_short, parts))
    unit = "万" if factor == _WAN else ""
    return f"{label} {said} 与 {top}{unit}÷{bottom}={right:,} 不符"


def _short(number: Decimal) -> Decimal:
    return number.to_integral_value() if number == number.to_integral_value() else number
