"""The rows behind a figure: the records whose sum or number is the figure on the page."""

from collections.abc import Mapping
from typing import Any

import ibis
import pyarrow as pa

from zhike.formula.tree import Name
from zhike.measure.calendar import number_of
from zhike.measure.counting import rows_of
from zhike.measure.question import Question, ask
from zhike.playbook.metrics import Dimension
from zhike.playbook.playbook import Playbook
from zhike.words.period import Period, PeriodUnreadable
from zhike.words.problem import Refused

UNKNOWN = "未填"


def rows_behind(
    tables: Any,
    name: str,
    *,
    period: Period | None = None,
    where: Mapping[str, Any] | None = None,
    condition: str = "",
    playbook: Playbook,
) -> pa.Table:
    """Return the records behind one figure, those of each part for a reckoned one.

    `where` picks dimension values (`{"月": "2024-05", "区域": "华东"}`; None or 未填 for unknown),
    `condition` picks customers. Columns: figure (the part's label), noun, id, customer_id, on_day,
    contributed. The figure is the sum of `contributed` (分 for money), for a mean or a median that
    of `contributed`, for customers counted once the number of different customer_id. Raises
    Refused like measure.
    """
    picked = dict(where or {})
    question = ask([name], by=tuple(picked), period=period, where=condition, playbook=playbook)
    wanted = [
        (dimension, _value(text, dimension))
        for dimension, text in zip(question.dimensions, picked.values(), strict=True)
    ]
    parts = [_part(tables, leaf, question, wanted) for leaf in question.leaves]
    rows = ibis.union(*parts) if len(parts) > 1 else parts[0]
    return tables.run(rows.order_by("figure", "noun", "on_day", "id"))


def _part(tables: Any, leaf: Name, question: Question, wanted: Any) -> Any:
    rows = rows_of(tables, leaf, question)
    for dimension, value in wanted:
        column = rows[dimension.name]
        rows = rows.filter(column.isnull() if value is None else column == ibis.literal(value))
    metric = question.playbook.metric(leaf.name)
    if metric.take == "多次客户数":
        often = rows.group_by("customer_id").aggregate(times=rows.count())
        rows = rows.semi_join(often.filter(often.times >= metric.at_least), "customer_id")
    return rows.select(
        figure=ibis.literal(leaf.label),
        noun=rows.noun,
        id=rows.row_id,
        customer_id=rows.customer_id,
        on_day=rows.on_day,
        contributed=rows.contributed.cast("int64" if _is_whole(question) else "float64"),
    )


def _is_whole(question: Question) -> bool:
    """Say whether all parts contribute whole numbers (分, or one record each)."""
    metrics = [question.playbook.metric(leaf.name) for leaf in question.leaves]
    return all(not m.of and (m.take != "合计" or m.unit == "元") for m in metrics)


def _value(text: Any, dimension: Dimension) -> Any:
    """Return a dimension value as it is kept; raises Refused when a step can't be read."""
    if text is None or text == UNKNOWN:
        return None
    if dimension.step:
        try:
            return number_of(Period.parse(str(text)).start, dimension.step)
        except PeriodUnreadable as why:
            raise Refused(str(why)) from why
    return int(text) if dimension.column.endswith("_id") else text
