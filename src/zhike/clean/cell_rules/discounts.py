"""Shares off the list price as people write them."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS = ("discount",)
ODD: ModuleType | None = None
RULES = (
    CellRule("S3-07.folds", "几折换成优惠的比例", 1.0, {"92折": "0.08", "9.2折": "0.08"}, "折"),
    CellRule("S3-07.list-price", "“原价”“无折扣”读作 0", 1.0, {"原价": "0"}, r"^[^0-9]+\|"),
    CellRule("S3-07.off", "优惠的百分数换成比例", 1.0, {"8%": "0.08"}, r"[0-9]"),
)
