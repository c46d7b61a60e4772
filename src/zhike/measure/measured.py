"""What was measured: rows by dimension, the total, and how each figure came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhike.formula.evaluate import Value
from zhike.formula.explain import explain, plain
from zhike.measure.compare import Earlier, Kind, change
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
    label; `partial` names the steps of the calendar that lie only partly in the period; `compared`
    holds the earlier figures asked for, by 环比 and 同比.
    """

    metrics: tuple[Metric, ...]
    by: tuple[str, ...]
    rows: list[dict[str, Any]]
    total: dict[str, Any]
    playbook: Playbook
    period: Period | None = None
    parts: Mapping[str, Value] = field(default_factory=dict)
    partial: tuple[str, ...] = ()
    compared: Mapping[Kind, Earlier] = field(default_factory=dict)

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
            **({"compare": self._compared(units_of)} if self.compared else {}),
        }

    def _compared(self, units_of: Mapping[str, str]) -> dict[str, Any]:
        """Return for each kind the earlier figure and the change of every row and of the total."""
        return {
            kind: {
                "period": earlier.period.label if earlier.period else None,
                "rows": [
                    {name: row[name] for name in self.by} | self._moved(row, before, units_of)
                    for row, before in zip(self.rows, earlier.rows, strict=True)
                ],
                "total": self._moved(self.total, earlier.total, units_of),
            }
            for kind, earlier in self.compared.items()
        }

    def _moved(
        self, now: Mapping[str, Any], before: Mapping[str, Any], units_of: Mapping[str, str]
    ) -> dict[str, dict[str, Any]]:
        told = _rounded(before, units_of)
        return {
            m.name: {
                "before": told.get(m.name),
                "change": change(m, now[m.name], before.get(m.name)),
            }
            for m in self.metrics
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
