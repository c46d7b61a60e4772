"""What is done to cells of every kind before anything else is read in them."""

from types import ModuleType

from zhike.clean.cell_rule import CellRule

KINDS: tuple[str, ...] = ()
ODD: ModuleType | None = None
WIDTH = CellRule(
    "S3-44.width",
    "去掉首尾的空白和看不见的字符；编号、日期、数字里的全角变半角",
    1.0,
    {"２０２４-０５-０１": "2024-05-01", " 2024-05-01 ": "2024-05-01"},
    fixed=True,
)
GAPS = CellRule(
    "S3-11.gaps",
    "“-”“无”“暂无”一类只是占位的字，算作没填",
    1.0,
    {"-": "", "暂无": "", "N/A": ""},
    fixed=True,
)
RULES = (WIDTH, GAPS)
