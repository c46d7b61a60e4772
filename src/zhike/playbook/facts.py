"""The rows a figure is counted from, narrowed to its condition and its days, in one shape."""

from datetime import date
from typing import Any

import ibis

from zhike.formula.compile import compile_formula
from zhike.formula.tree import Name
from zhike.playbook.catalogue import Attribute, fact_attributes, fact_formula
from zhike.playbook.fact_sources import fact_rows
from zhike.playbook.metrics import Fact, Metric, noun_of
from zhike.playbook.playbook import Playbook


def metric_rows(
    tables: Any,
    metric: Metric,
    *,
    playbook: Playbook,
    start: date | None = None,
    last: date | None = None,
) -> Any:
    """Return the rows a base metric is counted from between two days, both counted.

    Columns: noun, row_id, customer_id, on_day, contributed (1, or 分, or the quantity, or the value
    a mean is taken of), and for a single fact its own columns too. Rows without a date fall out
    only when days are given.
    """
    if len(metric.facts) == 1:
        return _between(_narrowed(tables, metric, metric.facts[0], playbook), metric, start, last)
    parts = [_plain(_narrowed(tables, metric, fact, playbook)) for fact in metric.facts]
    return _between(ibis.union(*parts), metric, start, last)


def attribute_value(table: Any, attribute: Attribute) -> Any:
    """Return an attribute's column, money in 元; a column the snapshot lacks is null."""
    if attribute.column not in table.columns:
        return ibis.null("string" if attribute.unit == "文字" else "float64")
    column = table[attribute.column]
    return column.cast("float64") / 100.0 if attribute.is_money else column


def contributed(rows: Any, metric: Metric) -> Any:
    """Return what each row adds to a figure: its columns' sum, the averaged value, or 1."""
    if metric.of:
        return rows[metric.of].cast("float64")
    if metric.take != "合计":
        return ibis.literal(1, type="int64")
    terms = [rows[column].coalesce(0) for column in metric.plus]
    terms += [-rows[column].coalesce(0) for column in metric.minus]
    return sum(terms[1:], terms[0])


def _narrowed(tables: Any, metric: Metric, fact: Fact, playbook: Playbook) -> Any:
    rows = fact_rows(tables, fact)
    for column in (*metric.known, *((metric.of,) if metric.of else ())):
        rows = rows.filter(rows[column].notnull())
    if metric.where:
        rows = rows.filter(_condition(rows, metric, fact, playbook))
    if metric.take != "合计":
        rows = rows.filter(rows.countable)
    noun = rows.noun if "noun" in rows.columns else ibis.literal(noun_of(fact))
    return rows.mutate(noun=noun, contributed=contributed(rows, metric))


def _condition(rows: Any, metric: Metric, fact: Fact, playbook: Playbook) -> Any:
    known = fact_attributes(playbook, fact)

    def leaf(name: Name) -> Any:
        return attribute_value(rows, known[name.name])

    return compile_formula(fact_formula(playbook, metric), leaf)


def _plain(rows: Any) -> Any:
    return rows.select("noun", "row_id", "customer_id", "on_day", "contributed")


def _between(rows: Any, metric: Metric, start: date | None, last: date | None) -> Any:
    if metric.undated:
        return rows
    if start is not None:
        rows = rows.filter(rows.on_day >= ibis.literal(start))
    if last is not None:
        rows = rows.filter(rows.on_day <= ibis.literal(last))
    return rows
