"""Laying measured figures out: worded, compared with the period before, with their charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.playbook.reports import ReportChart, ReportFigure
from zhike.reckon.change import relative_change
from zhike.report.document import Chart, Figure, Series
from zhike.words.wording import NOTHING, count, half_up, percent, wan, yuan

UNKNOWN = "未填写"


@dataclass(frozen=True, slots=True)
class Found:
    """A figure as it was measured: this period's value, the one before, and how it came about."""

    value: float | int | None
    before: float | int | None
    formula: str
    explain: str
    unit: str


def shown(value: float | int | None, unit: str) -> str:
    """Return a value as reports print it; money comes in 元, shares 0-1 (rules.md §0)."""
    if value is None:
        return NOTHING
    if unit in ("元", "万元"):
        fen = int(half_up(value * 100, 0))
        return yuan(fen) if unit == "元" else wan(fen)
    if unit == "%":
        return percent(value)
    return count(int(value)) if float(value).is_integer() else f"{half_up(value, 2):,}"


def lay_figure(plan: ReportFigure, found: Found, *, period: str) -> Figure:
    """Return one figure of a report as its plan wants it printed."""
    unit = plan.unit or found.unit
    return Figure(
        metric=plan.metric,
        label=plan.label or plan.metric,
        unit=unit,
        value=found.value,
        shown=shown(found.value, unit),
        formula=found.formula,
        explain=found.explain,
        before=shown(found.before, unit) if found.before is not None else "",
        change=relative_change(found.value, found.before),
        link={"metric": plan.metric, "period": period},
    )


def lay_chart(
    plan: ReportChart,
    rows: Sequence[Mapping[str, Any]],
    *,
    units: Mapping[str, str],
    partial: Sequence[str],
) -> Chart:
    """Return one chart with its table and a sentence on its highest and lowest value."""
    by = plan.by[0]
    keys = [str(row[by]) if row[by] is not None else UNKNOWN for row in rows]
    labels = tuple(_label(key, by) for key in keys)
    series = tuple(_series(name, rows, units[name]) for name in plan.metrics)
    return Chart(
        kind=plan.kind,
        title=plan.title,
        sentence=_sentence(plan, labels, series),
        by=by,
        labels=labels,
        series=series,
        partial=frozenset(_label(key, by) for key in partial),
        keys=tuple(keys),
    )


def _series(name: str, rows: Sequence[Mapping[str, Any]], unit: str) -> Series:
    values = tuple(row[name] for row in rows)
    printed = (
        "万元" if unit == "元" and max((abs(v or 0) for v in values), default=0) >= 1e4 else unit
    )
    return Series(name, printed, values, tuple(shown(value, printed) for value in values))


def _label(key: str, by: str) -> str:
    """Return a step of time short: 2024-05 → 5月; other values as they are."""
    if by == "月" and len(key) == 7:
        return f"{int(key[5:])}月"
    return key


def _sentence(plan: ReportChart, labels: tuple[str, ...], series: tuple[Series, ...]) -> str:
    one = series[0]
    known = [at for at, value in enumerate(one.values) if value is not None]
    if len(known) < 2:
        return f"本期{plan.by[0]}只有一项，不作比较。" if known else "本期没有数据。"
    high = max(known, key=lambda at: one.values[at] or 0)
    low = min(known, key=lambda at: one.values[at] or 0)
    unit = "" if one.unit == "%" else f" {one.unit}"
    said = [f"{labels[at]} {one.shown[at]}{unit}" for at in (high, low)]
    return f"{one.name}最高的是{said[0]}，最低的是{said[1]}。"
