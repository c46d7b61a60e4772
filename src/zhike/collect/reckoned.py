"""Columns reckoned from others of a sheet, as said by hand: 金额=Quantity*UnitPrice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhike.collect.fold import fold, take_apart
from zhike.formula.parse import parse
from zhike.formula.tree import Formula, FormulaRefused, Name, Text, walk

_SIGNS = re.compile(r"[×÷*+/＋－＊／]|\S\s*[-−–]\s*\S|\w\(.*\)")
_PIECES = re.compile(r"[×÷*+/＋－＊／()（）\[\]【】,，]|\s[-−–]\s")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A formula over heads; `heads` says which head each of its names stands for."""

    formula: Formula
    heads: dict[str, str]


def reckoned_from(said: str, heads: Iterable[str]) -> Reckoned | None:
    """Return what is said as a formula over these heads, or None when it names one column.

    A head may be written as it stands, in [brackets], in other case, or without its unit:
    `Quantity*UnitPrice`, `[Unit Price] × 数量`, `单价*数量` for 单价(元). Raises FormulaRefused for
    what is meant as a formula and can't be one over these heads.
    """
    heads = list(heads)
    if said in heads or not said:
        return None
    try:
        names = _names(said, heads)
        formula = parse(said, names or [""])
    except FormulaRefused:
        if has_signs(said) and fold(said) not in map(fold, heads):
            raise
        return None
    if isinstance(formula.root, Name) and formula.root.window is None:
        return None
    _check(formula)
    return Reckoned(formula, {name: names[name] for name in formula.names})


def has_signs(said: str) -> bool:
    """Say whether something said has the signs of a formula; cheap, and sure only in the no."""
    return bool(_SIGNS.search(said))


def _check(formula: Formula) -> None:
    """Refuse what reckons no number from one row: conditions, texts and windows of time."""
    if formula.is_condition:
        raise FormulaRefused("这里要算出一个数，现在得到的是条件")
    if any(isinstance(node, Text) for node in walk(formula.root)):
        raise FormulaRefused("取列的公式里不能用文字，只能用列名和数")
    if any(leaf.window for leaf in formula.leaves):
        raise FormulaRefused("取列的公式只看这一行，不能写 近N个月 或 上期")


def _names(said: str, heads: list[str]) -> dict[str, str]:
    """Return {spelling: head}: each as it stands, and what is said where it can mean one only."""
    names = {head: head for head in heads}
    for piece in pieces_of(said):
        whole = [head for head in heads if fold(head) == fold(piece)]
        bare = [head for head in heads if take_apart(head).bare == fold(piece)]
        meant = whole or bare
        if len(meant) == 1:
            names.setdefault(piece, meant[0])
    return names


def pieces_of(said: str) -> list[str]:
    """Return the names a column said by hand may speak of, to know a head row by them."""
    return [piece.strip() for piece in (said, *_PIECES.split(said)) if piece.strip()]
