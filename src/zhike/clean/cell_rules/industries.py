"""Industries by their code of GB/T 4754 (S0-10)."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS = ("industry",)
ODD: ModuleType | None = None
RULES = (
    CellRule(
        "S0-10.code", "行业代码补上门类", 1.0, {"65": "I65"}, r"^[A-T]?[0-9]{2,4}(?:[^0-9].*)?\|"
    ),
    CellRule(
        "S0-10.words", "行业的说法对到国民经济行业分类", 0.95, {"软件和信息技术服务业": "I65"}, r"."
    ),
)
