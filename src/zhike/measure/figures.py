"""Figures from counts: 0 where there was nothing to count, money in 元, formulas reckoned."""

from collections.abc import Iterable, Mapping
from typing import Any

from zhike.formula.evaluate import Value, evaluate
from zhike.formula.tree import Name, Window
from zhike.measure.question import Question
from zhike.playbook.catalogue import metric_formula
from zhike.playbook.leaves import joined_window, metric_named
from zhike.playbook.metrics import Metric
from zhike.playbook.playbook import Playbook

Row = dict[str, Any]


def counts_of(rows: Iterable[Row], question: Question) -> list[Row]:
    """Return the rows with 0 where there was nothing to count and money in 元."""
    leaves = {leaf.label: question.playbook.metric(leaf.name) for leaf in question.leaves}
    return [row | {label: count_of(row[label], leaves[label]) for label in leaves} for row in rows]


def nothing_counted(question: Question) -> Row:
    """Return the counts of a group without rows: 0, or no value for a mean."""
    return {
        leaf.label: count_of(None, question.playbook.metric(leaf.name)) for leaf in question.leaves
    }


def count_of(value: int | float | None, metric: Metric) -> int | float | None:
    """Return a figure as it is shown: money in 元, 0 for nothing unless it is a mean."""
    if value is None and not metric.counts:
        return None
    number = value or 0
    return number / 100 if metric.unit == "元" else number


def figures_of(row: Row, question: Question) -> Row:
    """Return the metrics asked for, from the counts of one group."""
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


def parts_of(counts: Mapping[str, Value], question: Question) -> dict[str, Value]:
    """Return the figures the total's formulas put in, by label."""
    found: dict[str, Value] = {}
    for metric in question.metrics:
        if not metric.is_base:
            leaves = metric_formula(question.playbook, metric).leaves
            found |= _values(leaves, counts, question.playbook, None)
    return found
