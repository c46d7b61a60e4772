"""Moments as programs write them, by our clock: 20240501T093000, 2024-05-01T02:00:00Z."""

import polars as pl

ID = "S0-08.clocks"
DOES = "程序写的时刻，按东八区读"
VERSION = 2
CONFIDENCE = 1.0
EXAMPLES = {
    "20220304T101112": "2022-03-04",
    "20220304 101112": "2022-03-04",
    "2022-03-04T10:11:12Z": "2022-03-04",
    "2022-03-04 10:11:12 UTC": "2022-03-04",
    "2022-03-04T10:11:12+0800": "2022-03-04",
    "2022-03-04T10:11:12-03:00": "2022-03-04",
    "2022/3/4 9am": "2022-03-04",
    "2022年3月4日下午": "2022-03-04",
    "2022-03-04 10-11-12": "2022-03-04",
    "2022-03-04 10:11:12 +0800 CST": "2022-03-04",
    "2022-03-04T10:11:12+08:00[Asia/Shanghai]": "2022-03-04",
    "2022-03-04 10:11（北京时间）": "2022-03-04",
    "20220304_101112": "2022-03-04",
    "10:11 2022-03-04": "2022-03-04",
    "2022年3月4日（周五）上午": "2022-03-04",
}

_CLOCK = r"^([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)"
_AFTER_DASH = _CLOCK + r" ?[-_/] ?([0-9]{1,2}:[0-9][0-9])"
_WHOLE_HOUR = _CLOCK + r" ?([0-9]{1,2}) ?(AM|PM)$"
_DASHED = _CLOCK + r"[ _]([0-9]{2})-([0-9]{2})-([0-9]{2})$"
_HALF_DAY = (
    _CLOCK
    + r"(?: ?\(?(?:周|星期)[一二三四五六日天]\)?)? ?(?:上午|下午|早上?|晚上?|中午|凌晨|傍晚|AM|PM)$"
)
_COMPACT = r"^([0-9]{8})[T _-]([0-9]{6}|[0-9]{4})$"
_COMPACT_HERE = r"^([0-9]{8}T[0-9]{4,6})\+08:?00$"
_FIRST = r"^([0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?) ([0-9]{4}[-/.年].*[0-9日])$"
_ZONE_NAME = r"\[[A-Z/_]+\]$"
_OURS = (
    r"([0-9]) ?(?:\+08|(?:GMT|UTC) ?\+0?8(?::?00)?|\+0800(?: CST)?|CST|\(?北京时间\)?)(?: \(.*\))?$"
)
# Only while it is the same day there and here; nobody can tell which of two days was meant.
_ZONED = (
    r"^([0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})[T ]([0-9][0-9]):([0-9][0-9])"
    r"((?::[0-9][0-9](?:\.[0-9]+)?)?) ?(?:Z|UTC|GMT|([+-])([0-9][0-9]):?([0-9][0-9]))$"
)
_PARTS = ["day", "hour", "minute", "s", "sign", "hours", "minutes"]
_NUMBERS = ["hour", "minute", "hours", "minutes"]
_SHANGHAI, _DAY = 8 * 60, 24 * 60  # minutes


def without_zone_name(text: pl.Expr) -> pl.Expr:
    """Return the moment without the place its zone is called by."""
    return text.str.replace(_ZONE_NAME, "").str.replace(_COMPACT_HERE, "$1")


def by_our_clock(text: pl.Expr) -> pl.Expr:
    """Return a moment with a zone by the clock of Shanghai."""
    return text.map_batches(_here, return_dtype=pl.String)


def _here(text: pl.Series) -> pl.Series:
    told = (
        text.rename("text")
        .to_frame()
        .with_columns(
            pl.col("text").str.extract_groups(_ZONED).struct.rename_fields(_PARTS).struct.unnest()
        )
    )
    told = told.with_columns(pl.col(_NUMBERS).cast(pl.Int64, strict=False).fill_null(0))
    ahead = (pl.col("hours") * 60 + pl.col("minutes")) * pl.when(sign="-").then(-1).otherwise(1)
    told = told.with_columns(here=pl.col("hour") * 60 + pl.col("minute") - ahead + _SHANGHAI)
    clock = pl.format(
        "{} {}:{}{}", "day", _two(pl.col("here") // 60), _two(pl.col("here") % 60), "s"
    )
    same_day = pl.col("day").is_not_null() & pl.col("here").is_between(0, _DAY - 1)
    return told.select(pl.when(same_day).then(clock).otherwise("text")).to_series()


def in_plain_order(text: pl.Expr) -> pl.Expr:
    """Return the moment as day and clock with the usual signs."""
    plain = text.str.replace(_FIRST, "$2 $1").str.replace(_COMPACT, "$1$2")
    plain = plain.str.replace(_OURS, "$1").str.replace(_AFTER_DASH, "$1 $2")
    plain = plain.str.replace(_WHOLE_HOUR, "$1 $2:00 $3")
    return plain.str.replace(_DASHED, "$1 $2:$3:$4").str.replace(_HALF_DAY, "$1")


def _two(number: pl.Expr) -> pl.Expr:
    return number.cast(pl.String).str.zfill(2)


STEPS = (without_zone_name, by_our_clock, in_plain_order)
