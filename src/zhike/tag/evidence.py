"""Word the numbers behind a tag, inside the engine: 近90天跟进次数 5 次 ≥ 5.

Each tag brings its numbers in a few slots; they are worded once, after all tags stand together, so
that the SQL stays short however many rules there are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis

from zhike.formula.tree import Formula, Name
from zhike.playbook.bands import Band
from zhike.words.wording import half_up

UNKNOWN = "未知"
_NO_UNIT = ("", "文字", "日期", "是非")


@dataclass(frozen=True, slots=True)
class Piece:
    """A value with the words before it and its unit."""

    before: str
    value: Any
    unit: str


def label_said(formula: Formula) -> str:
    """Return a formula as a heading: 近90天(跟进次数) is said 近90天跟进次数."""
    root = formula.root
    if isinstance(root, Name):
        return f"{root.window.said if root.window else ''}{root.name}"
    return re.sub(r"\s+", " ", formula.canonical)


def slots(pieces: Sequence[Piece], after: str, *, width: int) -> dict[str, Any]:
    """Return the columns that carry evidence through a union: `width` values, then a text."""
    columns = {"after": ibis.literal(after)}
    for place in range(width):
        piece = pieces[place] if place < len(pieces) else None
        columns |= {f"{name}_{place}": value for name, value in _slot(piece).items()}
    return columns


def _slot(piece: Piece | None) -> dict[str, Any]:
    number, word = ibis.null("int64"), ibis.null("string")
    if piece is None:
        nothing = {"before": ibis.literal(""), "tail": ibis.null("string")}
        return {**nothing, "number": number, "word": word, "is_money": ibis.literal(False)}
    if piece.value.type().is_numeric():
        number = _hundredths(piece.value, piece.unit)
    else:
        word = _word(piece.value)
    tail = "%" if piece.unit == "%" else "" if piece.unit in _NO_UNIT else f" {piece.unit}"
    return {
        "before": ibis.literal(piece.before),
        "tail": ibis.literal(tail),
        "number": number,
        "word": word,
        "is_money": ibis.literal(piece.unit == "元"),
    }


def _hundredths(value: Any, unit: str) -> Any:
    scale = 10_000 if unit == "%" else 100
    return (value.cast("float64") * scale).round().cast("int64")


def _word(value: Any) -> Any:
    return value.ifelse("是", "否") if value.type().is_boolean() else value.cast("string")


def worded(rows: Any, *, width: int) -> Any:
    """Return the evidence of rows with slots: 1,234.50 元, 37.5%, 未知."""
    parts = [
        part for place in range(width) for part in (rows[f"before_{place}"], _said(rows, place))
    ]
    return parts[0].concat(*parts[1:], rows.after) if parts else rows.after


def _said(rows: Any, place: int) -> Any:
    number, word, tail = (rows[f"{name}_{place}"] for name in ("number", "word", "tail"))
    return ibis.cases(
        (tail.isnull(), ""),
        (number.notnull(), _number_said(number, rows[f"is_money_{place}"]).concat(tail)),
        (word.notnull(), word.concat(tail)),
        else_=UNKNOWN,
    )


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


def _number_said(hundredths: Any, is_money: Any) -> Any:
    """Return hundredths as 1,234.50; a whole value other than money has no decimals."""
    rest = hundredths.abs() % 100
    decimals = ibis.literal(".").concat((rest + 100).cast("string").substr(1, 2))
    tail = ((rest == 0) & ~is_money).ifelse("", decimals)
    whole = _floored(hundredths.abs(), 100)
    return (hundredths < 0).ifelse("-", "").concat(_grouped(whole), tail)


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
