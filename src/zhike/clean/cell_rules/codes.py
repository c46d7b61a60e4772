"""Codes with a check digit (VAL-USCC)."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS = ("credit_code",)
ODD: ModuleType | None = None
RULES = (
    CellRule(
        "VAL-USCC.signs",
        "统一社会信用代码去掉空格和连字符，字母大写",
        1.0,
        {"9131 0115 MA1K 35F2 xf": "91310115MA1K35F2XF"},
        r".",
    ),
)
