"""Words that say that nothing is paid: 免费."""

import re

ID = "S0-09.free"
DOES = "“免费”一类的话读作 0"
VERSION = 2
CONFIDENCE = 1.0
EXAMPLES = {"免费": "0", "免收": "0", "无偿": "0", "Free of charge": "0", "报价：免费": "0"}

_FREE = re.compile(
    "(?:(?:费用|价格|单价|总价|报价|金额|合同[金总]?额|收费) ?:? ?)?"
    "(?:免费|免費|免收|免收费|免单|全免|免费赠送|免费提供|无偿|不收费|FREE|FREE OF CHARGE)"
)


def plainly(text: str) -> str:
    """Return 免费 as 0元."""
    return "0元" if _FREE.fullmatch(text) else text
