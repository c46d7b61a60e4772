"""Ranges in words: 五百万至两千万, 一百二十人, 两亿."""

import re

from zhike.clean.spoken_numbers import spoken_number

ID = "S1-30.spoken"
DOES = "用中文数字写的范围"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "一百五十人": "150-150人",
    "三百到六百人": "300-600人",
    "六百万至三千万": "6000000-30000000元",
    "三亿以上": "300000000-元",
}

_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千]+(?:万|亿)?")


def plainly(text: str) -> str:
    """Return 五百万 as 500万."""
    return _NUMBER.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    """Return the number in digits with its 万 or 亿, or the words where they say none."""
    words = found[0]
    before = found.string[: found.start()][-1:]
    unit = words[-1] if words[-1] in "万亿" else ""
    number = spoken_number(words.removesuffix(unit)) if words != unit else None
    vague = (
        before.isdecimal()
        or before in ("几", "数", "多", ".")
        or found.string[found.end() :][:1] in ("几", "多", "来")
    )
    return words if number is None or vague else f"{number}{unit}"
