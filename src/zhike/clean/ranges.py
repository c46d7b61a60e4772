"""Ranges such as 100-500人 or 2000万-5000万 with both their ends (S1-30, S2-03)."""

import polars as pl

from zhike.clean import range_forms
from zhike.clean.cells import read_cells
from zhike.clean.cleaned import Cleaned, judged
from zhike.clean.forms import plainly
from zhike.reckon.bands import Band, band_for

RULE = "S1-30"
WAN = 10_000
REVENUE_BANDS = (
    Band(None, "500万以下"),
    Band(500 * WAN, "500-2000万"),
    Band(2000 * WAN, "2000万以上", above=True),
)

_TIMES = {
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "万": 10**4,
    "W": 10**4,
    "千": 10**3,
    "K": 10**3,
}
_LARGEST = 2**53
_PEOPLE = r"(名?员工|人员|人|名|位)?"
_END = rf"([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(\.[0-9]+)? ?({'|'.join(_TIMES)})?(元)? ?{_PEOPLE}"
_ABOVE = r"[>≥+]=?|大于|超过|(?:及|含)?以上|起"
_BELOW = r"[<≤]=?|小于|少于|不足|不到|(?:及|含)?以下|以内"
_OPPOSITES = {"不少于": ">=", "不低于": ">=", "不超过": "<=", "不高于": "<="}
_COUNTED = r"[0-9]|[一二两三四五六七八九十百千万亿]"
_BOTH = rf"^{_END} ?[-~至到] ?{_END}$"
_ONE = rf"^(?:约|近|{_ABOVE}|{_BELOW})? ?{_END} ?(?:左右|{_ABOVE}|{_BELOW})?$"


def clean_ranges(column: pl.Series, *, unit: str = "人") -> Cleaned:
    """Return ranges as written, and in `more` their ends: `low`, `high` (Int64) and `unit`.

    The unit is 人 or 元 (2000万 is 20,000,000 元), or the given one where the cell says none.
    500人以上 has no high, 50人以下 no low, 300人 both; 中小企业 has no ends and is no problem.
    """
    text = pl.col("text").str.replace_all(r"[‐‑–—−]", "-")
    cells = read_cells(column).with_columns(text.alias("written"), by=pl.lit(None, pl.String))
    cells = _with_numbers(
        cells.with_columns(text=pl.col("written").str.to_uppercase().str.replace_many(_OPPOSITES))
    )
    rows = cells.select(_unread() & pl.col("text").str.contains(_COUNTED)).to_series().arg_true()
    if len(rows):
        odd = cells[rows]
        plain = _with_numbers(odd.with_columns(*plainly(odd["text"], range_forms)))
        read = plain.with_columns(row=rows).filter(~_unread()).drop("raw", "written")
        cells = cells.with_row_index("row").update(read, on="row", include_nulls=True).drop("row")
    return judged(_with_ends(cells, unit), rule=RULE, refusal="warn", more=("low", "high", "unit"))


def _unread() -> pl.Expr:
    return pl.coalesce("_low", "_only").is_null()


def _with_numbers(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with the numbers of both ends, or the only one, and what they count."""
    both = [pl.col("text").str.extract(_BOTH, at) for at in range(1, 11)]
    one = [pl.col("text").str.extract(_ONE, at) for at in range(1, 6)]
    cells = cells.with_columns(
        _low=_number(both[:2]), _high=_number(both[5:7]), _only=_number(one[:2])
    )
    return cells.with_columns(
        _low=_countable(pl.col("_low") * _times(both[2], both[7])),
        _high=_countable(pl.col("_high") * _times(both[7], both[2])),
        _only=_countable(pl.col("_only") * _times(one[2])),
        people=pl.coalesce(both[4], both[9], one[4]).is_not_null(),
        money=pl.coalesce(both[2], both[3], both[7], both[8], one[2], one[3]).is_not_null(),
    )


def revenue_band(low: int | None, high: int | None) -> str | None:
    """Return 500万以下, 500-2000万 or 2000万以上 for a revenue or its range in 元 (S2-03).

    A single revenue of 500万 or 2000万 is in the middle; None for a range over several bands.
    """
    if low is None and high is None:
        return None
    if low == high:
        return band_for(low, REVENUE_BANDS)
    limits = [band.low for band in REVENUE_BANDS if band.low is not None]
    bottom = 0 if low is None else sum(low >= limit for limit in limits)
    top = len(limits) if high is None else sum(high > limit for limit in limits)
    return REVENUE_BANDS[bottom].level if bottom == top else None


def _with_ends(cells: pl.DataFrame, unit: str) -> pl.DataFrame:
    reversed_ = (pl.col("_low") > pl.col("_high")).fill_null(value=False)
    below, above = (pl.col("text").str.contains(form) for form in (_BELOW, _ABOVE))
    low = pl.coalesce("_low", pl.when(~below).then("_only"))
    high = pl.coalesce("_high", pl.when(~above).then("_only"))
    unread = pl.col("text").str.contains(r"[0-9]") & pl.coalesce("_low", "_only").is_null()
    said_unit = pl.when("people").then(pl.lit("人")).when("money").then(pl.lit("元"))
    ended = ~reversed_ & ~unread & pl.coalesce("_low", "_only").is_not_null()
    return cells.select(
        "by",
        value=pl.col("written").str.replace_all(r" ?[~至到] ?", "-"),
        reason=pl.when(unread)
        .then(_said("看不出范围，请写成 100-500人 或 500人以上"))
        .when(reversed_)
        .then(_said("的下限大于上限，请改正")),
        low=pl.when(ended).then(low).round(0).cast(pl.Int64),
        high=pl.when(ended).then(high).round(0).cast(pl.Int64),
        unit=pl.when(ended).then(said_unit.otherwise(pl.lit(unit))),
    )


def _countable(number: pl.Expr) -> pl.Expr:
    """Return numbers that can be a count; 10 to the 20th of people is a slip of the hand."""
    return pl.when(number < _LARGEST).then(number)


def _number(parts: list[pl.Expr]) -> pl.Expr:
    whole = parts[0].str.replace_all(",", "", literal=True)
    return (whole + parts[1].fill_null("")).cast(pl.Float64, strict=False)


def _times(*words: pl.Expr) -> pl.Expr:
    """Return what the end's own word multiplies by, else the other end's: 500-2000万."""
    return pl.coalesce(*words).replace_strict(_TIMES, default=1, return_dtype=pl.Float64)


def _said(what: str) -> pl.Expr:
    return pl.format("“{}”" + what, pl.col("raw"))
