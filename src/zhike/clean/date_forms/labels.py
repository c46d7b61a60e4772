"""A day with the word before it that says which day it is: 签约日期：2024-05-01."""

import polars as pl

ID = "S0-08.labels"
DOES = "去掉日期前说明是什么日子的字"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    "签约日期：2022-03-04": "2022-03-04",
    "到期日 2022年3月4日": "2022-03-04",
    "成立时间：2016": "2016",
}

_LABEL = (
    r"^[\p{Han}]{0,6}(?:日期|时间|時間|期限|到期日|截止日|生日|日子|成立于|成立於|始于|开始|结束)"
    r" ?[:]? ?([0-9]{4}(?:[^0-9]|$).*)$"
)


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the day alone; 大约时间 and the like stay as they are."""
    vague = text.str.contains("^(?:约|大约|大概|预计|预估|左右)|左右|前后")
    return pl.when(~vague).then(text.str.replace(_LABEL, "$1")).otherwise(text)
