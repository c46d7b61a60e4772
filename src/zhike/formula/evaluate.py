"""Reckon a formula on plain values, exactly as the compiled formula does on rows."""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias, cast

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

Value: TypeAlias = float | int | bool | str | date | None


def evaluate(formula: Formula, values: Mapping[str, Value]) -> float | bool | None:
    """Return the result for values by label (`近3个月(订单数)`), None when it can't be told.

    A missing value and a division by zero give None, never 0 or infinity (rules.md §0).
    """
    result = _value(formula.root, values)
    if isinstance(result, bool) or result is None:
        return result
    number = float(cast(float, result))
    return number if math.isfinite(number) else None


def _value(node: Node, values: Mapping[str, Value]) -> Value:
    match node:
        case Number() | Text():
            return node.value
        case Name():
            return values.get(node.label)
        case Turned(sign, of):
            return _turned(sign, _value(of, values))
        case Operation(sign, left, right):
            return _SIGNS[sign](_value(left, values), _value(right, values))
        case Among(value, choices):
            return _among(_value(value, values), [choice.value for choice in choices])
        case Call(function, arguments):
            return _FUNCTIONS[function](*_values(arguments, values))


def _values(nodes: tuple[Node, ...], values: Mapping[str, Value]) -> list[Value]:
    return [_value(node, values) for node in nodes]


def _turned(sign: str, value: Value) -> Value:
    if value is None:
        return None
    return not value if sign == "非" else -cast(float, value)


def _both(left: Value, right: Value) -> Value:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _either(left: Value, right: Value) -> Value:
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def _among(value: Value, choices: list[str | float]) -> Value:
    return None if value is None else any(_equal(value, choice) for choice in choices)


def _number(reckon: Callable[[float, float], Value]) -> Callable[[Value, Value], Value]:
    def reckoned(left: Value, right: Value) -> Value:
        if left is None or right is None:
            return None
        return reckon(float(cast(float, left)), float(cast(float, right)))

    return reckoned


def _compared(compare: Callable[[float, float], bool]) -> Callable[[Value, Value], Value]:
    def compared(left: Value, right: Value) -> Value:
        if left is None or right is None:
            return None
        first, second = _alike(left, right)
        return compare(cast(float, first), cast(float, second))

    return compared


def _alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Return both sides in one kind: a text beside a date is read as a date."""
    if isinstance(left, date) and isinstance(right, str):
        return left, date.fromisoformat(right)
    if isinstance(right, date) and isinstance(left, str):
        return date.fromisoformat(left), right
    return left, right


def _equal(left: Value, right: Value) -> bool:
    first, second = _alike(left, right)
    return first == second


def _greatest(*values: Value) -> Value:
    return None if None in values else max(cast(tuple[float, ...], values))


def _least(*values: Value) -> Value:
    return None if None in values else min(cast(tuple[float, ...], values))


_SIGNS: Mapping[str, Callable[[Value, Value], Value]] = {
    "+": _number(lambda a, b: a + b),
    "−": _number(lambda a, b: a - b),
    "×": _number(lambda a, b: a * b),
    "÷": _number(lambda a, b: a / b if b else None),
    "=": _compared(lambda a, b: a == b),
    "≠": _compared(lambda a, b: a != b),
    "<": _compared(lambda a, b: a < b),
    "≤": _compared(lambda a, b: a <= b),
    ">": _compared(lambda a, b: a > b),
    "≥": _compared(lambda a, b: a >= b),
    "且": _both,
    "或": _either,
}
_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "绝对值": lambda value: None if value is None else abs(value),
    "最大": _greatest,
    "最小": _least,
    "空": lambda value: value is None,
    "首个非空": lambda *values: next((value for value in values if value is not None), None),
    "如果": lambda condition, then, other: then if condition else other,
}
