"""Dates as people write them, as days or with the precision they have (S0-08)."""

import polars as pl

from zhike.clean import date_forms
from zhike.clean.cells import fold_figures, read_cells
from zhike.clean.cleaned import Cleaned, clean_rest, judged
from zhike.clean.forms import plainly

RULE = "S0-08"

_CLOCK = (
    r"[0-9]{1,2} ?(?:: ?[0-9]{1,2} ?(?:: ?[0-9]{1,2}(?:\.[0-9]+)?)?"
    r"|[时点] ?(?:半|整|[0-9]{1,2} ?分?)?(?:[0-9]{1,2} ?秒)?)"
)
_WEEKDAY = r"(?: ?\(?(?:星期|周|礼拜)[一二三四五六日天]\)?| ?\([一二三四五六日]\))?"
_HALF = "上午|下午|早上|晚上|中午|凌晨|清晨|傍晚|早|晚|AM|PM"
_TIME = rf"(?:,? ?T? ?(?:{_HALF})? ?{_CLOCK} ?(?:AM|PM)?(?: ?\+08:?00)?)?"
_DAY = (
    rf"^([0-9]{{4}}) ?[-/.年] ?([0-9]{{1,2}}) ?[-/.月] ?([0-9]{{1,2}}) ?[日号]?{_WEEKDAY}{_TIME}$"
)
_COMPACT = rf"^([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})(?:[0-9]{{6}}|[0-9]{{4}}|{_TIME})$"
_MONTH = r"^([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?月?份?$"
_YEAR = r"^([0-9]{4})(?:\.0+)? ?年?$"  # 2018.0 is a year that was once a number
_SERIAL = r"^([2-7][0-9]{4})(?:\.[0-9]+)?$"  # Excel's count of days, 1954 to 2118

_SHORT_YEAR = r"^[0-9]{2} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?[日号]?(?:[^0-9]|$)"
_YEAR_LAST = r"^[0-9]{1,2} ?[-/.] ?[0-9]{1,2} ?[-/.] ?[0-9]{4}"
_TURNED = rf"^([0-9]{{1,2}}) ?[-/.] ?([0-9]{{1,2}}) ?[-/.] ?([0-9]{{4}}){_TIME}$"
_PLAIN = r"^[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?$"
_LENGTH = len("2024-05-01")
_MONTHS = 12
_NO_YEAR = r"^[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?[日号]?$"
_TIME_ONLY = rf"^(?:1899-12-3[0-9].*|{_CLOCK})$"

_NO_CLOCK = (
    r"(?:^|[^0-9:])(?:2[4-9]|[3-9][0-9]) ?[:时点]|[:时点] ?[6-9][0-9]"
    r"|^[0-9]{8}(?:(?:2[4-9]|[3-9][0-9])[0-9][0-9]|[0-9][0-9][6-9][0-9])(?:[0-9][0-9])?$"
)

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FIRST_FOUNDED = 1600  # 同仁堂 is from 1669


def clean_dates(column: pl.Series) -> Cleaned:
    """Return days as Date; text of any common form, Excel's day numbers and moments are read.

    A year or a month alone, a day that does not exist and what could be two days (24年5月10日,
    10/05/2024) give a reason and no value. 12/1/2010 is read where another cell of the column shows
    the order (12/13/2010) and none the other one; its first cell says so with a warning.
    """
    if column.dtype != pl.String:
        return _clean_dates(column)
    easy = _written_plainly(column)
    return clean_rest(column, easy["day"], _clean_dates, by=easy["by"])


def _written_plainly(column: pl.Series) -> pl.DataFrame:
    """Return the `day` of 2024-05-01, 2024/5/1 and 2024年5月1日, which most columns consist of.

    `by` names the rule where that is not how it is written.
    """
    text = pl.first().str.strip_suffix("日")
    plain = pl.when(pl.first().str.contains(_PLAIN)).then(text)
    dashed = column.to_frame().select(
        plain.str.replace_many(["/", ".", "年", "月"], ["-"]).alias("text")
    )
    days = dashed.with_columns(day=pl.col("text").str.to_date("%Y-%m-%d", strict=False))
    likely = pl.col("day").dt.year().is_between(_FIRST_YEAR, _LAST_YEAR)
    stands = (pl.col("text").str.len_bytes() == _LENGTH) & (pl.col("text") == pl.lit(column))
    return days.select(
        day=pl.when(likely).then("day"),
        by=pl.when(likely & ~stands).then(pl.lit(f"{RULE}.day")),
    )


def _clean_dates(column: pl.Series) -> Cleaned:
    return judged(dated(column), rule=RULE)


def dated(column: pl.Series) -> pl.DataFrame:
    """Return `raw`, `text` (folded), `value` (the day) and `reason` (why there is none)."""
    cells = _read(column).with_columns(value=_likely("day", pl.col("day").dt.year(), _FIRST_YEAR))
    reason = _unless_read(
        pl.when(pl.col("day").is_not_null())
        .then(_said("年份不像真的，请核对后改正"))
        .when(pl.col("month").is_not_null())
        .then(_said("只有年月，没有日，请写成 2024-05-01"))
        .when(pl.col("year").is_not_null())
        .then(_said("只有年份，没有月日，请写成 2024-05-01"))
    )
    return cells.with_columns(reason=pl.coalesce(reason, _by_the_others()))


def _order() -> pl.Expr:
    """Return how the column writes days with the year last: mdy or dmy, null where none shows."""
    parts = pl.col("text").str.extract_groups(_TURNED).struct
    first, second = (parts.field(name).cast(pl.Int32, strict=False) for name in ("1", "2"))
    day_first, month_first = (first > _MONTHS).any(), (second > _MONTHS).any()
    return (
        pl.when(month_first & ~day_first).then(pl.lit("mdy"))
        .when(day_first & ~month_first).then(pl.lit("dmy"))
    )  # fmt: skip


def _turned() -> pl.Expr:
    """Return the day of 12/13/2010, and of 12/1/2010 in the order that the others show."""
    month_first, day_first = _day(_TURNED, "$3-$1-$2"), _day(_TURNED, "$3-$2-$1")
    order = _order()
    return (
        pl.when(order == "mdy")
        .then(month_first)
        .when(order == "dmy")
        .then(day_first)
        .otherwise(pl.when(_two_readings().not_()).then(pl.coalesce(month_first, day_first)))
    )


def _two_readings() -> pl.Expr:
    """Say whether 12/1/2010 can be two days; 12/13/2010 and 5/5/2010 can not."""
    parts = pl.col("text").str.extract_groups(_TURNED).struct
    first, second = (parts.field(name).cast(pl.Int32, strict=False) for name in ("1", "2"))
    return (first <= _MONTHS) & (second <= _MONTHS) & (first != second)


def _by_the_others() -> pl.Expr:
    """Say of the first cell that was read by the others' order which order that is."""
    turned = _is(_TURNED) & pl.col("value").is_not_null() & _two_readings()
    order = _order().replace_strict({"mdy": "月/日/年", "dmy": "日/月/年"}, default=None)
    said = pl.format("日期“{}”按同列其他日期的“{}”读，请核对一眼", pl.col("raw"), order)
    return pl.when(turned & (turned.cum_sum() == 1)).then(said)


def clean_partial_dates(column: pl.Series) -> Cleaned:
    """Return 2018, 2020-03 or 2024-05-01 as text: no more precision than people gave."""
    year = pl.coalesce(pl.col("day").dt.year(), pl.col("month").dt.year(), pl.col("year"))
    text = pl.coalesce(
        pl.col("day").dt.to_string("%Y-%m-%d"),
        pl.col("month").dt.to_string("%Y-%m"),
        pl.col("year").cast(pl.String),
    )
    cells = _read(column).with_columns(said=text, value_year=year)
    cells = cells.with_columns(value=_likely("said", pl.col("value_year"), _FIRST_FOUNDED))
    unlikely = pl.when(pl.col("value_year").is_not_null()).then(_said("年份不像真的，请核对后改正"))
    return judged(cells.with_columns(reason=_unless_read(unlikely)), rule=RULE)


def _read(column: pl.Series) -> pl.DataFrame:
    """Return raw, text and what was read: `day` (Date), else `month` (its first), else `year`."""
    if column.dtype == pl.Datetime:
        column = column.dt.date()
    text = pl.col("text").str.to_uppercase().str.replace_all(r"[‐‑‒–—―−]", "-")
    cells = _parsed(
        read_cells(column, folded=fold_figures).with_columns(
            text.alias("text"), by=pl.lit(None, pl.String)
        )
    )
    unread = pl.all_horizontal(pl.col("day", "month", "year").is_null()) & ~_is(_TIME_ONLY)
    rows = cells.select(unread & pl.col("text").is_not_null()).to_series().arg_true()
    if not len(rows):
        return cells
    plain = plainly(cells["text"].gather(rows), date_forms)
    if plain["by"].null_count() == len(rows):
        return cells
    # Read together with the others, which show the order of the column.
    return _parsed(
        cells.with_columns(cells[name].scatter(rows, plain[name]) for name in ("text", "by"))
    )


def _parsed(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with `day`, `month` and `year`, null where the text does not say them."""
    serial = pl.col("text").str.extract(_SERIAL).cast(pl.Int64, strict=False)
    return cells.with_columns(
        day=pl.coalesce(
            _day(_DAY, "$1-$2-$3"),
            _day(_COMPACT, "$1-$2-$3"),
            pl.date(1899, 12, 30) + pl.duration(days=serial),
            _turned(),
        ),
        month=_day(_MONTH, "$1-$2-1"),
        year=pl.col("text").str.extract(_YEAR).cast(pl.Int32, strict=False),
    )


def _day(form: str, written: str) -> pl.Expr:
    # Without the check, what has another form would be read as it stands: 24-5-10 in year 24.
    text = pl.when(_is(form)).then(pl.col("text").str.replace(form, written))
    return text.str.to_date("%Y-%m-%d", strict=False)


def _likely(name: str, year: pl.Expr, first_year: int) -> pl.Expr:
    """Return the named column where its year is one that people live in."""
    timed = _is(_TIME_ONLY) | _is(_NO_CLOCK)
    return pl.when(year.is_between(first_year, _LAST_YEAR) & ~timed).then(pl.col(name))


def _unless_read(half_read: pl.Expr) -> pl.Expr:
    """Return why there is no value: what was read of it, else what its form suggests."""
    reason = pl.coalesce(
        pl.when(pl.col("text").str.contains(_TIME_ONLY)).then(
            _said("只有时间，没有日期，请补上日期")
        ),
        pl.when(_is(_NO_CLOCK)).then(pl.format("时间“{}”不存在，请改成真实的时间", pl.col("raw"))),
        half_read,
        pl.when(_is(_DAY) | _is(_COMPACT) | _is(_MONTH)).then(_said("不存在，请改成真实的日期")),
        pl.when(_is(_SHORT_YEAR)).then(_said("年份只有两位，请写成四位，如 2024-05-10")),
        pl.when(_is(_YEAR_LAST)).then(_said("分不清月和日，请写成 2024-05-10")),
        pl.when(_is(_NO_YEAR)).then(_said("没有年份，请写成 2024-05-10")),
        _said("看不懂，请写成 2024-05-01"),
    )
    return pl.when(pl.col("text").is_not_null() & pl.col("value").is_null()).then(reason)


def _is(form: str) -> pl.Expr:
    return pl.col("text").str.contains(form)


def _said(what: str) -> pl.Expr:
    return pl.format("日期“{}”" + what, pl.col("raw"))
