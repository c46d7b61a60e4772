"""What was measured: rows by dimension, the total, and how each figure came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhike.formula.evaluate import Value
from zhike.formula.explain import explain, plain
from zhike.playbook.catalogue import metric_formula, units
from zhike.playbook.metrics import Metric
from zhike.playbook.playbook import Playbook
from zhike.words.period import Period
from zhike.words.problem import Refused
from zhike.words.wording import NOTHING, half_up, percent


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures by dimension values; money in 元, shares 0-1, None where nothing can be told.

    `rows` and `total` go by metric name; `parts` are the figures the total was reckoned from, by
    label; `partial` names the steps of the calendar that lie only partly in the period.
    """

    metrics: tuple[Metric, ...]
    by: tuple[str, ...]
    rows: list[dict[str, Any]]
    total: dict[str, Any]
    playbook: Playbook
    period: Period | None = None
    parts: Mapping[str, Value] = field(default_factory=dict)
    partial: tuple[str, ...] = ()

    @property
    def definitions(self) -> dict[str, dict[str, str]]:
        """Return {metric: {formula, unit, said, rule}}, as shown to users."""
        return {metric.name: _definition(metric) for metric in self.metrics}

    def as_json(self) -> dict[str, Any]:
        """Return the shape scripts rely on (DESIGN §7); money in 元 to the 分."""
        units_of = {metric.name: metric.unit for metric in self.metrics}
        return {
            "metrics": [metric.name for metric in self.metrics],
            "by": list(self.by),
            "period": self.period.label if self.period else None,
            "rows": [_rounded(row, units_of) for row in self.rows],
            "total": _rounded(self.total, units_of),
            "definitions": self.definitions,
            "partial": list(self.partial),
        }

    def row(self, **where: Any) -> dict[str, Any]:
        """Return the row of some dimension values, or a row without figures when there is none."""
        for row in self.rows:
            if all(row[name] == value for name, value in where.items()):
                return row
        return {**where, **{metric.name: None for metric in self.metrics}}

    def why(self, name: str) -> str:
        """Return how the total of one metric came about: `45 ÷ 120 × 100% = 37.5%`."""
        metric = self._metric(name)
        value = self.total[metric.name]
        if metric.is_base:
            return f"{metric.said} = {shown(value, metric.unit, metric.places)}"
        formula = metric_formula(self.playbook, metric)
        known = units(self.playbook)
        money = {leaf.label for leaf in formula.leaves if known.get(leaf.name) == "元"}

        def words(label: str, part: Value) -> str:
            return shown(part, "元", 2) if label in money else plain(label, part)

        result = shown(value, metric.unit, metric.places)
        return explain(formula, self.parts, shown=words, result=result)

    def _metric(self, name: str) -> Metric:
        for metric in self.metrics:
            if name == metric.name or name in metric.also:
                return metric
        raise Refused(f"这次没有计算“{name}”")


def shown(value: Any, unit: str, places: int) -> str:
    """Return a figure without its unit as people read it: 63,333.33, 37.5%, 120, —."""
    if value is None:
        return NOTHING
    if unit == "%":
        return percent(value, places or 1)
    return f"{half_up(value, places):,}"


def _definition(metric: Metric) -> dict[str, str]:
    formula = metric.formula or metric.said
    return {"formula": formula, "unit": metric.unit, "said": metric.said, "rule": metric.rule}


def _rounded(row: Mapping[str, Any], units_of: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: float(half_up(value, 2))
        if units_of.get(name) == "元" and value is not None
        else value
        for name, value in row.items()
    }
