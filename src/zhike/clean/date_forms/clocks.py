"""Moments as programs write them, by our clock: 20240501T093000, 2024-05-01T02:00:00Z."""

import re

from zhike.clean.forms import rewriting

ID = "S0-08.clocks"
DOES = "程序写的时刻，按东八区读"
VERSION = 2
CONFIDENCE = 1.0
EXAMPLES = {
    "20220304T101112": "2022-03-04",
    "20220304 101112": "2022-03-04",
    "2022-03-04T10:11:12Z": "2022-03-04",
    "2022-03-04 10:11:12 UTC": "2022-03-04",
    "2022-03-04T10:11:12+0800": "2022-03-04",
    "2022-03-04T10:11:12-03:00": "2022-03-04",
    "2022/3/4 9am": "2022-03-04",
    "2022年3月4日下午": "2022-03-04",
    "2022-03-04 10-11-12": "2022-03-04",
    "2022-03-04 10:11:12 +0800 CST": "2022-03-04",
    "2022-03-04T10:11:12+08:00[Asia/Shanghai]": "2022-03-04",
    "2022-03-04 10:11（北京时间）": "2022-03-04",
    "20220304_101112": "2022-03-04",
    "10:11 2022-03-04": "2022-03-04",
    "2022年3月4日（周五）上午": "2022-03-04",
}

_CLOCK = r"^([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)"
_without_zone_name = rewriting({r"\[[A-Z/_]+\]$": "", r"^([0-9]{8}T[0-9]{4,6})\+08:?00$": r"\1"})
# Only while it is the same day there and here; nobody can tell which of two days was meant.
_ZONED = re.compile(
    r"^(?P<day>[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})[T ](?P<hour>[0-9][0-9]):(?P<minute>[0-9][0-9])"
    r"(?P<rest>(?::[0-9][0-9](?:\.[0-9]+)?)?)"
    r" ?(?:Z|UTC|GMT|(?P<sign>[+-])(?P<hours>[0-9][0-9]):?(?P<minutes>[0-9][0-9]))$"
)
_SHANGHAI, _DAY = 8 * 60, 24 * 60  # minutes
_in_plain_order = rewriting(
    {
        r"^([0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?) ([0-9]{4}[-/.年].*[0-9日])$": r"\2 \1",
        r"^([0-9]{8})[T _-]([0-9]{6}|[0-9]{4})$": r"\1\2",
        r"([0-9]) ?(?:\+08|(?:GMT|UTC) ?\+0?8(?::?00)?|\+0800(?: CST)?|CST|\(?北京时间\)?)"
        r"(?: \(.*\))?$": r"\1",
        _CLOCK + r" ?[-_/] ?([0-9]{1,2}:[0-9][0-9])": r"\1 \2",
        _CLOCK + r" ?([0-9]{1,2}) ?(AM|PM)$": r"\1 \2:00 \3",
        _CLOCK + r"[ _]([0-9]{2})-([0-9]{2})-([0-9]{2})$": r"\1 \2:\3:\4",
        _CLOCK + r"(?: ?\(?(?:周|星期)[一二三四五六日天]\)?)?"
        r" ?(?:上午|下午|早上?|晚上?|中午|凌晨|傍晚|AM|PM)$": r"\1",
    }
)


def plainly(text: str) -> str:
    """Return the moment as day and clock with the usual signs, by the clock of Shanghai."""
    return _in_plain_order(_by_our_clock(_without_zone_name(text)))


def _by_our_clock(text: str) -> str:
    """Return a moment with a zone as it is told here."""
    told = _ZONED.match(text)
    if not told:
        return text
    ahead = int(told["hours"] or 0) * 60 + int(told["minutes"] or 0)
    there = int(told["hour"]) * 60 + int(told["minute"])
    here = there + (ahead if told["sign"] == "-" else -ahead) + _SHANGHAI
    clock = f"{told['day']} {here // 60:02}:{here % 60:02}{told['rest']}"
    return clock if 0 <= here < _DAY else text
