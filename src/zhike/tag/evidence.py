"""Word the numbers behind a tag, inside the engine: 近90天跟进次数 5 次 ≥ 5."""

import re
from collections.abc import Mapping
from typing import Any

import ibis

from zhike.formula.tree import Formula, Name
from zhike.playbook.bands import Band
from zhike.words.wording import half_up

UNKNOWN = "未知"
_NO_UNIT = ("", "%", "文字", "日期", "是非")


def label_said(formula: Formula) -> str:
    """Return a formula as a heading: 近90天(跟进次数) is said 近90天跟进次数."""
    root = formula.root
    if isinstance(root, Name):
        return f"{root.window.said if root.window else ''}{root.name}"
    return re.sub(r"\s+", " ", formula.canonical)


def with_texts(values: Any, units: Mapping[str, str]) -> Any:
    """Return the values with `<column> said` beside each named column: 1,234.50 元, 37.5%, 未知.

    Done in layers, so that the SQL stays short.
    """
    sized = values.mutate(
        **{_hundredths(c): _as_hundredths(values[c], unit) for c, unit in units.items()}
    )
    whole = sized.mutate(**{_whole(c): _floored(sized[_hundredths(c)].abs(), 100) for c in units})
    return whole.mutate(**{said_of(c): _said(whole, c, unit) for c, unit in units.items()})


def said_of(column: str) -> str:
    """Return the name of the column that words another."""
    return f"{column} said"


def band_said(band: Band, above: Band | None) -> str:
    """Return the limits of a step below the step before it: ` ≥ 3 且 < 5`."""
    limits = []
    if band.at_least is not None:
        limits.append(f"≥ {_number(band.at_least)}")
    if band.above is not None:
        limits.append(f"> {_number(band.above)}")
    if above is not None and above.at_least is not None:
        limits.append(f"< {_number(above.at_least)}")
    elif above is not None and above.above is not None:
        limits.append(f"≤ {_number(above.above)}")
    return f" {' 且 '.join(limits)}" if limits else ""


def _number(value: float) -> str:
    text = f"{half_up(value, 2):,}"
    return text.rstrip("0").rstrip(".")


def _hundredths(column: str) -> str:
    return f"{column} hundredths"


def _whole(column: str) -> str:
    return f"{column} whole"


def _as_hundredths(value: Any, unit: str) -> Any:
    if not value.type().is_numeric():
        return ibis.null("int64")
    scale = 10_000 if unit == "%" else 100
    return (value.cast("float64") * scale).round().cast("int64")


def _said(rows: Any, column: str, unit: str) -> Any:
    value = rows[column]
    text = _number_said(rows, column, unit) if value.type().is_numeric() else _word(value)
    said = text if unit in _NO_UNIT else text.concat(f" {unit}")
    return value.isnull().ifelse(UNKNOWN, said.concat("%") if unit == "%" else said)


def _word(value: Any) -> Any:
    return value.ifelse("是", "否") if value.type().is_boolean() else value.cast("string")


def _number_said(rows: Any, column: str, unit: str) -> Any:
    """Return hundredths as 1,234.50; a whole value other than money has no decimals."""
    hundredths = rows[_hundredths(column)]
    rest = hundredths.abs() % 100
    decimals = ibis.literal(".").concat((rest + 100).cast("string").substr(1, 2))
    tail = decimals if unit == "元" else (rest == 0).ifelse("", decimals)
    return (hundredths < 0).ifelse("-", "").concat(_grouped(rows[_whole(column)]), tail)


def _grouped(whole: Any) -> Any:
    """Return a whole number below 10¹² with a comma every three digits."""
    ones, thousands, millions = (_three(_floored(whole, size)) for size in (1, 10**3, 10**6))
    return ibis.cases(
        (whole < 10**3, whole.cast("string")),
        (whole < 10**6, _head(whole, 10**3).concat(",", ones)),
        (whole < 10**9, _head(whole, 10**6).concat(",", thousands, ",", ones)),
        else_=_head(whole, 10**9).concat(",", millions, ",", thousands, ",", ones),
    )


def _head(whole: Any, size: int) -> Any:
    return _floored(whole, size).cast("string")


def _three(number: Any) -> Any:
    return (number % 1000 + 1000).cast("string").substr(1, 3)


def _floored(number: Any, by: int) -> Any:
    return number if by == 1 else (number.cast("float64") / by).floor().cast("int64")
