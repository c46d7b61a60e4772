"""Turn a formula into an Ibis value over the columns its names stand for."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from typing import Any

import ibis

from zhike.formula.tree import (
    Among,
    Call,
    Formula,
    Name,
    Node,
    Number,
    Operation,
    Text,
    Turned,
)

Leaf = Callable[[Name], Any]


def compile_formula(formula: Formula, leaf: Leaf) -> Any:
    """Return the formula as an Ibis value; `leaf` gives the column of each name.

    Numbers are float64, a division by zero is null, comparisons with null are null.
    """
    return _value(formula.root, leaf)


def ratio(above: Any, below: Any) -> Any:
    """Return above ÷ below as float64, null where below is 0."""
    return above.cast("float64") / below.cast("float64").nullif(0.0)


def _value(node: Node, leaf: Leaf) -> Any:
    match node:
        case Number() | Text():
            return ibis.literal(node.value)
        case Name():
            return _column(leaf(node))
        case Turned(sign, of):
            return ~_value(of, leaf) if sign == "非" else -_value(of, leaf)
        case Operation(sign, left, right):
            return _SIGNS[sign](*_alike(_value(left, leaf), _value(right, leaf)))
        case Among(value, choices):
            return _among(_value(value, leaf), [choice.value for choice in choices])
        case Call(function, arguments):
            return _FUNCTIONS[function](*_values(arguments, leaf))


def _values(nodes: tuple[Node, ...], leaf: Leaf) -> list[Any]:
    return [_value(node, leaf) for node in nodes]


def _column(value: Any) -> Any:
    return value.cast("float64") if value.type().is_numeric() else value


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Return both sides in one kind: a text beside a date is read as a date."""
    if left.type().is_date() and right.type().is_string():
        return left, right.cast("date")
    if right.type().is_date() and left.type().is_string():
        return left.cast("date"), right
    return left, right


def _among(value: Any, choices: list[str | float]) -> Any:
    if value.type().is_date():
        return value.isin([date.fromisoformat(str(choice)) for choice in choices])
    return value.isin(choices)


def _extreme(pick: Callable[..., Any]) -> Callable[..., Any]:
    def extreme(*values: Any) -> Any:
        known = reduce(lambda a, b: a & b, (value.notnull() for value in values))
        return ibis.ifelse(known, pick(*values), ibis.null("float64"))

    return extreme


_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "÷": ratio,
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "≥": lambda a, b: a >= b,
    "且": lambda a, b: a & b,
    "或": lambda a, b: a | b,
}
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "绝对值": lambda value: value.abs(),
    "最大": _extreme(ibis.greatest),
    "最小": _extreme(ibis.least),
    "空": lambda value: value.isnull(),
    "首个非空": ibis.coalesce,
    "如果": ibis.ifelse,
}
