"""A Chinese full stop or a middle point typed for the decimal point: 1200。50."""

import re

ID = "S0-09.full-stops"
DOES = "把误打成句号或间隔号的小数点改正"
VERSION = 1
CONFIDENCE = 0.98
EXAMPLES = {"1350。50": "135050", "13·5万": "13500000"}

_POINT = re.compile(r"^([^0-9]{0,4}[0-9]+)[。·]([0-9]{1,4}[^0-9]{0,4})$")


def plainly(text: str) -> str:
    """Return 1200。50 as 1200.50."""
    return _POINT.sub(r"\1.\2", text) if "。" in text or "·" in text else text
