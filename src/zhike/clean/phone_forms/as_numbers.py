"""Numbers that a program took for amounts, with no digit lost: 13,912,345,678, 1.3912345678E+10."""

from zhike.clean.forms import rewriting

ID = "S3-07.as-numbers"
DOES = "被当成数字保存、位数没丢的号码"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {"13,912,345,679": "13912345679", "1.3912345679E+10": "13912345679"}

plainly = rewriting(
    {
        r"^(1[3-9]),([0-9]{3}),([0-9]{3}),([0-9]{3})$": r"\1\2\3\4",
        r"^(1)\.([3-9][0-9]{9})E\+?0?10$": r"\1\2",
    }
)
