"""Formulas about one customer, reckoned for all at once: tags, factors, filters, plans."""

import calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis

from zhike.formula.compile import compile_formula
from zhike.formula.tree import Formula, Name, Window
from zhike.playbook.catalogue import customer_attributes, metric_formula
from zhike.playbook.facts import attribute_value, metric_rows
from zhike.playbook.leaves import base_leaves, joined_window, metric_named
from zhike.playbook.metrics import PER_CUSTOMER_ONLY, Metric
from zhike.playbook.middle import middle_rows, newest_rows
from zhike.playbook.playbook import Playbook


def customer_values(
    tables: Any,
    wanted: Mapping[str, Formula],
    *,
    as_of: date,
    playbook: Playbook,
    since: date | None = None,
) -> Any:
    """Return customer_id and one column a wanted formula, a row for every customer.

    A metric without a window counts everything up to `as_of`, or from `since` on where that is
    given and the metric counts; money is in 元, shares 0-1, nothing to count is 0, no last day is
    null. Raises FormulaRefused when a name can't be reckoned so.
    """
    leaves = [leaf for formula in wanted.values() for leaf in base_leaves(playbook, formula)]
    figures = [leaf for leaf in dict.fromkeys(leaves) if metric_named(playbook, leaf.name)]
    days = _Days(since, as_of)
    rows, columns = _with_figures(tables, figures, days=days, playbook=playbook)
    values = {
        name: _compiled(rows, formula, columns, playbook, None) for name, formula in wanted.items()
    }
    return rows.select("customer_id", **values)


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that count: all up to `as_of`, from `since` on for what has no window of its own."""

    since: date | None
    as_of: date

    def first(self, leaf: Name, metric: Metric) -> date | None:
        """Return the first day a figure counts, None when it counts from the beginning."""
        if leaf.window:
            return leaf.window.ending_on(self.as_of).start
        return None if metric.take in PER_CUSTOMER_ONLY else self.since


def days_since(day: date | None, as_of: date) -> int | None:
    """Return the whole days from a day to `as_of`, None for never (S3-01: 05-20 → 06-19 is 30)."""
    return None if day is None else (as_of - day).days


def _compiled(
    rows: Any,
    formula: Formula,
    columns: Mapping[str, str],
    playbook: Playbook,
    window: Window | None,
) -> Any:
    def leaf(name: Name) -> Any:
        metric, own = metric_named(playbook, name.name), joined_window(name, window)
        if metric is None:
            return attribute_value(rows, customer_attributes(playbook)[name.name])
        if metric.is_base:
            return rows[columns[Name(metric.name, own).label]]
        return _compiled(rows, metric_formula(playbook, metric), columns, playbook, own)

    return compile_formula(formula, leaf)


def _with_figures(
    tables: Any, figures: Sequence[Name], *, days: _Days, playbook: Playbook
) -> tuple[Any, dict[str, str]]:
    """Return the customers with a column for each figure, and which column is which."""
    rows = tables["customers"]
    columns = {leaf.label: f"figure_{number}" for number, leaf in enumerate(figures)}
    for leaves in _by_source(figures, playbook).values():
        rows = _joined(rows, tables, leaves, columns, days, playbook)
    return rows, columns


def _by_source(figures: Sequence[Name], playbook: Playbook) -> dict[Any, list[Name]]:
    """Return the figures that one pass over the same rows can give, together."""
    passes: dict[Any, list[Name]] = defaultdict(list)
    for leaf in figures:
        metric = playbook.metric(leaf.name)
        narrowed = (metric.where, metric.known, metric.of, metric.take == "合计", metric.undated)
        alone = leaf.label if _is_picked(metric) else ""
        passes[metric.facts, narrowed, alone].append(leaf)
    return passes


def _is_picked(metric: Metric) -> bool:
    """Say whether a figure is of some of a customer's rows only, so that it needs its own pass."""
    return metric.take == "中位数" or bool(metric.newest)


def _joined(
    rows: Any,
    tables: Any,
    leaves: Sequence[Name],
    columns: Mapping[str, str],
    days: _Days,
    playbook: Playbook,
) -> Any:
    metric = playbook.metric(leaves[0].name)
    source = metric_rows(tables, metric, playbook=playbook, last=days.as_of)
    if _is_picked(metric):
        source = _picked(source, metric, days.first(leaves[0], metric))
    figures = {columns[leaf.label]: _figure(source, leaf, days, playbook) for leaf in leaves}
    found = source.group_by(owner_of_figures=source.customer_id).aggregate(**figures)
    joined = rows.left_join(found, rows.customer_id == found.owner_of_figures)
    joined = joined.drop("owner_of_figures")
    return joined.mutate(
        **{
            columns[leaf.label]: joined[columns[leaf.label]].coalesce(0)
            for leaf in leaves
            if playbook.metric(leaf.name).counts
        }
    )


def _picked(source: Any, metric: Metric, first: date | None) -> Any:
    """Return the rows a figure is the mean of: the newest ones, or those in the middle."""
    if first is not None:
        source = source.filter(source.on_day >= ibis.literal(first))
    if metric.newest:
        source = newest_rows(source, ["customer_id"], metric.newest)
    return middle_rows(source, ["customer_id"]) if metric.take == "中位数" else source


def _figure(source: Any, leaf: Name, days: _Days, playbook: Playbook) -> Any:
    metric = playbook.metric(leaf.name)
    first = days.first(leaf, metric)
    inside = None if first is None else source.on_day >= ibis.literal(first)
    return _TAKES[metric.take or ""](source, metric, inside, days.as_of)


def _amount(source: Any, metric: Metric, inside: Any, _: date) -> Any:
    terms = [source[column].coalesce(0) for column in metric.plus]
    terms += [-source[column].coalesce(0) for column in metric.minus]
    total = sum(terms[1:], terms[0]).sum(where=inside).coalesce(0)
    return total.cast("float64") / 100.0 if metric.unit == "元" else total


def _rows(source: Any, metric: Metric, inside: Any, _: date) -> Any:
    del metric
    return source.count() if inside is None else source.count(where=inside)


def _customers(source: Any, metric: Metric, inside: Any, as_of: date) -> Any:
    least = metric.at_least if metric.take == "多次客户数" else 1
    return (_rows(source, metric, inside, as_of) >= least).cast("int64")


def _days(source: Any, metric: Metric, inside: Any, as_of: date) -> Any:
    del metric
    return ibis.literal(as_of).delta(source.on_day.max(where=inside), unit="day")


def _mean(source: Any, metric: Metric, inside: Any, _: date) -> Any:
    mean = source.contributed.mean(where=inside).cast("float64")
    return mean / 100.0 if metric.unit == "元" else mean


def _months(source: Any, metric: Metric, inside: Any, as_of: date) -> Any:
    del metric
    return _months_until(source.on_day.min(where=inside), as_of)


def _months_since_last(source: Any, metric: Metric, inside: Any, as_of: date) -> Any:
    del metric
    return _months_until(source.on_day.max(where=inside), as_of)


def _months_until(day: Any, as_of: date) -> Any:
    """Whole months from a day to as_of; month ends count as whole (words.period)."""
    months = (as_of.year - day.year()) * 12 + as_of.month - day.month()
    if as_of.day == calendar.monthrange(as_of.year, as_of.month)[1]:
        return months.cast("int64")
    return (months - (day.day() > as_of.day).cast("int64")).cast("int64")


_TAKES: Mapping[str, Any] = {
    "合计": _amount,
    "条数": _rows,
    "客户数": _customers,
    "多次客户数": _customers,
    "平均": _mean,
    "中位数": _mean,
    "距今天数": _days,
    "距今月数": _months,
    "末次距今月数": _months_since_last,
}
