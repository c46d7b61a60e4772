"""Count base metrics: per fact at the asked grain first, joined afterwards, so nothing fans out."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import ibis

from zhike.formula.tree import Name
from zhike.measure.calendar import step_of
from zhike.measure.question import Question
from zhike.playbook.catalogue import Attribute
from zhike.playbook.facts import attribute_value, metric_rows
from zhike.playbook.metrics import Dimension, Metric
from zhike.playbook.middle import middle_rows
from zhike.playbook.per_customer import customer_values
from zhike.playbook.playbook import Playbook
from zhike.store.shape import Shape
from zhike.words.period import Period

QUESTIONS_KEPT = 512
_KEPT = ("noun", "row_id", "customer_id", "on_day", "contributed")


def counted(tables: Any, question: Question) -> Any:
    """Return one row a group: a column a dimension, then one a leaf, named by its label.

    Money is in 分; steps of the calendar are numbers (see calendar.py). A figure without rows in a
    group is null. Made once for equal questions of tables of equal columns: making the words of a
    question takes longer than answering it.
    """
    return _counted(tables.shape, question)


@lru_cache(maxsize=QUESTIONS_KEPT)
def _counted(tables: Shape, question: Question) -> Any:
    keys = [dimension.name for dimension in question.dimensions]
    pieces = [_piece(tables, leaf, question) for leaf in question.leaves]
    if len(pieces) == 1:
        return pieces[0]
    together = ibis.union(*pieces)
    sums = {leaf.label: together[leaf.label].sum() for leaf in question.leaves}
    return together.group_by(keys).aggregate(**sums) if keys else together.aggregate(**sums)


def rows_of(tables: Any, leaf: Name, question: Question) -> Any:
    """Return the rows one figure is counted from, with a column a dimension beside _KEPT.

    Columns: noun, row_id, customer_id, on_day, contributed (1, 分 or a quantity), dimensions.
    """
    metric = question.playbook.metric(leaf.name)
    period = _period(leaf, question.period)
    rows = metric_rows(
        tables,
        metric,
        playbook=question.playbook,
        start=period.start if period else None,
        last=period.last if period else None,
    )
    rows = _of_picked_customers(tables, rows, question)
    return _with_dimensions(tables, rows, metric, question)


def _period(leaf: Name, period: Period | None) -> Period | None:
    return leaf.window.within(period) if leaf.window and period else period


def _of_picked_customers(tables: Any, rows: Any, question: Question) -> Any:
    if question.where is None:
        return rows
    as_of = question.period.last if question.period else date.max
    picked = customer_values(
        tables, {"picked": question.where}, as_of=as_of, playbook=question.playbook
    )
    return rows.semi_join(picked.filter(picked.picked), "customer_id")


def _with_dimensions(tables: Any, rows: Any, metric: Metric, question: Question) -> Any:
    attributes = [
        d for d in question.dimensions if d.is_of_customers and not metric.is_of_no_customer
    ]
    own = {d.name: _own(rows, d) for d in question.dimensions if d not in attributes}
    kept = rows.select(*_KEPT, **own)
    if not attributes:
        return kept
    customers = tables["customers"]
    columns = {d.name: _attribute(customers, d) for d in attributes}
    people = customers.select(owner_of_row=customers.customer_id, **columns)
    return kept.left_join(people, kept.customer_id == people.owner_of_row).drop("owner_of_row")


def _own(rows: Any, dimension: Dimension) -> Any:
    if dimension.step:
        return step_of(rows.on_day, dimension.step)
    return _attribute(rows, dimension)


def _attribute(rows: Any, dimension: Dimension) -> Any:
    unit = "号" if dimension.column.endswith("_id") else "文字"
    value = attribute_value(rows, Attribute(dimension.name, dimension.column, unit))
    if value.type().is_boolean():
        return ibis.cases((value, "是"), (~value, "否"))
    return value.cast("string") if value.type().is_integer() and unit == "文字" else value


def _piece(tables: Any, leaf: Name, question: Question) -> Any:
    metric = question.playbook.metric(leaf.name)
    keys = [dimension.name for dimension in question.dimensions]
    figure = _figure(rows_of(tables, leaf, question), metric, keys)
    values: Mapping[str, Any] = {
        other.label: figure.figure.cast(_type_of(other, question.playbook))
        if other == leaf
        else ibis.null(_type_of(other, question.playbook))
        for other in question.leaves
    }
    return figure.select(*keys, **values)


def _type_of(leaf: Name, playbook: Playbook) -> str:
    metric = playbook.metric(leaf.name)
    is_whole = not metric.of and (metric.take != "合计" or metric.unit == "元")
    return "int64" if is_whole else "float64"


def _figure(rows: Any, metric: Metric, keys: list[str]) -> Any:
    if metric.take in ("客户数", "多次客户数"):
        # Customers are made distinct by grouping: exact on every engine, unlike nunique().
        rows = rows.group_by([*keys, "customer_id"]).aggregate(times=rows.count())
        if metric.take == "多次客户数":
            rows = rows.filter(rows.times >= metric.at_least)
    if metric.take == "中位数":
        rows = middle_rows(rows, keys)
    figure = _taken(rows, metric)
    return rows.group_by(keys).aggregate(figure=figure) if keys else rows.aggregate(figure=figure)


def _taken(rows: Any, metric: Metric) -> Any:
    if metric.of:
        return rows.contributed.mean()
    return rows.contributed.sum() if metric.take == "合计" else rows.count()
