"""Amounts of money as people write them, kept as whole 分 (S0-09)."""

import re

import polars as pl

from zhike.clean import money_forms
from zhike.clean.cells import fold_figures, read_cells
from zhike.clean.cleaned import Cleaned, clean_rest, judged, reasoned
from zhike.clean.forms import plainly

RULE = "S0-09"

_POWERS = {
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "W": 4,
    "千": 3,
    "K": 3,
    "百": 2,
    "角": -1,
    "分": -2,
}
# What a head may give as its unit, as the power of ten that makes 元 of it.
UNITS = {"元": 0, "": 0} | {f"{word}元": power for word, power in _POWERS.items()} | _POWERS

_CURRENCY = r"(?:(?:人民币|RMB|CNY|¥) ?:? ?)"
_NUMBER = r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]*))?"
_WORDS = rf"({'|'.join(_POWERS)})? ?(元|圆|块钱?|RMB|CNY|人民币)?(?:整|正)?"
# A hyphen between two currencies is no sign: CNY-人民币 8720.
_FORM = rf"^(?:{_CURRENCY}{{0,2}}([-+]?)|([-+]) ?{_CURRENCY}{{1,2}}) ?{_NUMBER} ?{_WORDS}$"
_PARTS = ["sign", "sign_first", "digits", "fraction", "word", "yuan"]
_IN_BRACKETS = r"^\(-?([^0-9-]{0,4}[0-9][^()元圆块]*)\)$"  # how accounts write a negative
_SCIENTIFIC = r"^[-+]?[0-9]+(?:\.[0-9]+)?E\+?[0-9]{1,2}$"

_FOREIGN = re.compile(
    r"\$|€|£|USD|EUR|GBP|JPY|HKD|美元|美金|臺幣|台幣|欧元|英镑|日元|港币|港元|台币|卢布|韩元"
)
_RANGE = re.compile(r"[0-9][^0-9]{0,3} ?[-~至到] ?[^0-9]{0,3}[0-9]")
_ROUGH = re.compile(r"约|左右|大概|以上|以下|以内|不到|超过|近|多|余|几|[+<>≥≤]")
_PLAIN = (
    r"^¥?(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{1,2})?元?$"
    r"|^¥?[0-9]{1,7}(?:\.[0-9]{1,4})?万元?$"
)
_RULES = pl.Series([f"{RULE}.unit", f"{RULE}.signs", f"{RULE}.head-unit"])  # cell_rules/money.py
_LONGEST = 18  # digits of an amount in 分 that surely fit into 64 bits
_ZEROS = "0" * 14


def clean_money(column: pl.Series, *, unit: str = "元") -> Cleaned:
    """Return amounts as Int64 分; `unit` is what the head says, e.g. 万元 of 累计交易金额(万元).

    A cell with its own 元, 万 or 亿 means that: 12.5万 is 125,000 元 also in a 万元 column. Other
    currencies, ranges and rough amounts give a reason and no value; what is finer than a 分 is
    rounded half-up with a warning. Raises KeyError for a unit that is none of UNITS.
    """
    power = UNITS[unit.strip()]
    if column.dtype != pl.String or not 0 <= power <= UNITS["万元"]:
        return _clean_money(column, power)
    easy = _written_plainly(column, power)
    return clean_rest(column, easy["fen"], lambda rest: _clean_money(rest, power), by=easy["by"])


def _written_plainly(column: pl.Series, power: int) -> pl.DataFrame:
    """Return the `fen` of 1,250.50, ¥1250元 and 12.5万: below 10^15, where floats hit every 分.

    `by` names the rule where the cell says more, or other, than the number of 元.
    """
    # A column a step: what an expression uses twice is worked out twice.
    frame = column.rename("text").to_frame()
    frame = frame.with_columns(number=pl.when(pl.col("text").str.contains(_PLAIN)).then("text"))
    frame = frame.with_columns(bare=pl.col("number").str.strip_suffix("元"))
    frame = frame.with_columns(number=pl.col("bare").str.strip_suffix("万"))
    frame = frame.with_columns(
        pl.col("number")
        .str.strip_prefix("¥")
        .str.replace_all(",", "", literal=True)
        .alias("digits"),
        in_wan=_shorter("number", "bare"),
        in_yuan=_shorter("bare", "text"),
    )
    own = pl.when("in_wan").then(10.0**6).when("in_yuan").then(100.0)
    # Half up: no amount in plain form is negative.
    fen = pl.col("digits").cast(pl.Float64) * own.otherwise(10.0 ** (power + 2)) + 0.5
    frame = frame.with_columns(fen=fen.cast(pl.Int64))
    # Numbers first, words after: a column of words for each rule costs more than asking it.
    rules = frame.select(_rule_of(power)).to_series()
    return frame.select("fen", by=pl.lit(_RULES.gather(rules)))


def _rule_of(power: int) -> pl.Expr:
    """Return the place among _RULES of an amount in plain form, null where it stands as it is."""
    unit, signs, head_unit = (pl.lit(at, pl.UInt8) for at in range(len(_RULES)))
    in_wan, other = pl.when("in_wan").then(unit), pl.when(_shorter("digits", "text")).then(signs)
    if not power:
        return in_wan.otherwise(other)
    bare = ~pl.col("in_yuan") & ~pl.col("text").str.starts_with("¥") & (pl.col("fen") != 0)
    return in_wan.when(bare).then(head_unit).otherwise(other)


def _shorter(one: str, other: str) -> pl.Expr:
    return pl.col(one).str.len_bytes() < pl.col(other).str.len_bytes()


def _clean_money(column: pl.Series, power: int) -> Cleaned:
    cells = _in_plain_form(_read(_folded(column), power), power)
    doubtful = pl.when(_is(_SCIENTIFIC)).then(_said("是科学计数法，末几位可能已丢失，请核对"))
    reason = doubtful.when(_finer_than_fen()).then(_said("不足一分的部分已四舍五入，请核对"))
    told = reasoned(cells, reason, where=pl.col("value").is_not_null() & _is(r"[.E]"))
    rows = (told["value"].is_null() & told["text"].is_not_null()).arg_true()
    unread = told.select("raw", "text", is_number=pl.col("digits").is_not_null())[rows]
    why = pl.Series([_why_unreadable(*cell) for cell in unread.iter_rows()], dtype=pl.String)
    return judged(told.with_columns(told["reason"].scatter(rows, why)), rule=RULE)


def _in_plain_form(cells: pl.DataFrame, power: int) -> pl.DataFrame:
    """Return the cells where one that was not read for its odd form is read in its plain form."""
    cells = cells.with_columns(by=pl.lit(None, pl.String))
    rows = (cells["value"].is_null() & cells["text"].is_not_null()).arg_true()
    if not len(rows):
        return cells
    plain = plainly(cells["text"].gather(rows), money_forms).with_columns(row=rows)
    again = _read(plain.filter(pl.col("by").is_not_null()), power)
    read = again.filter(pl.col("value").is_not_null())
    return cells.with_columns(
        cells[name].scatter(read["row"], read[name])
        for name in ("text", "digits", "fraction", "power", "value", "by")
    )


def _folded(column: pl.Series) -> pl.DataFrame:
    """Return raw and text: capitals in half width with one kind of hyphen."""
    if column.dtype.is_float():
        column = column.cast(pl.Decimal(38, 8), strict=False)
    text = pl.col("text").str.to_uppercase().str.replace_all(r"[‐‑‒–—−]", "-")
    return read_cells(column, folded=fold_figures).with_columns(text.alias("text"))


def _read(cells: pl.DataFrame, head_power: int) -> pl.DataFrame:
    """Return cells with digits, fraction and the `power` to 元 of a plain amount, and its value."""
    cells = cells.with_columns(pl.col("text").str.replace(_IN_BRACKETS, "-$1"))
    # A column a step: what an expression uses twice is worked out twice.
    cells = cells.with_columns(
        pl.col("text").str.extract_groups(_FORM).struct.rename_fields(_PARTS).struct.unnest()
    )
    own = pl.col("word").replace_strict(_POWERS, default=None, return_dtype=pl.Int64)
    cells = cells.with_columns(
        pl.col("digits").str.replace_all(",", "", literal=True),
        pl.col("fraction").fill_null(""),
        negative=pl.coalesce("sign_first", "sign") == "-",
        power=own.fill_null(pl.when(pl.col("yuan").is_null()).then(head_power).otherwise(0)),
    )
    return cells.with_columns(value=_fen())


def _fen() -> pl.Expr:
    """Return the amount in 分, reckoned on its digits so that no binary fraction comes in."""
    digits = pl.col("digits") + pl.col("fraction") + _ZEROS
    length = (pl.col("digits").str.len_chars() + pl.col("power") + 2).cast(pl.Int64)
    # Leading zeros carry amounts below one 分 over the comma: 0.5分 has a length of 1.
    whole = digits.str.slice(0, length).cast(pl.Int64, strict=False)
    carried = (digits.str.slice(length, 1) >= "5").cast(pl.Int64)
    plain = pl.when(length <= _LONGEST).then(whole + carried)
    return pl.coalesce(
        pl.when(pl.col("negative")).then(-plain).otherwise(plain),
        _scientific(),
    )


def _scientific() -> pl.Expr:
    amount = pl.when(_is(_SCIENTIFIC)).then(pl.col("text")).cast(pl.Float64, strict=False) * 100
    return pl.when(amount.abs() < 10.0**_LONGEST).then(amount.round(0)).cast(pl.Int64)


def _finer_than_fen() -> pl.Expr:
    """Say whether digits below a 分 were meant, not left over from a binary fraction."""
    below = (pl.col("fraction") + _ZEROS).str.slice(pl.col("power") + 2, 4)
    return pl.col("digits").is_not_null() & ~below.is_in(["0000", "9999"])


def _why_unreadable(raw: str, text: str, is_number: bool) -> str:
    """Return why a cell is no amount: such cells are few, so each is asked by itself."""
    if _FOREIGN.search(text):
        return f"金额“{raw}”不是人民币，请换算成人民币后填写"
    if is_number or re.match(_SCIENTIFIC, text):
        return f"金额“{raw}”太大，请核对"
    if _RANGE.search(text):
        return f"金额“{raw}”是一个范围，请写成一个数"
    if _ROUGH.search(text):
        return f"金额“{raw}”不是准确的数，请写成一个数"
    return f"金额“{raw}”看不懂，请写成 125000 或 12.5万"


def _is(form: str) -> pl.Expr:
    return pl.col("text").str.contains(form)


def _said(what: str) -> pl.Expr:
    return pl.format("金额“{}”" + what, pl.col("raw"))
