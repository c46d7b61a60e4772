"""The churn risk as it is kept beside the tiers: its index, its level and both its parts."""

import polars as pl

from zhike.analyse.index import COMPLAINT
from zhike.playbook.scoring import Scheme

RISK = "流失风险"
WARNING = "流失预警"
_POINTS = COMPLAINT / 100


def levelled(churn: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Return the churn table with the levels of the playbook's scheme, by the index as shown."""
    shown = (pl.col("risk") * 10 + 0.5).floor() / 10
    level = pl.lit("")
    for band in reversed(scheme.bands):
        holds = pl.lit(True)
        if band.at_least is not None:
            holds = shown >= band.at_least
        if band.above is not None:
            holds = holds & (shown > band.above)
        level = pl.when(holds).then(pl.lit(band.word)).otherwise(level)
    return churn.with_columns(level.alias("level"))


def risk_rows(churn: pl.DataFrame) -> pl.DataFrame:
    """Return the levelled churn table as scores of the scheme 流失风险 (S2-09), as they are kept.

    The parts hold the drop rate and the complaints with the points each brings, so that the index
    is never shown alone (E-07).
    """
    factors = pl.concat_list(
        _factor("购买频次下降率", pl.col("drop_rate"), unit="%", points=100.0, weight=1.0),
        _factor("投诉次数", pl.col("complaints"), unit="次", points=COMPLAINT, weight=_POINTS),
    )
    parts = pl.struct(
        pl.lit("S2-09").alias("model"), pl.lit("1").alias("version"),
        pl.lit(None, pl.Float64).alias("to_next"), pl.lit("").alias("on_edge"),
        pl.col("before"), pl.col("recent"), factors.alias("factors"),
    )  # fmt: skip
    return churn.select(
        "customer_id",
        pl.lit(RISK).alias("scheme"),
        ((pl.col("risk") * 10 + 0.5).floor() / 10).alias("score"),
        pl.col("level").alias("tier"),
        pl.lit(False).alias("provisional"),
        pl.lit("").alias("missing"),
        _explanation().alias("explanation"),
        parts.struct.json_encode().alias("parts"),
    ).sort("customer_id")


def _factor(name: str, value: pl.Expr, *, unit: str, points: float, weight: float) -> pl.Expr:
    number = value.cast(pl.Float64)
    return pl.struct(
        pl.lit(name).alias("name"),
        number.alias("value"),
        pl.lit(unit).alias("unit"),
        (number * points).round(1).alias("points"),
        pl.lit(weight).alias("weight"),
    )


def _explanation() -> pl.Expr:
    return pl.format(
        "{} = 购买频次下降率 {}% + 投诉 {} 次 × {}（近6个月订单 {} 笔，再前6个月 {} 笔）",
        _one_decimal(pl.col("risk")),
        _one_decimal(pl.col("drop_rate") * 100),
        pl.col("complaints"),
        pl.lit(COMPLAINT),
        pl.col("recent"),
        pl.col("before"),
    )


def _one_decimal(value: pl.Expr) -> pl.Expr:
    tenths = (value * 10 + 0.5).floor().cast(pl.Int64)
    return pl.format("{}.{}", tenths // 10, tenths % 10)
