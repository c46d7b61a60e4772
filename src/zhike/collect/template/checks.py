"""What Excel itself checks while people type: dates, phones, numbers and words of a list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec

EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
_TITLE = "请看一下这一格"  # at most 32 letters
_NUMBERS = {"whole": "整数", "number": "数字", "money": "金额"}


def check_of(
    spec: FieldSpec | None, words: Sequence[str], source: str, *, cell: str, playbook: Playbook
) -> dict[str, Any] | None:
    """Return the check Excel makes of a column, None where anything may stand.

    `source` is where the `words` stand in the workbook, `cell` the column's first cell (D2). A list
    that takes other words too only warns.
    """
    if words:
        return _from_list(spec, words, source, playbook)
    if spec is None:
        return None
    if spec.kind == "date":
        return _stop("请写成日期，例如 2024-05-10。") | {
            "validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST,
        }  # fmt: skip
    if spec.kind == "phone":
        said = "手机号应有 11 位，座机请带区号，例如 13800001234、021-55660011。"
        return _warn(said) | {"validate": "custom", "value": _phone(cell)}
    return _number(spec) if spec.kind in _NUMBERS else None


def _from_list(
    spec: FieldSpec | None, words: Sequence[str], source: str, playbook: Playbook
) -> dict[str, Any]:
    shown = "、".join(words)
    shown = shown if len(shown) <= 120 else f"{shown[:120]}…"
    closed = bool(spec and spec.vocabulary and playbook.vocabulary(spec.vocabulary).closed)
    told = _stop(f"只能从下拉里选：{shown}。") if closed else _warn(f"下拉里有：{shown}。")
    return told | {"validate": "list", "source": source}


def _number(spec: FieldSpec) -> dict[str, Any]:
    kind = "integer" if spec.kind == "whole" else "decimal"
    what = _NUMBERS[spec.kind]
    if spec.low is not None and spec.high is not None:
        said = f"请填 {spec.low:g} 到 {spec.high:g} 的{what}。"
        limits = {"criteria": "between", "minimum": spec.low, "maximum": spec.high}
    else:
        low = spec.low if spec.low is not None else -1e12
        least = f"，不小于 {spec.low:g}" if spec.low is not None else ""
        said = f"请填{what}{least}，不要带单位和文字。"
        limits = {"criteria": ">=", "value": low}
    return _stop(said) | {"validate": kind, **limits}


def _phone(cell: str) -> str:
    """Return the formula for a phone: 11 digits where it begins as a mobile does, else 7 to 20."""
    bare = f'SUBSTITUTE(SUBSTITUTE({cell},"-","")," ","")'
    return f'=IF(AND(LEFT({bare},1)="1",ISNUMBER(--{bare})),LEN({bare})=11,LEN({bare})>=7)'


def _stop(said: str) -> dict[str, Any]:
    return {"error_title": _TITLE, "error_message": said, "error_type": "stop"}


def _warn(said: str) -> dict[str, Any]:
    return {"error_title": _TITLE, "error_message": said, "error_type": "warning"}
