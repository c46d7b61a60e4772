"""Percents, and shares off the list price."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS = ("percent",)
ODD: ModuleType | None = None
RULES = (
    CellRule("S3-07.percent", "百分数换成 0 到 1 的比例", 1.0, {"25%": "0.25"}, r"[%‰]"),
    CellRule(
        "S3-07.bare-percent", "没写百分号的大数按百分数读，并提醒", 0.9, {"25": "0.25"}, r"[0-9]"
    ),
)
