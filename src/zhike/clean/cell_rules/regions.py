"""Regions by the code table of places (S3-14)."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS = ("region",)
ODD: ModuleType | None = None
RULES = (
    CellRule(
        "S3-14.place",
        "由地名补出大区、省、市",
        0.99,
        {"嘉兴": "华东 · 浙江省 · 嘉兴市", "广东深圳": "华南 · 广东省 · 深圳市"},
        r".",
    ),
)
