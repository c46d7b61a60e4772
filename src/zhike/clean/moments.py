"""Moments as people write them: a day, with the clock time where one was given."""

import polars as pl

from zhike.clean.cleaned import Cleaned, judged
from zhike.clean.dates import dated

RULE = "S0-08"

_CLOCK = r"([0-9]{1,2}) ?[:时点] ?([0-9]{1,2})?"
_COMPACT = r"^[0-9]{8}([0-9]{2})([0-9]{2})(?:[0-9]{2})?$"
_SERIAL = r"^([2-7][0-9]{4}\.[0-9]+)$"
_HALF = r"(上午|下午|早上|晚上|中午|凌晨|清晨|傍晚|早|晚|AM|PM)"
_HALF_PAST = r"[时点] ?半"
_MIDNIGHT = r" ?T? ?0?0:00:00(?:\.0+)?$"  # how programs write a day that has no clock time
_LATER = ("下午", "晚上", "傍晚", "晚", "PM")
_MINUTES_A_DAY = 1440


def clean_moments(column: pl.Series) -> Cleaned:
    """Return moments as text: 2026-05-01 14:03, or 2026-05-01 where no clock time was given.

    Seconds are left out; Excel's day numbers may carry a fraction. Midnight to the second is a
    program's way to write a day. What is no real day or clock time gives a reason and no value.
    """
    cells = dated(column.dt.to_string("%F %T") if column.dtype == pl.Datetime else column)
    cells = _with_clock(cells)
    wrong = (pl.col("hour") > 23) | (pl.col("minute") > 59)
    clock = pl.format("{} {}:{}", pl.col("value").dt.to_string("%F"), _two("hour"), _two("minute"))
    said = pl.when(pl.col("hour").is_null()).then(pl.col("value").dt.to_string("%F"))
    value = pl.when(~wrong.fill_null(value=False)).then(
        pl.coalesce(_from_serial(), said.otherwise(clock))
    )
    broken = pl.when(wrong).then(pl.format("时间“{}”不存在，请改成真实的时间", pl.col("raw")))
    return judged(
        cells.with_columns(
            value=pl.when(pl.col("value").is_not_null()).then(value),
            reason=pl.coalesce("reason", broken),
        ),
        rule=RULE,
    )


def _with_clock(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with `hour` and `minute`, null where no clock time is given."""
    timed = pl.when(~pl.col("text").str.contains(_MIDNIGHT)).then("text")
    half = timed.str.extract(_HALF)
    hour = pl.coalesce(_number(timed, _CLOCK, 1), _number(timed, _COMPACT, 1))
    half_past = pl.when(timed.str.contains(_HALF_PAST)).then(30)
    minute = pl.coalesce(
        half_past, _number(timed, _CLOCK, 2), _number(timed, _COMPACT, 2), pl.lit(0)
    )
    afternoon = half.is_in(_LATER).fill_null(value=False) & (hour < 12)
    midnight = half.is_in(("AM", "早上", "凌晨")).fill_null(value=False) & (hour == 12)
    return cells.with_columns(
        hour=pl.when(afternoon).then(hour + 12).when(midnight).then(0).otherwise(hour),
        minute=minute,
    )


def _number(text: pl.Expr, form: str, group: int) -> pl.Expr:
    return text.str.extract(form, group).cast(pl.Int64, strict=False)


def _from_serial() -> pl.Expr:
    """Return the moment of an Excel day number with a fraction, to the nearest minute."""
    days = pl.col("text").str.extract(_SERIAL).cast(pl.Float64, strict=False)
    minutes = (days * _MINUTES_A_DAY).round(0).cast(pl.Int64)
    moment = pl.datetime(1899, 12, 30) + pl.duration(minutes=minutes)
    return moment.dt.to_string("%Y-%m-%d %H:%M")


def _two(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).str.zfill(2)
