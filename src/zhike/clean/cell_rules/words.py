"""Words of lists, yes and no (S3-13)."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS = ("code", "yes_no")
ODD: ModuleType | None = None
RULES = (
    CellRule("S3-13.words", "同义词和别的写法换成词表里的标准词", 0.99, {"国营": "国有"}, r"."),
)
