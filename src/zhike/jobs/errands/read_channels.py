"""Figures of each channel: how many customers, how full, how many buy, at what cost."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.measure.measure import measure
from zhike.measure.measured import Measured
from zhike.playbook.channels import group_of
from zhike.playbook.playbook import Playbook
from zhike.reckon.comparison import LEAST_N
from zhike.reckon.shares import percents_of
from zhike.records.catalogue.filled_by import fullness_by
from zhike.records.customer.scope import sight_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.store.tables import Tables, tables_for
from zhike.words.period import Period

SAID = "统计渠道"
BY = "渠道"
FIGURES = ("客户总数", "新增客户数", "新增成交客户数", "新客转化率", "成交客户数", "总销售额")
COSTS = ("渠道费用", "获客成本", "成交获客成本")
FEW = "样本不足"


def run(errand: Errand, *, period: str = "") -> Answer:
    """Return the channels within the asker's rows, those with most new customers first (S0-07).

    `channels`: channel (None: 未填), group, records, share, completeness, new, won_of_new,
    conversion with `few` where it is of fewer than LEAST_N, won, sales, and for who sees the whole
    book cost, cost_per_new, cost_per_won (None without cost). `trend` has the new customers of each
    month. Money in 元, shares 0-1.
    """
    playbook = active_playbook()
    sight = sight_for(errand.viewer)
    tables = tables_for(sight, refreshed(errand))
    span = Period.parse(period) if period else None
    names = (*FIGURES, *COSTS) if sight.is_whole else FIGURES
    found = measure(tables, names, by=[BY], period=span, playbook=playbook)
    full = fullness_by(errand.viewer, "source_channel", playbook=playbook)
    rows = _rows(found, full, playbook)
    return {
        "scope": sight.said,
        "as_of": errand.today.isoformat(),
        "period": period,
        "has_costs": sight.is_whole,
        "channels": rows,
        "total": _row(found.total, full.get("*"), BY),
        "trend": _trend(tables, span, playbook, [row["channel"] for row in rows]),
        "definitions": found.definitions,
    }


def _rows(found: Measured, full: Mapping[str, float], playbook: Playbook) -> list[dict[str, Any]]:
    parts = percents_of([row["客户总数"] or 0 for row in found.rows])
    rows = [
        _row(row, full.get(row[BY] or ""), row[BY])
        | {
            "share": None if part is None else float(part / 100),
            "group": group_of(playbook, row[BY] or ""),
        }
        for row, part in zip(found.rows, parts, strict=True)
    ]
    return sorted(rows, key=lambda row: (-row["new"], -row["records"], row["channel"] or "~"))


def _row(row: Mapping[str, Any], full: float | None, channel: str | None) -> dict[str, Any]:
    new = row["新增客户数"] or 0
    return {
        "channel": channel,
        "records": row["客户总数"] or 0,
        "completeness": full,
        "new": new,
        "won_of_new": row["新增成交客户数"] or 0,
        "conversion": row["新客转化率"],
        "few": FEW if 0 < new < LEAST_N else "",
        "won": row["成交客户数"] or 0,
        "sales": row["总销售额"] or 0,
        "cost": row.get("渠道费用") or None,
        "cost_per_new": row.get("获客成本"),
        "cost_per_won": row.get("成交获客成本"),
    }


def _trend(
    tables: Tables, span: Period | None, playbook: Playbook, channels: Sequence[str | None]
) -> dict[str, Any]:
    """Return the new customers of each month, a list a channel in the order of `months`."""
    found = measure(tables, ["新增客户数"], by=["月", BY], period=span, playbook=playbook)
    months = sorted({row["月"] for row in found.rows if row["月"]})
    counts = {(row["月"], row[BY]): row["新增客户数"] for row in found.rows}
    return {
        "months": months,
        "new": [[counts.get((month, name)) or 0 for month in months] for name in channels],
    }
