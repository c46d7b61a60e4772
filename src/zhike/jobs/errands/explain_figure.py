"""Say why one figure is what it is: definition, formula with its values, and the rows behind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.measure.behind import UNKNOWN, rows_behind
from zhike.measure.measure import measure
from zhike.measure.measured import Measured, shown
from zhike.playbook.catalogue import metric_formula
from zhike.playbook.metrics import Metric
from zhike.playbook.playbook import Playbook
from zhike.records.customer.named import named_for
from zhike.records.customer.scope import sight_for
from zhike.records.listing.behind import Said, said_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.store.tables import tables_for
from zhike.words.period import Period
from zhike.words.viewer import Viewer
from zhike.words.wording import yuan

SAID = "说明一个数字"
PAGE = 50


def run(  # noqa: PLR0913 - the sides of a question
    errand: Errand,
    *,
    name: str,
    period: str = "",
    where: Mapping[str, str] | None = None,
    condition: str = "",
    part: str = "",
    page: int = 1,
) -> Answer:
    """Return a figure with its formula and a page of the rows behind one of its parts.

    `where` picks dimension values, `condition` customers; `part` names the part whose rows are
    wanted (the first by default). The rows' total is the part's figure.
    """
    playbook, sight, manifest = active_playbook(), sight_for(errand.viewer), refreshed(errand)
    tables = tables_for(sight, manifest)
    span = Period.parse(period) if period else None
    asked: dict[str, Any] = {"period": span, "playbook": playbook}
    names = _names(playbook.metric(name), name, playbook)
    found = measure(tables, names, by=tuple(where or {}), where=condition, **asked)
    if where:
        row = found.row(**_as_measured(where, playbook))
        found = replace(found, total=row, parts=row)
    rows = rows_behind(tables, name, where=where, condition=condition, **asked)
    return {
        **_figure(found, names[0]),
        "parts": [_part(found, other, rows) for other in names[1:]],
        "scope": sight.said,
        "period": span.label if span else _("全部时间"),
        "where": dict(where or {}),
        "as_of": min(errand.today, span.last) if span else errand.today,
        "version": playbook.version,
        "token": manifest.token,
        "behind": _page(errand.viewer, rows, playbook, part=part, page=page),
    }


def _names(metric: Metric, name: str, playbook: Playbook) -> list[str]:
    """Return the figure and the figures its formula names, without those of another window."""
    if metric.is_base:
        return [name]
    leaves = metric_formula(playbook, metric).leaves
    return [name, *dict.fromkeys(leaf.name for leaf in leaves if not leaf.window)]


def _as_measured(where: Mapping[str, str], playbook: Playbook) -> dict[str, Any]:
    def value(dimension: str, text: str) -> Any:
        if text == UNKNOWN:
            return None
        return int(text) if playbook.dimension(dimension).column.endswith("_id") else text

    return {dimension: value(dimension, text) for dimension, text in where.items()}


def _figure(found: Measured, name: str) -> Answer:
    metric = found.metrics[0]
    value = found.total[metric.name]
    return {
        "name": name,
        "value": value,
        "text": shown(value, metric.unit, metric.places),
        "unit": "" if metric.unit == "%" else metric.unit,
        "definition": metric.said,
        "rule": metric.rule,
        "owner": metric.owner,
        "formula": metric.formula,
        "explain": "" if metric.is_base else found.why(name),
    }


def _part(found: Measured, name: str, rows: pa.Table) -> Answer:
    metric = found.playbook.metric(name)
    value = found.total.get(name)
    counted = pc.sum(pc.equal(rows["figure"], name)).as_py() or 0
    return {
        "name": name,
        "text": shown(value, metric.unit, metric.places),
        "unit": "" if metric.unit == "%" else metric.unit,
        "rows": counted,
    }


def _page(viewer: Viewer, rows: pa.Table, playbook: Playbook, *, part: str, page: int) -> Answer:
    """Return one page of the rows of one part, named, with what all of them come to."""
    figures = pc.unique(rows["figure"]).to_pylist()
    part = part if part in figures else next(iter(figures), "")
    rows = rows.filter(pc.equal(rows["figure"], part)) if part else rows
    some = rows.slice((page - 1) * PAGE, PAGE).to_pylist()
    metric = playbook.metric(part) if part else None
    return {
        "part": part,
        "figures": figures,
        "page": page,
        "pages": max(1, -(-rows.num_rows // PAGE)),
        "count": rows.num_rows,
        "said": _said(rows, metric),
        "rows": _named(viewer, some, metric),
    }


def _said(rows: pa.Table, metric: Metric | None) -> str:
    """Return how many rows there are and how the figure comes from them."""
    if metric is None or not rows.num_rows:
        return _("没有行")
    count, total = (
        _("%(num_rows)s 行") % {"num_rows": f"{rows.num_rows:,}"},
        pc.sum(rows["contributed"]).as_py(),
    )
    if metric.take in ("客户数", "多次客户数"):
        return _("%(count)s，%(as_py)s 家客户") % {
            "count": count,
            "as_py": f"{pc.count_distinct(rows['customer_id']).as_py():,}",
        }
    if metric.take == "合计":
        return _("%(count)s，合计 %(total)s") % {"count": count, "total": _worded(total, metric)}
    if metric.take == "平均":
        mean = _worded(total / rows.num_rows, metric)
        return _("%(count)s，合计 %(total)s ÷ %(num_rows)s = %(mean)s") % {
            "count": count,
            "total": _worded(total, metric),
            "num_rows": f"{rows.num_rows:,}",
            "mean": mean,
        }
    return (
        _("%(count)s，%(rows)s") % {"count": count, "rows": _middle_said(rows, metric)}
        if metric.take == "中位数"
        else count
    )


def _middle_said(rows: pa.Table, metric: Metric) -> str:
    """Return which of the sorted values the median is: the middle one, or between the two."""
    values = sorted(rows["contributed"].to_pylist())
    half = len(values) // 2
    if len(values) % 2:
        return _("从小到大第 %(half)s 行：%(values)s") % {
            "half": half + 1,
            "values": _worded(values[half], metric),
        }
    low, high = (_worded(value, metric) for value in values[half - 1 : half + 1])
    mean = _worded((values[half - 1] + values[half]) / 2, metric)
    return _("从小到大正中两行 %(low)s 与 %(high)s 的平均：%(mean)s") % {
        "low": low,
        "high": high,
        "mean": mean,
    }


def _worded(value: Any, metric: Metric | None) -> str:
    if metric is None:
        return f"{value:,g}"
    if metric.unit == "元":
        return _("%(value)s 元") % {"value": yuan(value)}
    if metric.of:
        said = shown(value, metric.unit, metric.places)
        return said if metric.unit == "%" else f"{said} {metric.unit}"
    return f"{value:,g}"


def _named(
    viewer: Viewer, rows: list[dict[str, Any]], metric: Metric | None
) -> list[dict[str, Any]]:
    """Return the rows with the customer's name and the record's own words, within the Viewer's."""
    names = named_for(viewer, {row["customer_id"] for row in rows if row["customer_id"]})
    said: dict[tuple[str, int], Said] = {}
    for noun in {row["noun"] for row in rows}:
        ids = [row["id"] for row in rows if row["noun"] == noun]
        said |= {(noun, key): value for key, value in said_for(viewer, noun, ids).items()}
    return [
        {
            "customer_id": row["customer_id"],
            "customer": names[row["customer_id"]].name if row["customer_id"] in names else "—",
            "on": row["on_day"],
            "said": said.get((row["noun"], row["id"]), Said()),
            "worth": _worded(row["contributed"], metric),
        }
        for row in rows
    ]
