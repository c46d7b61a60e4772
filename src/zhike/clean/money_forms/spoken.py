"""Amounts in words, as on cheques, or as they are spoken: 壹佰万元整, 十二点五万, 12万5."""

import re
from decimal import Decimal

from zhike.clean.spoken_numbers import spoken_number

ID = "S0-09.spoken"
DOES = "大写或口语里的金额"
VERSION = 2
CONFIDENCE = 0.99
EXAMPLES = {
    "壹拾叁万伍仟元整": "13500000",
    "人民币（大写）贰仟零叁拾元柒角捌分": "203078",
    "十三点五万": "13500000",
    "两千万": "2000000000",
    "13元5角": "1350",
    "13元零5分": "1305",
    "8毛": "80",
    "13块5": "1350",
    "13元5": "1350",
    "零万壹仟叁佰伍拾元零角零分": "135000",
    "13w5": "13500000",
    "2个亿": "20000000000",
    "1万3千": "1300000",
    "13万5": "13500000",
    "13.5萬": "13500000",
    "3万零600元": "3060000",
    "3万600元": "3060000",
    "13万4,800元": "13480000",
    "1亿2000万": "12000000000",
    "13万2456.78元": "13245678",
    "三〇〇〇元": "300000",
    "壹拾叁万伍仟元整(¥135,000.00)": "13500000",
    "¥1,350.00（大写：壹仟叁佰伍拾元整）": "135000",
    "壹仟叁佰伍拾元整 ¥1,350.00": "135000",
    "135000元=13.5万": "13500000",
    "负壹仟叁佰伍拾元整": "-135000",
}

_AROUND = re.compile(
    r"^(?:人民币|人民幣|RMB|¥)? ?(?:\(大写\)|大写)? ?:? ?| ?(?:整|正)$|(?<=[角毛分])[钱錢]$| "
)
_TRADITIONAL = str.maketrans("圓圆塊萬億WK", "元元块万亿万千")
_NUMERALS = r"[零〇○一二三四五六七八九壹贰貳叁參叄肆伍陆陸柒捌玖0-9]"
_PARTS = re.compile(
    rf"(?:(?P<whole>.+?)(?:元|块钱?)|(?P<alone>[^元块角毛分]+))?"
    rf"(?:零?(?P<jiao>{_NUMERALS})(?:[角毛]|(?<![百千万亿]元.)(?<=[块元].)$))?(?:零?(?P<fen>[0-9]{{2}}(?=分)|{_NUMERALS})(?:分|(?<=[角毛].)$))?"
)
_SAID = r"\(?(?:(?:大写|小写)\)? ?:? ?)?"
_TWICE = re.compile(  # in words and in figures
    rf"(.+?)(?: ?\({_SAID}(.+)\)| ?= ?(.+)|(?<=[整正元]) (?={_SAID}¥){_SAID}(.+)|\(小写\)(.+))"
)
_DIGITS = re.compile(
    r"(?:人民币|RMB)?¥?([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)元?整?"
)
_ZERO_OF = re.compile("零[拾佰仟角分]")  # forms have a place for each digit
_PLAIN = re.compile("-?¥?[0-9,.]+[万亿]?元?")
_SAID_SO = re.compile(
    rf"-?(?:{_NUMERALS}|[十拾百佰千仟万萬亿億元圓圆块塊角毛分廿卅两兩个半点點WK钱錢整正.,:=¥() ]"
    "|人民[币幣]|RMB|[大小]写)+"
)
_ONES_SAID = re.compile("(?<=[0-9]万)(?=[0-9]{2,3}元)")  # 3万500元 is 3万零500元; not 3万5
_SAYS_A_UNIT = re.compile("[十拾百佰千仟万萬亿億元圓圆块塊角毛分零〇WK]")


def plainly(text: str) -> str:
    """Return 12元5角 as 12.5元; an amount said twice has to be the same."""
    if _PLAIN.fullmatch(text) or not (_SAYS_A_UNIT.search(text) and _SAID_SO.fullmatch(text)):
        return text
    twice = _TWICE.fullmatch(text)
    if twice:
        one, other = (_figure(said) for said in twice.groups() if said)
        return f"{one:f}元" if one is not None and one == other else text
    return in_figures(text)


def _figure(said: str) -> Decimal | None:
    """Return the amount of 5000.00元 or 伍仟元整 in 元."""
    digits = _DIGITS.fullmatch(said)
    if digits:
        return Decimal(digits[1].replace(",", "")).normalize()
    plain = in_figures(said)
    return Decimal(plain.removesuffix("元")) if plain != said and plain.endswith("元") else None


def in_figures(text: str) -> str:
    """Return an amount in words in 元, or the text as it stands: 伍仟元整 as 5000元."""
    bare = _AROUND.sub("", text.removeprefix("-")).translate(_TRADITIONAL)
    sign = "-" if text.startswith("-") else ""
    bare = _filled_out(bare)
    found = _PARTS.fullmatch(bare) if _SAYS_A_UNIT.search(bare) else None
    if not found or not bare:
        return text
    whole, alone = found["whole"], found["alone"]
    if alone and (found["jiao"] or found["fen"]):
        return text
    parts = [(whole or alone, Decimal(1)), (found["jiao"], Decimal("0.1"))]
    parts.append((found["fen"], Decimal("0.01")))
    amounts = [(spoken_number(said), times) for said, times in parts if said]
    total = sum((amount * times for amount, times in amounts if amount is not None), Decimal(0))
    return f"{sign}{total.normalize():f}元" if all(a is not None for a, _ in amounts) else text


def _filled_out(bare: str) -> str:
    """Return 3万零500元 of 3万500元, 陆万捌仟元 of 零拾陆万捌仟零佰零拾零元, 三块5角 of 三块半."""
    bare = _ONES_SAID.sub("零", bare)
    zeros = _ZERO_OF.sub("零", bare)
    if zeros != bare:
        zeros = re.sub("零+", "零", zeros).removeprefix("零").removesuffix("零")
        zeros = re.sub("^万|零(?=[万亿元])", "", zeros)
    return re.sub("块半$", "块5角", zeros)
