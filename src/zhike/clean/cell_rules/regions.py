"""Regions by the code table of places (S3-14)."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS = ("region",)
ODD: ModuleType | None = None
RULES = (
    CellRule(
        "S3-14.address",
        "由地址开头的地名补出省、市、区县；与已填的不同时只提醒",
        0.97,
        {"江苏省苏州市工业园区星湖街328号": "华东 · 江苏省 · 苏州市"},
        r"[路街道巷弄村][^|]*[0-9]+ ?(?:号|弄|室|幢|栋|楼)",
    ),
    CellRule(
        "S3-14.place",
        "由地名补出大区、省、市",
        0.99,
        {"嘉兴": "华东 · 浙江省 · 嘉兴市", "广东深圳": "华南 · 广东省 · 深圳市"},
        r".",
    ),
)
