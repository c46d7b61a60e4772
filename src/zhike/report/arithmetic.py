"""A report's own sums checked: figures that follow from others must agree with them (E-13)."""

from collections.abc import Mapping

from zhike.words.wording import half_up

# label: (numerator, denominator, factor to the printed unit, decimals that count)
_FOLLOWS = {
    "客单价": ("总销售额", "成交客户数", 10_000, 2),
    "客户转化率": ("成交客户数", "新增客户数", 100, 1),
}


def mismatches(printed: Mapping[str, float]) -> list[str]:
    """Return a sentence for each printed figure that its own parts contradict.

    Figures go by their printed heads and units: 总销售额 in 万元, 客单价 in 元, shares in percent.
    """
    found = []
    for label, (above, below, factor, places) in _FOLLOWS.items():
        if label in printed and printed.get(above) is not None and printed.get(below):
            right = half_up(printed[above] * factor / printed[below], places)
            if abs(float(right) - printed[label]) >= 1:
                found.append(_said(label, printed, (above, below), f"{right:,}"))
    return found


def _said(label: str, printed: Mapping[str, float], parts: tuple[str, str], right: str) -> str:
    unit = "万" if label == "客单价" else ""
    sum_said = f"{printed[parts[0]]:,g}{unit}÷{printed[parts[1]]:,g}"
    return f"原表{label} {printed[label]:,g} 与 {sum_said}={right} 不符"
