"""Counts, decimals, shares and discounts (S0-27)."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS = ("whole", "number")
ODD: ModuleType | None = None
RULES = (
    CellRule("S0-27.notes", "去掉数字后面括号里的说明", 0.99, {"4(电商增长快)": "4"}, r"\(.*\)\|"),
    CellRule(
        "S0-27.units", "去掉数字后面的单位和千分位", 1.0, {"3次": "3", "1,200": "1200"}, r"[0-9]"
    ),
)
