"""Ranges of people and money in their common forms (S1-30)."""

from zhike.clean import range_forms
from zhike.clean.cell_rule import CellRule

KINDS = ("range",)
ODD = range_forms
RULES = (
    CellRule("S1-30.signs", "范围中间的符号统一成“-”", 1.0, {"100~500人": "100-500人"}, r"[0-9]"),
)
