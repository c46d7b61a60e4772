"""More sold and less earned: in which part of the business, at which discount, to whom."""

from datetime import date, timedelta
from typing import Any

import polars as pl

from zhike.analyse.claims import Asked, Claim, Rows, p_said
from zhike.analyse.margins import (
    Totals,
    Worst,
    change_of_profit,
    change_of_sales,
    lines_of,
    with_places,
    worst_of,
)
from zhike.reckon.parts_of_change import ProfitChange
from zhike.reckon.shifts import mann_whitney, shift
from zhike.words.finding import Behind, Finding, Reach, Shown, Tested
from zhike.words.period import Period, add_months
from zhike.words.wording import percent, points, signed, summed

KIND = "增收减利"
AUDIENCE = ("总经理", "市场")
DEFINITION = (
    "上一个完整季度对去年同季，只算成本已填的订单明细。毛利额的变化恰好拆成三部分："
    "量（多卖）、结构（卖的东西变了）、率（同样的东西赚得少了）；率按 区域 × 品类 逐格相加。"
    "各家客户的毛利率用 Mann-Whitney 检验，区间为 Hodges-Lehmann。"
)
_MOST_CUSTOMERS = 60


def last_quarter(as_of: date) -> Period:
    """Return the last quarter that is over on a day, the day itself counted."""
    until = as_of + timedelta(days=1)
    start = date(until.year, 3 * ((until.month - 1) // 3) + 1, 1)
    return Period(add_months(start, -3), start - timedelta(days=1))


def ask(tables: Any, asked: Asked) -> dict[str, Any]:
    """Return each customer's lines of both quarters by category, with what they cost."""
    if "order_lines" not in tables:
        return {}
    now = last_quarter(asked.as_of)
    return {"lines": lines_of(tables, now, now.year_ago())}


def find(rows: Rows, asked: Asked) -> list[Claim]:
    """Return the claim that sales rose while profit fell, with the part most of it is in."""
    if "lines" not in rows:
        return []
    settings, lines = asked.settings.less_margin, with_places(rows["lines"])
    totals = Totals.of(lines)
    if not totals.is_comparable or totals.rise < settings.least_rise:
        return []
    parts = change_of_profit(lines)
    if parts is None or totals.gain > -settings.least_drop:
        return []
    worst = worst_of(parts)
    if worst is None or worst.share < settings.least_share:
        return []
    tested, tried = _tested(lines, worst, asked.settings.least_n)
    cell = _Cell(lines, worst, rows["tags"], settings.sensitive)
    return [Claim(_finding(lines, totals, parts, cell, tested, asked.as_of), tried)]


def _tested(
    lines: pl.DataFrame, worst: Worst, least_n: int
) -> tuple[Tested, tuple[float | None, ...]]:
    """Return the test of the worst part, and the p-values of all parts large enough, its first."""
    rates = {
        cell: tuple(_rates(rows.filter(period=when)) for when in ("now", "before"))
        for cell, rows in lines.group_by("region", "category")
    }
    here = (worst.region, worst.category)
    now, before = rates.pop(here)
    p, interval = mann_whitney(now, before), shift(now, before)
    others = [sides for sides in rates.values() if min(map(len, sides)) >= least_n]
    ends = f"{points(interval.low)}…{points(interval.high)} 个百分点" if interval else "—"
    middle = points(interval.estimate) if interval else "—"
    tested = Tested(
        said=f"{worst.said} 各客户毛利率：本季 {len(now)} 家对去年 {len(before)} 家，"
        f"相差 {middle} 个百分点，95% {ends}（Mann-Whitney {p_said(p)}）",
        p=p,
        interval=ends,
        n_min=min(len(now), len(before)),
        effect=interval.estimate if interval else None,
    )
    return tested, (p, *(mann_whitney(*sides) for sides in others))


def _rates(rows: pl.DataFrame) -> list[float]:
    sold = rows.filter(pl.col("amount_fen") > 0)
    return ((sold["amount_fen"] - sold["cost_fen"]) / sold["amount_fen"]).to_list()


class _Cell:
    """The lines of the worst part, and what was given away in it."""

    def __init__(
        self, lines: pl.DataFrame, worst: Worst, tags: pl.DataFrame, sensitive: str
    ) -> None:
        self.worst, self.sensitive = worst, sensitive
        tagged = tags.filter(tag=sensitive)["customer_id"]
        here = lines.filter(region=worst.region, category=worst.category).with_columns(
            given_fen=pl.col("list_fen") - pl.col("sold_fen"),
            is_sensitive=pl.col("customer_id").is_in(tagged.implode()),
        )
        self.now = here.filter(period="now").sort(
            "is_sensitive", "given_fen", "customer_id", descending=[False, True, False]
        )
        self.before = here.filter(period="before")

    @property
    def discounts(self) -> tuple[float | None, float | None]:
        """Return the discount off the list price before and now, weighted by amount."""
        before, now = (_discount(rows) for rows in (self.before, self.now))
        return before, now

    @property
    def unasked(self) -> float | None:
        """Return the share of what was given away that went to customers not tagged sensitive."""
        given = float(self.now["given_fen"].sum())
        free = float(self.now.filter(~pl.col("is_sensitive"))["given_fen"].sum())
        return free / given if given > 0 else None

    def said(self) -> str:
        """Return the discounts and to whom they went, as far as they are known."""
        before, now = self.discounts
        if before is None or now is None or self.unasked is None:
            return ""
        return (
            f"，优惠从 {percent(before, 0)} 变为 {percent(now, 0)}，"
            f"其中 {percent(self.unasked)} 让给了没有“{self.sensitive}”标签的客户"
        )


def _discount(rows: pl.DataFrame) -> float | None:
    listed = float(rows["list_fen"].sum())
    return float(rows["given_fen"].sum()) / listed if listed else None


def _finding(
    lines: pl.DataFrame,
    totals: Totals,
    parts: ProfitChange,
    cell: _Cell,
    tested: Tested,
    as_of: date,
) -> Finding:
    worst, quarter = cell.worst, last_quarter(as_of)
    now, before = (rows["customer_id"].n_unique() for rows in (cell.now, cell.before))
    text = (
        f"卖得更多，赚得更少：{quarter.label}比去年同季销售额 {signed(totals.rise)}，"
        f"毛利额 {signed(totals.gain)}（{_rate_said(totals)}）。毛利率下降造成的差额里约 "
        f"{percent(worst.share, 0)} 来自{worst.said}（少赚 {summed(worst.lost_fen)}）"
        f"{cell.said()}。"
    )
    return Finding(
        kind=KIND,
        title=f"卖得更多，赚得更少：{worst.said}",
        text=text,
        n=now + before,
        n_said=f"n={now} 对 {before}",
        definition=DEFINITION,
        tested=tested,
        figures=_figures(lines, totals, parts, cell),
        customer_ids=tuple(dict.fromkeys(cell.now["customer_id"].to_list())),
        behind=tuple(
            Behind("customers", row["customer_id"], row["customer_id"], _given(row, cell.sensitive))
            for row in cell.now.head(_MOST_CUSTOMERS).iter_rows(named=True)
        ),
        reach=Reach(
            "order_lines", quarter.start.isoformat(), quarter.last.isoformat(), worst.category
        ),
        suggestion=f"{worst.said} 的优惠超过去年水平的先报批；没有“{cell.sensitive}”标签的恢复原价",
        plan="核对大额优惠",
        audience=AUDIENCE,
        order=30,
    )


def _rate_said(totals: Totals) -> str:
    before = totals.profit_before / totals.sales_before
    return f"毛利率 {percent(before)} → {percent(totals.profit / totals.sales)}"


def _figures(
    lines: pl.DataFrame, totals: Totals, parts: ProfitChange, cell: _Cell
) -> tuple[Shown, ...]:
    worst, (before, now) = cell.worst, cell.discounts
    return (
        Shown("销售额", _from_to(totals.sales_before, totals.sales), totals.sales / 100),
        Shown("毛利额", _from_to(totals.profit_before, totals.profit), totals.profit / 100),
        Shown("毛利率", _rate_said(totals).removeprefix("毛利率 "), totals.profit / totals.sales),
        Shown("毛利变化 = 量 + 结构 + 率", _parts_said(parts), float(parts.total) / 100),
        Shown("销售变化 = 客户数 + 每家行数 + 每行金额", _sales_said(lines)),
        Shown(f"率：{worst.said}", summed(-worst.lost_fen), -worst.lost_fen / 100),
        Shown(f"{worst.said} 占率的部分", percent(worst.share), worst.share),
        Shown("优惠，去年同季", percent(before), before),
        Shown("优惠，本季", percent(now), now),
        Shown(f"让给没有“{cell.sensitive}”标签的", percent(cell.unasked), cell.unasked),
    )


def _from_to(before: int, now: int) -> str:
    return f"{summed(before)} → {summed(now)}（{signed(now / before - 1)}）"


def _parts_said(parts: ProfitChange) -> str:
    amounts = (parts.total, parts.volume, parts.mix, parts.rate)
    total, volume, mix, rate = (summed(round(part)) for part in amounts)
    return f"{total} = {volume} + ({mix}) + ({rate})"


def _sales_said(lines: pl.DataFrame) -> str:
    parts = change_of_sales(lines)
    if parts is None:
        return "—"
    total, *each = (summed(round(part)) for part in (sum(parts), *parts))
    return f"{total} = {' + '.join(f'({one})' for one in each)}"


def _given(row: dict[str, Any], sensitive: str) -> str:
    sold = row["amount_fen"]
    margin = (sold - row["cost_fen"]) / sold if sold else None
    given = f"，优惠 {percent(row['given_fen'] / row['list_fen'])}" if row["list_fen"] else ""
    tag = f"，{sensitive}" if row["is_sensitive"] else ""
    return f"{row['lines']} 行 {summed(sold)}{given}，毛利率 {percent(margin)}{tag}"
