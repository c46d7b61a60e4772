"""Years counted by an era: 民国113年5月1日, 令和6年5月1日; exact sums."""

import re

ID = "S0-08.era-years"
DOES = "民国、令和等年号换成公历"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    "民国111年3月4日": "2022-03-04",
    "民國108.11.30": "2019-11-30",
    "令和4年3月4日": "2022-03-04",
    "令和元年11月30日": "2019-11-30",
    "平成28年": "2016",
}

BEFORE = {"民国": 1911, "民國": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of each era."""
NAMED = rf"(?:中华|中華)?({'|'.join(BEFORE)}) ?"
COUNTED = rf"{NAMED}([0-9]{{1,3}}|元)"
_FORM = re.compile(rf"^{COUNTED} ?[年./-]")
_MONTH = re.compile("[0-9]{1,2}[./-]")


def plainly(text: str) -> str:
    """Return 民国113年5月1日 as 2024年5月1日."""
    found = _FORM.match(text)
    if not found:
        return text
    rest = text[found.end() :]
    return f"{in_common_era(found)}{'-' if _MONTH.match(rest) else '年'}{rest}"


def in_common_era(counted: re.Match[str]) -> int:
    """Return the year of what COUNTED matched: 2024 of 民国113, 2019 of 令和元."""
    return BEFORE[counted[1]] + (1 if counted[2] == "元" else int(counted[2]))
