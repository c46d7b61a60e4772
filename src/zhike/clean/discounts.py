"""Discounts as people write them, as the share off the list price."""

import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.cleaned import Cleaned, judged

RULE = "S3-07"

_NONE = ("无折扣", "不打折", "没有折扣", "无优惠", "没有优惠", "原价", "全价", "标价", "0折扣")
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_OFF = rf"^(?:优惠|让利|减|降|下浮|-)? ?{_NUMBER} ?%(?: ?(?:优惠|OFF))?$"
_FOLD = rf"^(?:打|优惠)? ?{_NUMBER} ?折$"
_BARE = rf"^-?{_NUMBER}$"
_MOST = 0.5  # beyond it nobody can tell 92% off from 92% of the price


def clean_discounts(column: pl.Series, *, unit: str = "") -> Cleaned:
    """Return shares off the list price, 0-1: 8%, 0.08, 92折 and 9.2折 are all 0.08.

    `unit` is % where the head says so. What could mean the part paid as well as the part let off
    (92%, 0.92, a bare 8) gives a reason and no value.
    """
    cells = read_cells(column)
    text = pl.col("text").str.to_uppercase()
    cells = cells.with_columns(
        fold=_part(text, _FOLD), off=_part(text, _OFF) / 100, bare=_part(text, _BARE)
    )
    in_percent = unit.strip() in ("%", "％")
    off = pl.coalesce("off", pl.col("bare") / 100 if in_percent else pl.col("bare"))
    # A cell Excel shows as 8% is 0.08 in the file, also under a head that says %.
    either = pl.lit(in_percent) & (pl.col("bare") > 0) & (pl.col("bare") < 1)
    either = either.fill_null(value=False)
    nothing = pl.when(text.is_in(_NONE)).then(pl.lit(0.0))
    value = pl.coalesce(
        nothing, _folded(), pl.when((off <= _MOST + 1e-9) & ~either).then(off.round(6))
    )
    unclear = off.is_not_null() & value.is_null()
    reason = (
        pl.when(unclear)
        .then(_said("分不清是优惠多少还是打几折，请写成 8% 或 92折"))
        .when(value.is_null() & pl.col("text").is_not_null())
        .then(_said("看不懂，请写成 8% 或 92折"))
    )
    return judged(cells.with_columns(value=value, reason=reason), rule=RULE)


def _folded() -> pl.Expr:
    """Return what 92折 or 9.2折 leaves off: 折 counts tenths, two digits hundredths."""
    fold = pl.col("fold")
    paid = pl.when(fold <= 10).then(fold / 10).when(fold < 100).then(fold / 100)
    return (1 - pl.when(paid > 0).then(paid)).round(6)


def _part(text: pl.Expr, form: str) -> pl.Expr:
    return text.str.extract(form).cast(pl.Float64, strict=False)


def _said(what: str) -> pl.Expr:
    return pl.format("折扣“{}”" + what, pl.col("raw"))
