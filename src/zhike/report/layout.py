"""Laying measured figures out: worded, compared with the period before, with their charts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.playbook.reports import ReportChart, ReportFigure
from zhike.reckon.change import point_change, relative_change
from zhike.report.document import Chart, Figure, Series
from zhike.words.wording import NOTHING, change_said, count, half_up, percent, wan, yuan

UNKNOWN = "未填写"
STEPS = ("月", "季度", "年")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure as it was measured: now, the period before, a year ago, and how it came about."""

    value: float | int | None
    before: float | int | None
    year_ago: float | int | None
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


def moved(now: float | int | None, before: float | int | None, unit: str) -> str:
    """Return a change with its direction; shares move by 百分点, never by percents of percents."""
    change = point_change(now, before) if unit == "%" else relative_change(now, before)
    return "" if change is None else change_said(change, unit)


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
        moved=moved(found.value, found.before, unit),
        year_ago=shown(found.year_ago, unit) if found.year_ago is not None else "",
        moved_in_year=moved(found.value, found.year_ago, unit),
        link={"metric": plan.metric, "period": period},
    )


def lay_chart(
    plan: ReportChart,
    rows: Sequence[Mapping[str, Any]],
    *,
    units: Mapping[str, str],
    partial: Sequence[str],
    parts: Sequence[str] = (),
) -> Chart:
    """Return one chart with its table and a sentence on its highest and lowest value.

    `parts` are the two counts a rate is made of (成交客户数, 新增客户数), printed beside it. A
    single sum over steps of time has its 环比 beside it, between whole steps only.
    """
    by = plan.by[0]
    keys = [str(row[by]) if row[by] is not None else UNKNOWN for row in rows]
    labels = _labels(keys, by)
    marked = frozenset(label for label, key in zip(labels, keys, strict=True) if key in partial)
    series = tuple(_series(name, rows, units[name], parts) for name in plan.metrics)
    beside = [_series(name, rows, units[name]) for name in parts]
    if by in STEPS and len(series) == 1 and series[0].unit != "%":
        beside.append(_step_changes(keys, series[0], partial))
    return Chart(
        kind=plan.kind,
        title=plan.title,
        sentence=_sentence(by, labels, series[0], marked),
        by=by,
        labels=labels,
        series=series,
        partial=marked,
        keys=tuple(keys),
        beside=tuple(beside),
    )


def _series(
    name: str, rows: Sequence[Mapping[str, Any]], unit: str, parts: Sequence[str] = ()
) -> Series:
    values = tuple(row[name] for row in rows)
    printed = (
        "万元" if unit == "元" and max((abs(v or 0) for v in values), default=0) >= 1e4 else unit
    )
    counts = tuple("/".join(count(row[part] or 0) for part in parts) for row in rows)
    return Series(
        name,
        printed,
        values,
        tuple(shown(value, printed) for value in values),
        counts if parts else (),
    )


def _step_changes(keys: Sequence[str], one: Series, partial: Sequence[str]) -> Series:
    """Return each step's change against the one before it; a step not covered whole has none."""
    pairs = zip(keys, one.values, (None, *keys), (None, *one.values), strict=False)
    changes = tuple(
        None if key in partial or last in partial else relative_change(now, before)
        for key, now, last, before in pairs
    )
    return Series("环比", "%", changes, tuple(_signed(change) for change in changes))


def _signed(change: float | None) -> str:
    said = percent(change)
    return f"+{said}" if change and change > 0 else said.replace("-", "−")


def _labels(keys: Sequence[str], by: str) -> tuple[str, ...]:
    """Return months short, 2024-05 → 5月, as long as all are of one year; others as they are."""
    if by == "月" and len({key[:4] for key in keys}) == 1:
        return tuple(f"{int(key[5:])}月" if key[5:].isdigit() else key for key in keys)
    return tuple(keys)


def _sentence(by: str, labels: tuple[str, ...], one: Series, partial: Collection[str]) -> str:
    """Return what the chart shows; a step not covered whole is neither highest nor lowest."""
    said = {
        label: f"{label} {text}" + ("" if one.unit == "%" else f" {one.unit}")
        for label, text in zip(labels, one.shown, strict=True)
    }
    known = {
        label: value
        for label, value in zip(labels, one.values, strict=True)
        if value is not None and label not in partial
    }
    if len(known) < 2:
        return f"本期只有{said[next(iter(known))]}，不作比较。" if known else "本期没有数据。"
    high, low = (
        max(known, key=lambda label: known[label]),
        min(known, key=lambda label: known[label]),
    )
    if known[high] == known[low]:
        return f"各{by}的{one.name}相同。"
    return f"{one.name}最高的是{said[high]}，最低的是{said[low]}。"
