"""Metrics by dimension and period: count, fill the calendar's gaps, reckon the formulas."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from zhike.formula.evaluate import Value, evaluate
from zhike.formula.tree import Name, Window
from zhike.measure.calendar import partial_steps, steps_in, word_of
from zhike.measure.counting import counted
from zhike.measure.measured import Measured
from zhike.measure.question import Question, ask
from zhike.playbook.catalogue import metric_formula
from zhike.playbook.leaves import joined_window, metric_named
from zhike.playbook.metrics import Dimension, Metric
from zhike.playbook.playbook import Playbook
from zhike.words.period import Period

Row = dict[str, Any]


def measure(
    tables: Any,
    names: Sequence[str],
    *,
    by: Sequence[str] = (),
    period: Period | None = None,
    where: str = "",
    playbook: Playbook,
) -> Measured:
    """Return metrics by up to three dimensions within what the tables show (S3-25).

    `where` is a condition on customers. Steps of the calendar without rows show as 0. Raises
    Refused for unknown names and for what can't be split so.
    """
    question = ask(names, by=by, period=period, where=where, playbook=playbook)
    whole = Question(question.metrics, (), period, question.where, playbook)
    total = _counts(tables.run(counted(tables, whole)).to_pylist(), whole)
    rows = _counts(tables.run(counted(tables, question)).to_pylist(), question) if by else []
    return Measured(
        metrics=question.metrics,
        by=tuple(dimension.name for dimension in question.dimensions),
        rows=[_figured(row, question) for row in _in_order(_filled(rows, question), question)],
        total=_figures(total[0], question),
        playbook=playbook,
        period=period,
        parts=_parts(total[0], question),
        partial=_partial(question),
    )


def _counts(rows: Iterable[Row], question: Question) -> list[Row]:
    """Return the rows with 0 where there was nothing to count and money in 元."""
    leaves = {leaf.label: question.playbook.metric(leaf.name) for leaf in question.leaves}
    return [row | {label: _count(row[label], leaves[label]) for label in leaves} for row in rows]


def _count(value: int | float | None, metric: Metric) -> int | float | None:
    if value is None and not metric.counts:
        return None
    number = value or 0
    return number / 100 if metric.unit == "元" else number


def _filled(rows: list[Row], question: Question) -> list[Row]:
    """Return the rows with one for every step of the calendar, also where nothing happened."""
    if not question.steps or not (rows or question.period):
        return rows
    step, *finer = question.steps
    others = [d.name for d in question.dimensions if not d.step]
    groups = dict.fromkeys(tuple(row[name] for name in others) for row in rows) or {(): None}
    if others and not rows:
        return rows
    there = {_key(row, question) for row in rows}
    zeros = {
        leaf.label: _count(None, question.playbook.metric(leaf.name)) for leaf in question.leaves
    }
    for number, group in product(_steps(rows, step, question.period), groups):
        row = {step.name: number, **dict(zip(others, group, strict=True)), **zeros}
        if not finer and _key(row, question) not in there:
            rows.append(row)
    return rows


def _steps(rows: list[Row], step: Dimension, period: Period | None) -> range:
    if period:
        return steps_in(period, step.step)
    numbers = [row[step.name] for row in rows if row[step.name] is not None]
    return range(min(numbers), max(numbers) + 1) if numbers else range(0)


def _key(row: Row, question: Question) -> tuple[Any, ...]:
    return tuple(row[dimension.name] for dimension in question.dimensions)


def _in_order(rows: list[Row], question: Question) -> list[Row]:
    def place(row: Row) -> list[tuple[bool, int, str, Any]]:
        return [_place(row[dimension.name], dimension) for dimension in question.dimensions]

    return sorted(rows, key=place)


def _place(value: Any, dimension: Dimension) -> tuple[bool, int, str, Any]:
    """Return where a value stands: in the playbook's order, then by itself, unknown last."""
    rank = dimension.order.index(value) if value in dimension.order else len(dimension.order)
    number = value if isinstance(value, int) else 0
    return (value is None, rank, value if isinstance(value, str) else "", number)


def _figured(row: Row, question: Question) -> Row:
    words = {
        d.name: word_of(row[d.name], d.step) if d.step else row[d.name] for d in question.dimensions
    }
    return words | _figures(row, question)


def _figures(row: Row, question: Question) -> Row:
    return {
        metric.name: _reckoned(metric, row, question.playbook, None) for metric in question.metrics
    }


def _reckoned(
    metric: Metric, counts: Mapping[str, Value], playbook: Playbook, window: Window | None
) -> Any:
    if metric.is_base:
        return counts[Name(metric.name, window).label]
    formula = metric_formula(playbook, metric)
    return evaluate(formula, _values(formula.leaves, counts, playbook, window))


def _values(
    leaves: Iterable[Name],
    counts: Mapping[str, Value],
    playbook: Playbook,
    window: Window | None,
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for leaf in leaves:
        if metric := metric_named(playbook, leaf.name):
            found[leaf.label] = _reckoned(metric, counts, playbook, joined_window(leaf, window))
    return found


def _parts(counts: Mapping[str, Value], question: Question) -> dict[str, Value]:
    """Return the figures the total's formulas put in, by label."""
    found: dict[str, Value] = {}
    for metric in question.metrics:
        if not metric.is_base:
            leaves = metric_formula(question.playbook, metric).leaves
            found |= _values(leaves, counts, question.playbook, None)
    return found


def _partial(question: Question) -> tuple[str, ...]:
    if question.period is None:
        return ()
    steps = question.steps
    return tuple(w for step in steps for w in partial_steps(question.period, step.step))
