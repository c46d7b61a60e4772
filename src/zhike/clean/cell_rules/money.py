"""Amounts in their common forms (S0-09)."""

from zhike.clean import money_forms
from zhike.clean.cell_rule import CellRule

KINDS = ("money",)
ODD = money_forms
RULES = (
    CellRule("S0-09.brackets", "括号里的金额是负数", 0.99, {"(1,200)": "-1200"}, r"^\(.*\)\|"),
    CellRule(
        "S0-09.unit",
        "单元格里写的万、亿、千换成元",
        1.0,
        {"12.5万": "125000", "1.2亿元": "120000000"},
        r"[0-9] ?(?:[十百千万亿角分]|[WK])",
    ),
    CellRule(
        "S0-09.head-unit",
        "按表头的单位（万元等）换成元",
        1.0,
        {"12.5": "125000"},
        r"^[-+0-9,.]+\|[十百千万亿WK角分]",
        unit="万元",
    ),
    CellRule(
        "S0-09.signs",
        "去掉千分位、货币符号和“元”字",
        1.0,
        {"¥1,250.50": "1250.5", "1250元": "1250"},
        r"[,¥元圆块]|RMB|CNY|人民币|[整正+]",
    ),
    CellRule("S0-09.rounded", "不足一分的四舍五入到分", 0.99, {"12.345": "12.35"}, r"[0-9]"),
)
