"""The rows figures are counted from: orders, lines, follow-ups and customers in one shape."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import ibis

from zhike.formula.compile import compile_formula
from zhike.formula.tree import Name
from zhike.playbook.catalogue import Attribute, fact_attributes, fact_formula
from zhike.playbook.metrics import Fact, Metric
from zhike.playbook.playbook import Playbook

NOUN_OF: Mapping[Fact, str] = {
    "orders": "orders",
    "order_lines": "order_lines",
    "interactions": "interactions",
    "customers": "customers",
    "stated_follow_ups": "customers",
    "cooperations": "customers",
}


def fact_rows(tables: Any, fact: Fact) -> Any:
    """Return a fact with its own columns and customer_id, row_id, on_day, countable.

    Orders also have sold_fen (≥ 0) and returned_fen: a refund may stand in its own column or as a
    row with a negative amount; such a row is no order of its own (`countable` false).
    """
    return _FACTS[fact](tables)


def metric_rows(
    tables: Any,
    metric: Metric,
    *,
    playbook: Playbook,
    start: date | None = None,
    last: date | None = None,
) -> Any:
    """Return the rows a base metric is counted from between two days, both counted.

    Columns: noun, row_id, customer_id, on_day, contributed (1, or 分, or the quantity), and for
    a single fact its own columns too. Rows without a date fall out only when days are given.
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
    """Return what each row adds to a figure: its columns' sum, or 1."""
    if metric.take != "合计":
        return ibis.literal(1, type="int64")
    terms = [rows[column].coalesce(0) for column in metric.plus]
    terms += [-rows[column].coalesce(0) for column in metric.minus]
    return sum(terms[1:], terms[0])


def _narrowed(tables: Any, metric: Metric, fact: Fact, playbook: Playbook) -> Any:
    rows = fact_rows(tables, fact)
    for column in metric.known:
        rows = rows.filter(rows[column].notnull())
    if metric.where:
        rows = rows.filter(_condition(rows, metric, fact, playbook))
    if metric.take != "合计":
        rows = rows.filter(rows.countable)
    noun = ibis.literal(NOUN_OF[fact])
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


def _orders(tables: Any) -> Any:
    rows = tables["orders"]
    amount, zero = rows.amount_fen.coalesce(0), ibis.literal(0, type="int64")
    return rows.mutate(
        row_id=rows.order_id,
        on_day=rows.ordered_on,
        countable=amount >= 0,
        sold_fen=ibis.greatest(amount, zero),
        returned_fen=rows.refund_fen.coalesce(0) + ibis.greatest(-amount, zero),
    )


def _order_lines(tables: Any) -> Any:
    rows = tables["order_lines"]
    countable = rows.amount_fen.coalesce(0) >= 0
    return rows.mutate(row_id=rows.line_id, on_day=rows.ordered_on, countable=countable)


def _interactions(tables: Any) -> Any:
    rows = tables["interactions"]
    return rows.mutate(
        row_id=rows.interaction_id, on_day=rows.happened_on, countable=ibis.literal(True)
    )


def _customers_on(column: str, *, only_dated: bool) -> Callable[[Any], Any]:
    def customers(tables: Any) -> Any:
        rows = tables["customers"]
        if only_dated:
            rows = rows.filter(rows[column].notnull())
        return rows.mutate(
            row_id=rows.customer_id, on_day=rows[column], countable=ibis.literal(True)
        )

    return customers


_FACTS: Mapping[Fact, Callable[[Any], Any]] = {
    "orders": _orders,
    "order_lines": _order_lines,
    "interactions": _interactions,
    "customers": _customers_on("first_contact_on", only_dated=False),
    "stated_follow_ups": _customers_on("stated_follow_up_on", only_dated=True),
    "cooperations": _customers_on("cooperation_started", only_dated=True),
}
