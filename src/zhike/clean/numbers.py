"""Plain numbers, counts, percents and scores (S0-27)."""

import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.cleaned import Cleaned, judged

_UNITS = (
    "次|个|家|人|名|分|件|台|套|天|日|周|月|个月|年|小时|时|元|万元|吨|公斤|KG|箱|批|单|笔|户|级"
)
_NUMBER = r"([-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?(?:E[-+]?[0-9]+)?)"
_NOTE = r"(?: ?\(.*\))?"  # 4(电商增长快)
_LARGEST = 2**53  # whole numbers beyond this lose digits in a spreadsheet


def clean_numbers(
    column: pl.Series, *, low: float | None = None, high: float | None = None
) -> Cleaned:
    """Return decimals as Float64; a unit such as 次 and a note in brackets are left out.

    Outside low…high (both allowed) a reason takes the place of the value.
    """
    return judged(_within(_read(column, "value"), low, high), rule="S3-07")


def clean_whole(
    column: pl.Series, *, low: float | None = None, high: float | None = None
) -> Cleaned:
    """Return whole numbers as Int64; 3, 3.0, 1,200, 3次 and 4(电商增长快) are read, 3.5 is not."""
    cells = _read(column, "number")
    whole = (pl.col("number") == pl.col("number").round(0)) & (pl.col("number").abs() < _LARGEST)
    cells = cells.with_columns(value=pl.when(whole).then("number").cast(pl.Int64))
    broken = pl.col("number").is_not_null() & pl.col("value").is_null()
    reason = pl.when(broken).then(_said("不是整数，请写成整数")).otherwise("reason")
    return judged(_within(cells.with_columns(reason=reason), low, high), rule="S3-07")


def clean_potential(column: pl.Series) -> Cleaned:
    """Return a score of 1 to 5 as Int64; 0, 6 and 3.5 give a reason (S0-27)."""
    cleaned = clean_whole(column, low=1, high=5)
    return Cleaned(cleaned.values, cleaned.reasons, cleaned.severity, "S0-27")


def clean_percents(column: pl.Series, *, unit: str = "") -> Cleaned:
    """Return shares 0-1 as Float64: 25% is 0.25; `unit` is % where the head says so.

    Without % in cell and head a number up to 1 is a share already, and a larger one is doubtful:
    it is read as percent with a warning.
    """
    cells = read_cells(column)
    sign = pl.col("text").str.contains(r"[%‰]")
    number = _number(pl.col("text").str.replace(r" ?%$", ""))
    in_percent = sign | pl.lit(unit.strip() in ("%", "％"))
    doubtful = ~in_percent & (number.abs() > 1)
    value = pl.when(in_percent | doubtful).then(number / 100).otherwise(number)
    reason = (
        pl.when(value.is_null() & pl.col("text").is_not_null())
        .then(_said("看不懂，请写成 25% 或 0.25"))
        .when(doubtful)
        .then(_said("没有百分号，按百分数理解，请核对"))
    )
    return judged(cells.with_columns(value=value, reason=reason), rule="S3-07")


def _read(column: pl.Series, name: str) -> pl.DataFrame:
    cells = read_cells(column).with_columns(_number(pl.col("text")).alias(name))
    unread = pl.col("text").is_not_null() & pl.col(name).is_null()
    return cells.with_columns(reason=pl.when(unread).then(_said("看不懂，请写成数字")))


def _number(text: pl.Expr) -> pl.Expr:
    shape = rf"^{_NUMBER} ?(?:{_UNITS})?{_NOTE}$"
    digits = text.str.to_uppercase().str.replace_all("−", "-", literal=True).str.extract(shape)
    number = digits.str.replace_all(",", "", literal=True).cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)


def _within(cells: pl.DataFrame, low: float | None, high: float | None) -> pl.DataFrame:
    if low is None and high is None:
        return cells
    outside = pl.lit(value=False)
    if low is not None:
        outside = outside | (pl.col("value") < low)
    if high is not None:
        outside = outside | (pl.col("value") > high)
    outside = outside.fill_null(value=False)
    return cells.with_columns(
        value=pl.when(~outside).then("value"),
        reason=pl.when(outside).then(_said(_limits(low, high))).otherwise("reason"),
    )


def _limits(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"不在 {low:g} 到 {high:g} 之间，请改正"
    return f"小于 {low:g}，请改正" if high is None else f"大于 {high:g}，请改正"


def _said(what: str) -> pl.Expr:
    return pl.format("“{}”" + what, pl.col("raw"))
