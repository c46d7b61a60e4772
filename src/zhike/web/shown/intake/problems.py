"""The problems of a batch: by cause, equal ones as one line, and as a file to mend by."""

from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from zhike.clean.causes import CAUSES, WHOLE_SHEET
from zhike.records.said import said

SHOWN = 60  # problem lines on the page; the download has all


def causes(problems: pl.DataFrame, *, here: str, cause: str) -> list[dict[str, Any]]:
    """Return the causes with how many cells each has, as chips; `here` is the page's address."""
    if problems.is_empty():
        return []
    named = {*CAUSES.values(), WHOLE_SHEET}
    counted = _by_cause(problems).group_by("cause").len().sort("len", descending=True)
    found = [
        {
            "label": said(name) if name in named else name, "count": number, "here": name == cause,
            "url": f"{here}?cause={name}",
        }
        for name, number in counted.rows()
    ]  # fmt: skip
    every = {
        "label": _("全部"),
        "count": problems.height,
        "here": not cause,
        "url": here,
    }
    return [every, *found]


def lines(problems: pl.DataFrame, *, cause: str) -> tuple[list[dict[str, Any]], int]:
    """Return the problems of a cause, equal ones as one line, worst first; and how many remain."""
    some = _by_cause(problems)
    if cause:
        some = some.filter(pl.col("cause") == cause)
    sheet = pl.when(pl.col("sheet") == "").then(pl.lit("")).otherwise("#" + pl.col("sheet"))
    row = (
        pl.when(pl.col("row") == 0).then(pl.lit("")).otherwise("!" + pl.col("row").cast(pl.String))
    )
    place = pl.col("file") + sheet + row
    grouped = (
        some.with_columns(place.alias("place"))
        .group_by("column", "value", "message", "severity", maintain_order=True)
        .agg(pl.len().alias("times"), pl.col("place").first())
        .sort(pl.col("severity") != "reject", -pl.col("times").cast(pl.Int64), maintain_order=True)
    )
    shown = [
        {
            "place": _("%(place)s 等 %(times)s 处") % {"place": row["place"], "times": row["times"]}
            if row["times"] > 1
            else row["place"],
            "column": row["column"],
            "value": row["value"],
            "message": row["message"],
            "reject": row["severity"] == "reject",
        }
        for row in grouped.head(SHOWN).iter_rows(named=True)
    ]
    return shown, grouped.height - len(shown)


def _by_cause(problems: pl.DataFrame) -> pl.DataFrame:
    """Name each problem's cause: by its rule, else by its column, else the sheet as a whole."""
    column = pl.when(pl.col("column") != "").then(pl.col("column")).otherwise(pl.lit(WHOLE_SHEET))
    named = pl.col("rule").replace_strict(CAUSES, default=column, return_dtype=pl.String)
    return problems.with_columns(named.alias("cause"))


def as_rows(problems: pl.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Return the problems as heads and rows of a file to mend by."""
    heads = [_("文件"), _("表"), _("行"), _("列"), _("原值"), _("怎么了"), _("结果"), _("规则")]
    kept = problems.select(
        "file", "sheet", pl.col("row").cast(pl.String), "column", "value", "message",
        pl.when(pl.col("severity") == "reject").then(pl.lit("未导入")).otherwise(pl.lit("已导入")),
        "rule",
    ).fill_null("")  # fmt: skip
    return heads, [list(row) for row in kept.rows()]
