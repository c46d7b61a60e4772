"""E-mail addresses in one form."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS = ("email",)
ODD: ModuleType | None = None
RULES = (
    CellRule(
        "S3-07.email",
        "邮箱去掉前缀和空格，域名小写",
        1.0,
        {"邮箱：Zhang@Example.COM": "Zhang@example.com"},
        r".",
    ),
)
