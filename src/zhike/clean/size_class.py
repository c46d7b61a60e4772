"""大型, 中型, 小型 or 微型 by people, revenue and assets, as the national statistics classify.

《统计上大中小微型企业划分办法（2017）》: a class asks for all the lower bounds of its industry; who
misses one is in a class below. It names no class in finance, education, health care and railways.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhike.clean.code_tables import table

CLASSES = ("微型", "小型", "中型", "大型")
INDICATORS = {
    "从业人员": "min_employees_X",
    "营业收入": "min_revenue_wan_Y",
    "资产总额": "min_assets_wan_Z",
}
Ends = tuple[float | None, float | None]  # from, to; None is not known
_NOT_KNOWN: Ends = (None, None)
_ENDLESS = float("inf")


@dataclass(frozen=True, slots=True)
class SizeClass:
    """The classes a firm may be in, from `least` to `most`, and what isn't known of it."""

    industry: str
    least: str
    most: str
    lacking: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Say whether it can be one class only."""
        return self.least == self.most


def size_class(code: str, known: Mapping[str, Ends]) -> SizeClass | None:
    """Return the size class of an industry's code (I65), None where the rules name none.

    `known` has 从业人员 (people), 营业收入 and 资产总额 (万元) with both their ends.
    """
    industry = _industry_of(code)
    if not industry:
        return None
    bounds = _bounds()[industry]
    asked = [name for name in INDICATORS if any(name in bound for bound in bounds.values())]
    lows = {name: known.get(name, _NOT_KNOWN)[0] or 0 for name in asked}
    highs = {name: _most(known.get(name, _NOT_KNOWN)) for name in asked}
    lacking = tuple(name for name in asked if known.get(name, _NOT_KNOWN) == _NOT_KNOWN)
    return SizeClass(industry, _reached(bounds, lows), _reached(bounds, highs), lacking)


def _most(ends: Ends) -> float:
    return _ENDLESS if ends[1] is None else ends[1]


def _reached(bounds: Mapping[str, Mapping[str, float]], values: Mapping[str, float]) -> str:
    """Return the highest class all of whose bounds are reached."""
    reached = (
        name
        for name in reversed(CLASSES[1:])
        if all(values[what] >= least for what, least in bounds[name].items())
    )
    return next(reached, CLASSES[0])


def _industry_of(code: str) -> str:
    """Return the industry of the rules with the longest part of a code, nothing for none."""
    letter, digits = code[:1], code[1:]
    parts = [digits[:length] for length in range(len(digits), 1, -1)]
    return next((found for part in (*parts, letter) if (found := _codes().get(part))), "")


@cache
def _codes() -> dict[str, str]:
    rows = table("size_classes_2017")
    return {part: row["industry"] for row in rows for part in row["gbt4754_codes"].split()}


@cache
def _bounds() -> dict[str, dict[str, dict[str, float]]]:
    """Return {industry: {class: {indicator: lower bound}}}."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for row in table("size_classes_2017"):
        said = {name: float(row[column]) for name, column in INDICATORS.items() if row[column]}
        found.setdefault(row["industry"], {})[row["class"]] = said
    return found
