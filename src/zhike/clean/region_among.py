"""The only place of a cell among words that cast no doubt on it: 公司在石家庄这边 (S3-14)."""

import re

from zhike.clean.region_names import leading

_LEVELS = ("province", "city", "county")
_LONGEST = 30  # characters of a cell that says where somebody is; a letter's text says more
_BEFORE = re.compile(r"[在于是为自住驻\s:=,，;；.。、()|/-]")
_BEHIND = re.compile(r"这[边里儿]|那[边里儿]|本地|当地|的|客户|[\s:,，;；.。、()|/-]")
_DOUBT = re.compile(
    "[不非除原曾或等及和与外离搬迁去寄送待未无拟想约?？~]|(?<!目)前|可能|大概|附近|周边|一带"
    "|收货|发往|到货|出差|老家|户口|公司$|[厂店]$|集团|大学|学院|银行|医院|[路街]"
)


def place_among(text: str) -> str:
    """Return the place, with the wider ones right before it, nothing where a second one stands."""
    if len(text) > _LONGEST or not any(_name_at(text, at) for at in _starts(text)):
        return ""
    runs = _runs(text)
    start, end = runs[0]
    behind = text[end:]
    apart = start in _starts(text) and (not behind or _BEHIND.match(behind))
    sure = len(runs) == 1 and not _DOUBT.search(f"{text[:start]} {behind}")
    return text[start:end] if apart and sure else ""


def _starts(text: str) -> list[int]:
    """Return where a place may begin: behind 在, 是, a blank or a sign."""
    return [found.end() for found in _BEFORE.finditer(text)]


def _name_at(text: str, at: int) -> int:
    """Return how long the longest name of a place is that stands somewhere in a text."""
    return max(len(leading(text[at:], level).name) for level in _LEVELS)


def _runs(text: str) -> list[tuple[int, int]]:
    """Return where names of places stand, those side by side as one."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + _name_at(text, at)
        if end > at and found and found[-1][1] == at:
            found[-1] = (found[-1][0], end)
        elif end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found
