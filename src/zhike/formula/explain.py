"""Say how a result came about: the formula with the values put in."""

from collections.abc import Callable, Mapping

from zhike.formula.evaluate import Value, evaluate
from zhike.formula.tree import Formula, Name, written
from zhike.words.wording import NOTHING, half_up, percent

Shown = Callable[[str, Value], str]


def plain(label: str, value: Value) -> str:
    """Return a value as people read it: grouped, at most two decimals, — for none."""
    del label
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float | int):
        text = f"{half_up(value, 2):,}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"“{value}”"


def explain(
    formula: Formula, values: Mapping[str, Value], *, shown: Shown = plain, result: str = ""
) -> str:
    """Return the formula with its values and result: `45 ÷ 120 × 100% = 37.5%`.

    `shown(label, value)` words each value, `result` replaces the worded result. Without a result
    it says why: `45 ÷ 0 × 100% = —（除数为 0）`.
    """
    leaf = _leaf_words(values, shown)
    said = written(formula.root, leaf)
    value = evaluate(formula, values)
    if value is None:
        return f"{said} = {NOTHING}{_why_nothing(formula, values)}"
    return f"{said} = {result or _result_words(formula, value)}"


def _leaf_words(values: Mapping[str, Value], shown: Shown) -> Callable[[Name], str]:
    def words(name: Name) -> str:
        text = shown(name.label, values.get(name.label))
        return f"({text})" if text.startswith("-") else text

    return words


def _result_words(formula: Formula, value: float | bool) -> str:
    if formula.is_percent and not isinstance(value, bool):
        return percent(value)
    return plain("", value)


def _why_nothing(formula: Formula, values: Mapping[str, Value]) -> str:
    missing = [leaf.label for leaf in formula.leaves if values.get(leaf.label) is None]
    if missing:
        return f"（缺 {'、'.join(missing)}）"
    return "（除数为 0）"
