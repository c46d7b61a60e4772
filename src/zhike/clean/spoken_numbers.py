"""Numbers as they are spoken or written on cheques: 十二点五万, 壹佰万, 1万2千, 12万5."""

import re
from decimal import Decimal

_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    "〇": 0, "○": 0, "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "叄": 3, "肆": 4, "伍": 5,
       "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9, "两": 2, "兩": 2,
}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_PLAIN = str.maketrans("萬億", "万亿")
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_WITH_POINT = re.compile(r"(.+)[点點]([零〇○一二三四五六七八九]+)")
_ONE_BY_ONE = re.compile("[一二三四五六七八九][零〇○一二三四五六七八九]{2,}")  # 二〇〇〇
_DOUBTFUL = re.compile(r"[零〇○]{2}|[零〇○]$")


def spoken_number(text: str) -> Decimal | None:
    """Return the number a text says, None where it says none or could say several.

    万 and 亿 count what stands before them; a single digit behind a unit is tenths of it (12万5).
    """
    text = text.translate(_PLAIN).replace("个", "").replace("廿", "二十").replace("卅", "三十")
    for word, times in (("亿", 10**8), ("万", 10**4)):
        if word in text:
            head, tail = text.split(word, 1)
            return _parted(head, tail, times)
    return _section(text)


def _parted(head: str, tail: str, times: int) -> Decimal | None:
    counted, rest = spoken_number(head) if head else None, _behind(tail, times)
    if counted is None or rest is None or (tail and counted % 1):
        return None
    return counted * times + rest


def _behind(tail: str, times: int) -> Decimal | None:
    """Return what stands behind 亿 or 万, in ones."""
    if not tail:
        return Decimal(0)
    zero = tail[0] in "零〇○"
    tail = tail[1:] if zero else tail
    if len(tail) == 1 and (tail in _DIGITS or tail.isdecimal()):
        digit = Decimal(_DIGITS[tail] if tail in _DIGITS else int(tail))
        return digit if zero else digit * times / 10
    if _ARABIC.fullmatch(tail):  # 1亿2000 could be 2000 and 2000万, 1万零500 is 10,500
        tail = tail.replace(",", "")
        whole = tail.partition(".")[0]
        said = len(whole) == 4 or (zero and len(whole) < 4)
        return Decimal(tail) if times == 10**4 and said and whole.isdecimal() else None
    rest = spoken_number(tail)
    return rest if rest is not None and rest < times else None


def _section(text: str) -> Decimal | None:
    """Return a number below 10,000, or one in Arabic digits; 二三 is no number but a guess."""
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if found := _WITH_POINT.fullmatch(text):
        whole = _section(found[1])
        digits = "".join(str(_DIGITS[digit]) for digit in found[2])
        return None if whole is None or whole % 1 else whole + Decimal(f"0.{digits}")
    if _ONE_BY_ONE.fullmatch(text) and re.search("[零〇○]", text):
        return Decimal("".join(str(_DIGITS[digit]) for digit in text))
    return None if len(text) > 1 and _DOUBTFUL.search(text) else _added(text)


def _added(text: str) -> Decimal | None:
    """Return the sum of digits with their units, which get smaller from left to right."""
    total, last, at = Decimal(0), 10_000, 0
    while at < len(text):
        zero = text[at] in "零〇○" and len(text) > 1
        at += zero
        digit, at = _digit(text, at)
        unit = _SMALL.get(text[at : at + 1], 1)
        if digit is None or unit >= last:
            return None
        if unit == 1 and at < len(text):
            return None
        spoken = unit == 1 and last > 10 and last < 10_000 and not zero and digit < 10
        total += digit * (last // 10 if spoken else unit)
        last, at = unit, at + (unit > 1)
    return total if text else None


def _digit(text: str, at: int) -> tuple[Decimal | None, int]:
    """Return the digit at a place and where it ends; 十 alone is ten."""
    if found := _ARABIC.match(text, at):
        return Decimal(found[0].replace(",", "")), found.end()
    if at < len(text) and text[at] in _DIGITS:
        return Decimal(_DIGITS[text[at]]), at + 1
    bare = text[at : at + 1] in ("十", "拾") and text[max(at - 1, 0)] in "十拾百佰零〇"
    return (Decimal(1) if bare else None), at
