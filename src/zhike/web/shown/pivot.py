"""Measured rows as a pivot: rows by the first dimension, columns by the second, whys in cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.measure.measured import shown
from zhike.playbook.metrics import Metric
from zhike.records.said import money, said
from zhike.web.shown.why import why_url
from zhike.words.wording import change_said, half_up

UNKNOWN = gettext_lazy("未填")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pivot was asked for, as addresses carry it."""

    metrics: tuple[Metric, ...]
    by: tuple[str, ...]
    period: str
    where: str
    partial: frozenset[str] = frozenset()  # steps of the calendar that are not over or not whole
    compare: tuple[str, ...] = ()  # 环比, 同比

    def why(self, metric: Metric, where: Mapping[str, Any] | None = None) -> str:
        """Return the why of one cell."""
        return why_url(metric.name, period=self.period, condition=self.where, where=where)


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure with its why; `full` is the whole value where the shown one is in 万."""

    text: str
    url: str
    full: str = ""
    moved: tuple[tuple[str, str], ...] = ()  # 环比 and 同比 as words, where they were asked for


@dataclass(frozen=True, slots=True)
class Pivot:
    """Heads, one line a row value, and the total line."""

    heads: list[str]
    subheads: list[str]
    lines: list[tuple[str, list[Cell]]]
    foot: list[Cell]


Names = Mapping[str, Mapping[Any, str]]


Answer = Mapping[str, Any]


def pivot(answers: Mapping[str, Answer], asked: Asked, *, names: Names) -> Pivot:
    """Return answers of the errand `measure` as a pivot; `names` words ids of a dimension.

    `answers` holds the question's own answer under `all` and, with two dimensions, one a dimension
    alone: totals of rows and columns are measured, not added, so that ratios stay right.
    """
    answer = answers["all"]
    first, second = (*asked.by, "", "")[:2]
    columns = _values(answer["rows"], second) if second else [None]
    lines = [
        (_step(value, first, asked, names), _line(answers, value, columns, asked))
        for value in _values(answer["rows"], first)
    ]
    heads = [*(_word(value, second, names) for value in columns), _("合计")] if second else []
    several = len(asked.metrics) > 1 or not second
    return Pivot(
        heads=heads,
        subheads=[said(m.name) for _head in heads or [""] for m in asked.metrics]
        if several
        else [],
        lines=lines,
        foot=_foot(answers, columns, asked),
    )


def _step(value: Any, dimension: str, asked: Asked, names: Names) -> str:
    word = _word(value, dimension, names)
    return _("%(word)s（不满）") % {"word": word} if value in asked.partial else word


def _line(
    answers: Mapping[str, Answer], value: Any, columns: Sequence[Any], asked: Asked
) -> list[Cell]:
    first, second = (*asked.by, "", "")[:2]
    found = []
    for column in columns:
        where = {first: value} | ({second: column} if second else {})
        found += _cells(answers["all"], where, asked)
    return found + (_cells(answers[first], {first: value}, asked) if second else [])


def _foot(answers: Mapping[str, Answer], columns: Sequence[Any], asked: Asked) -> list[Cell]:
    second = asked.by[1] if len(asked.by) > 1 else ""
    answer = answers["all"]
    moved = {kind: told["total"] for kind, told in answer.get("compare", {}).items()}
    total = [
        _cell(answer["total"].get(m.name), m, asked.why(m), moved=_moved(moved, m))
        for m in asked.metrics
    ]
    if not second:
        return total
    found = []
    for column in columns:
        found += _cells(answers[second], {second: column}, asked)
    return found + total


def _cells(answer: Answer, where: Mapping[str, Any], asked: Asked) -> list[Cell]:
    """Return the figures of one group, a cell a metric."""
    places = (
        at
        for at, row in enumerate(answer["rows"])
        if all(row[key] == value for key, value in where.items())
    )
    at = next(places, None)
    row: Mapping[str, Any] = {} if at is None else answer["rows"][at]
    compared = answer.get("compare", {}) if at is not None else {}
    moved = {kind: told["rows"][at] for kind, told in compared.items()}
    return [
        _cell(row.get(m.name), m, asked.why(m, where), moved=_moved(moved, m))
        for m in asked.metrics
    ]


def _moved(moved: Mapping[str, Any], metric: Metric) -> tuple[tuple[str, str], ...]:
    return tuple(
        (said(kind), change_said(told[metric.name]["change"], metric.unit))
        for kind, told in moved.items()
    )


def _values(rows: Sequence[Mapping[str, Any]], name: str) -> list[Any]:
    return list(dict.fromkeys(row[name] for row in rows)) if name else []


def _word(value: Any, dimension: str, names: Names) -> str:
    if value is None:
        return str(UNKNOWN)
    return said(names.get(dimension, {}).get(value, value))


def _cell(value: Any, metric: Metric, url: str, *, moved: tuple[tuple[str, str], ...] = ()) -> Cell:
    if value is None:
        return Cell("—", "", moved=moved)
    text = shown(value, metric.unit, metric.places) if value else "0"
    if metric.unit != "元":
        return Cell(text, url, moved=moved)
    large = abs(value) >= 10_000
    short = money(round(value * 100)) if large else f"{half_up(value, 0):,}"
    return Cell(short, url, full=_("%(text)s 元") % {"text": text}, moved=moved)


def option(answer: Mapping[str, Any], asked: Asked, *, names: Names) -> dict[str, Any]:
    """Return the ECharts option of the first metric: bars (stacked by the second), or lines."""
    metric = asked.metrics[0]
    first, second = (*asked.by, "", "")[:2]
    columns = _values(answer["rows"], second) if second else [None]
    labels = _values(answer["rows"], first)
    return {
        "grid": {"left": 8, "right": 16, "top": 34, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "legend": {"show": bool(second), "top": 0, "type": "scroll"},
        "xAxis": {"type": "category", "data": [_step(v, first, asked, names) for v in labels]},
        "yAxis": {"type": "value", "name": _("万元") if metric.unit == "元" else said(metric.unit)},
        "series": [
            {
                "name": _word(column, second, names) if second else said(metric.name),
                "data": _points(answer, asked, labels, column),
                **_drawn(metric, stacked=bool(second)),
            }
            for column in columns
        ],
    }


def _drawn(metric: Metric, *, stacked: bool) -> dict[str, Any]:
    """Return how a series is drawn: only what adds up may be stacked."""
    if not stacked:
        return {"type": "bar", "barMaxWidth": 46}
    if not metric.is_additive:
        return {"type": "line"}
    return {"type": "bar", "barMaxWidth": 46, "stack": "all"}


def _points(
    answer: Mapping[str, Any], asked: Asked, labels: Sequence[Any], column: Any
) -> list[dict[str, Any]]:
    metric = asked.metrics[0]
    first, second = (*asked.by, "", "")[:2]
    values = {
        row[first]: row.get(metric.name)
        for row in answer["rows"]
        if not second or row[second] == column
    }
    more = {second: column} if second else {}
    return [
        _point(values.get(label), metric, asked.why(metric, {first: label} | more))
        | ({"itemStyle": {"opacity": 0.5}} if label in asked.partial else {})
        for label in labels
    ]


def _point(value: Any, metric: Metric, url: str) -> dict[str, Any]:
    if value is None:
        return {"value": None}
    scale = {"元": 1 / 10_000, "%": 100}.get(metric.unit, 1)
    return {"value": round(value * scale, 2), "url": url}
