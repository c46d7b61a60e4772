"""Sales, cost and list price of two equal periods, by the parts of the business."""

from dataclasses import dataclass
from typing import Any

import ibis
import polars as pl

from zhike.reckon.parts_of_change import Cell, ProfitChange, log_parts, profit_change
from zhike.words.period import Period

UNKNOWN = "未填"


def lines_of(tables: Any, now: Period, before: Period) -> Any:
    """Return what each customer bought by category in both periods, with cost and list price.

    Columns: customer_id, category, amount_fen, cost_fen, list_fen and sold_fen (of lines whose
    discount is known), lines, period (now, before), region. Lines without a cost are left out.
    """
    lines = tables["order_lines"]
    lines = lines.filter(lines.cost_fen.notnull(), lines.amount_fen.notnull())
    both = ibis.union(_grouped(lines, now, "now"), _grouped(lines, before, "before"))
    return both.join(tables["customers"].select("customer_id", "region"), "customer_id")


def _grouped(lines: Any, period: Period, when: str) -> Any:
    inside = lines.filter(lines.ordered_on >= period.start, lines.ordered_on <= period.last)
    known = inside.discount if "discount" in inside.columns else ibis.null("float64")
    known = ibis.cases((known < 1, known), else_=ibis.null("float64"))
    priced = inside.mutate(
        list_fen=inside.amount_fen / (1 - known),
        sold_fen=known.notnull().ifelse(inside.amount_fen, 0),
    )
    grouped = priced.group_by("customer_id", "category").agg(
        amount_fen=priced.amount_fen.sum().cast("int64"),
        cost_fen=priced.cost_fen.sum().cast("int64"),
        list_fen=priced.list_fen.sum().coalesce(0.0),
        sold_fen=priced.sold_fen.sum().cast("int64"),
        lines=priced.count().cast("int64"),
    )
    return grouped.mutate(period=ibis.literal(when))


def with_places(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines with a word where region or category is unknown."""
    return lines.with_columns(pl.col("region", "category").fill_null("").replace("", UNKNOWN))


@dataclass(frozen=True, slots=True)
class Totals:
    """Sales and profit before and now, in 分."""

    sales_before: int
    sales: int
    profit_before: int
    profit: int

    @classmethod
    def of(cls, lines: pl.DataFrame) -> "Totals":
        """Add up the lines of both periods."""
        (sold, cost), (sold_before, cost_before) = (
            lines.filter(period=when).select(pl.col("amount_fen", "cost_fen").sum()).row(0)
            for when in ("now", "before")
        )
        return cls(sold_before, sold, sold_before - cost_before, sold - cost)

    @property
    def is_comparable(self) -> bool:
        """Say whether there were sales and profit before to compare with."""
        return self.sales_before > 0 and self.profit_before > 0

    @property
    def rise(self) -> float:
        """Return by which share sales changed."""
        return self.sales / self.sales_before - 1

    @property
    def gain(self) -> float:
        """Return by which share profit changed."""
        return self.profit / self.profit_before - 1


@dataclass(frozen=True, slots=True)
class Worst:
    """The part that lost most by its own margin: how much, and its share of all such losses."""

    region: str
    category: str
    lost_fen: int
    share: float

    @property
    def said(self) -> str:
        """Name the part."""
        return f"{self.region} × {self.category}"


def change_of_profit(lines: pl.DataFrame) -> ProfitChange | None:
    """Return where the change of profit comes from, by region × category."""
    cells = {}
    for (region, category), rows in lines.group_by("region", "category"):
        part = Totals.of(rows)
        cells[f"{region}\t{category}"] = Cell(
            part.sales_before, part.sales, part.profit_before, part.profit
        )
    return profit_change(cells)


def worst_of(parts: ProfitChange) -> Worst | None:
    """Return the part that lost most by its own margin, or None when none lost on the whole."""
    if parts.rate >= 0:
        return None
    name = min(parts.rates, key=lambda cell: (parts.rates[cell], cell))
    region, _, category = name.partition("\t")
    return Worst(region, category, round(-parts.rates[name]), float(parts.rates[name] / parts.rate))


def change_of_sales(lines: pl.DataFrame) -> tuple[float, ...] | None:
    """Return the change of sales by buyers, lines each and amount a line, in 分; they add up."""
    sides = []
    for when in ("before", "now"):
        rows = lines.filter(period=when)
        buyers, count = rows["customer_id"].n_unique(), int(rows["lines"].sum())
        amount = int(rows["amount_fen"].sum())
        sides.append((buyers, count / buyers, amount / count) if count else (0, 0, 0))
    return log_parts(*sides)
