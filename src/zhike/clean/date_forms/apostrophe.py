"""Dates behind the ' by which a spreadsheet keeps them as text, or in quotes: '2024-05-01."""

from zhike.clean.forms import rewriting

ID = "S0-08.apostrophe"
DOES = "去掉日期前的单引号或两边的引号"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    "'2022-03-04": "2022-03-04",
    "“2022年3月4日”": "2022-03-04",
    "(2022-03-04)": "2022-03-04",
}

plainly = rewriting(
    {
        r"^['’‘`´]([0-9]{2})年": r"20\1年",  # '24年 leaves the century out
        r"^['’‘`“\"(\[【] ?([0-9].*?\S) ?['’‘`”\")\]】]?$": r"\1",
    }
)
