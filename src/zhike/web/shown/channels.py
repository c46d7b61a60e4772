"""The figures of channels laid out: a sentence, a table whose numbers open, a chart of months."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.reckon.comparison import LEAST_N
from zhike.records.said import money, said
from zhike.web.shown.why import why_url
from zhike.words.wording import NOTHING, count, half_up, percent

Row = Mapping[str, Any]
MOST_LINES = 6  # channels drawn apart; a chart of more is a tangle
HEADS = (
    ("channel", gettext_lazy("渠道")),
    ("group", gettext_lazy("分组")),
    ("records", gettext_lazy("客户数")),
    ("share", gettext_lazy("占比")),
    ("completeness", gettext_lazy("完整率")),
    ("new", gettext_lazy("新增客户")),
    ("won_of_new", gettext_lazy("新增成交")),
    ("conversion", gettext_lazy("新客转化率")),
    ("won", gettext_lazy("成交客户")),
    ("sales", gettext_lazy("销售额")),
    ("cost", gettext_lazy("费用")),
    ("cost_per_new", gettext_lazy("每个新客户费用")),
    ("cost_per_won", gettext_lazy("每个新成交费用")),
)
COSTS = ("cost", "cost_per_new", "cost_per_won")
WORDS = ("channel", "group")
LISTED: Mapping[str, Mapping[str, str]] = {"records": {}, "completeness": {"missing": "1"}}
"""Numbers that open the list of customers, with what else they ask of it."""
METRICS = {
    "new": "新增客户数", "won_of_new": "新增成交客户数", "conversion": "新客转化率",
    "won": "成交客户数", "sales": "总销售额", "cost": "渠道费用", "cost_per_new": "获客成本",
    "cost_per_won": "成交获客成本",
}  # fmt: skip


def sentences(answer: Mapping[str, Any], *, period: str) -> list[str]:
    """Return what the figures say, the most new customers first; a rate of few is not judged."""
    rows: list[Row] = [row for row in answer["channels"] if row["channel"]]
    total = answer["total"]
    if not total["new"]:
        return [_("%(period)s：没有新增客户。") % {"period": period}]
    return [*_most(rows, total, period), *_best(rows), *_dearest(rows), *_unsaid(answer)]


def _most(rows: Sequence[Row], total: Row, period: str) -> Iterable[str]:
    named = [row for row in rows if row["new"]]
    if named:
        top = named[0]
        yield _(
            "%(period)s：新增客户 %(new)s 个，来自 %(channels)s 个渠道；最多的是%(top)s，%(n)s 个，"
            "占 %(share)s。"
        ) % {
            "period": period,
            "new": count(total["new"]),
            "channels": len(named),
            "top": said(top["channel"]),
            "n": count(top["new"]),
            "share": percent(top["new"] / total["new"]),
        }


def _best(rows: Sequence[Row]) -> Iterable[str]:
    able = [row for row in rows if row["new"] >= LEAST_N and row["conversion"] is not None]
    if able:
        best = max(able, key=lambda row: row["conversion"])
        yield _("新客转化率最高的是%(best)s，%(rate)s（%(won)s ÷ %(n)s）。") % {
            "best": said(best["channel"]),
            "rate": percent(best["conversion"]),
            "won": count(best["won_of_new"]),
            "n": count(best["new"]),
        }
    if few := [row for row in rows if row["few"]]:
        yield _("%(few)s 个渠道新客户不足 %(least)s 个，转化率不作比较。") % {
            "few": len(few), "least": LEAST_N,
        }  # fmt: skip


def _dearest(rows: Sequence[Row]) -> Iterable[str]:
    paid = [row for row in rows if row["cost_per_new"] is not None]
    if paid:
        dear = max(paid, key=lambda row: row["cost_per_new"])
        yield _("每个新客户花费最高的是%(dear)s，%(cost)s 元。") % {
            "dear": said(dear["channel"]), "cost": f"{half_up(dear['cost_per_new'], 0):,}",
        }  # fmt: skip


def _unsaid(answer: Mapping[str, Any]) -> Iterable[str]:
    unsaid = sum(row["records"] for row in answer["channels"] if not row["channel"])
    if unsaid:
        yield _("%(n)s 个客户没有写渠道。") % {"n": count(unsaid)}


def columns(*, has_costs: bool) -> list[dict[str, Any]]:
    """Return the heads; without costs where the asker may not see the whole book."""
    return [
        {"text": label, "right": name not in WORDS}
        for name, label in HEADS
        if has_costs or name not in COSTS
    ]


def lines(answer: Mapping[str, Any], *, period: str) -> list[list[dict[str, Any]]]:
    """Return a line a channel; every number opens what it was counted from."""
    names = _names(answer)
    return [[_cell(name, row, period) for name in names] for row in answer["channels"]]


def foot(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the line of all channels together."""
    total = answer["total"] | {"group": "", "share": None}
    cells = [_plain(name, total) for name in _names(answer)]
    return [{"text": _("合计")}, *cells[1:]]


def _names(answer: Mapping[str, Any]) -> list[str]:
    return [name for name, _label in HEADS if answer["has_costs"] or name not in COSTS]


def _cell(name: str, row: Row, period: str) -> dict[str, Any]:
    cell, channel = _plain(name, row), row["channel"]
    if name in LISTED and channel:
        query = urlencode({"source_channel": channel, **LISTED[name]})
        return cell | {"url": f"{reverse('customers')}?{query}"}
    if name in METRICS and cell["text"] not in (NOTHING, "0"):
        return cell | {"url": why_url(METRICS[name], period=period, where={"渠道": channel})}
    return cell


def _plain(name: str, row: Row) -> dict[str, Any]:
    value = row.get(name)
    if name == "channel":
        return {"text": said(value) if value else _("未填")}
    if name == "group":
        return {"text": said(value) if value else NOTHING}
    if value is None:
        return {"text": NOTHING, "right": True}
    if name in ("share", "completeness", "conversion"):
        few = f" {said(row['few'])}" if name == "conversion" and row["few"] else ""
        n = f" n={row['new']}" if name == "conversion" else ""
        return {"text": f"{percent(value)}", "small": f"{n}{few}".strip(), "right": True}
    if name in ("sales", *COSTS):
        return {"text": _yuan(value), "title": f"{half_up(value, 2):,}", "right": True}
    return {"text": count(value), "right": True}


def _yuan(value: float) -> str:
    return money(round(value * 100)) if abs(value) >= 10_000 else f"{half_up(value, 0):,}"


def option(answer: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the ECharts option: new customers by month, a line for each larger channel."""
    trend = answer["trend"]
    named = [
        (row["channel"], new)
        for row, new in zip(answer["channels"], trend["new"], strict=True)
        if row["channel"] and any(new)
    ][:MOST_LINES]
    if len(trend["months"]) < 2 or not named:
        return None
    return {
        "grid": {"left": 8, "right": 16, "top": 34, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "legend": {"show": True, "top": 0, "type": "scroll", "padding": [5, 5, 5, 40]},
        "xAxis": {"type": "category", "data": trend["months"]},
        "yAxis": {"type": "value", "name": _("个")},
        "series": [{"name": said(name), "type": "line", "data": new} for name, new in named],
    }


def as_table(answer: Mapping[str, Any]) -> tuple[list[str], list[list[str | float]]]:
    """Return the same figures for a file: heads, then a row a channel, money in 元."""
    names = _names(answer)
    labels = dict(HEADS)
    rows = [*answer["channels"], answer["total"] | {"channel": _("合计"), "group": ""}]
    return (
        [str(labels[name]) for name in names],
        [[_filed(name, row.get(name)) for name in names] for row in rows],
    )


def _filed(name: str, value: Any) -> str | float:
    if name == "channel":
        return said(value) if value else _("未填")
    if value is None or value == "":
        return ""
    return said(value) if isinstance(value, str) else round(value, 4)
