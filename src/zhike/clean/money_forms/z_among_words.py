"""The only amount of a cell among words and marks that cast no doubt on it."""

import re
from decimal import Decimal

from zhike.clean.money_doubt import DOUBT, HARMLESS
from zhike.clean.money_forms.spoken import in_figures

ID = "S0-09.among-words"
DOES = "一格里只有一个金额，旁边的字不影响它"
VERSION = 1
CONFIDENCE = 0.97
EXAMPLES = {
    "★特价1350元": "135000",
    '{"amount":1350.00}': "135000",
    "单位：万元 13.5": "13500000",
    "13.5【万元】": "13500000",
    "13.5万，已开票": "13500000",
    "13.5万 含安装": "13500000",
    "最终13.5万成交": "13500000",
    "微信转账 1350元": "135000",
    "3月15日收到1350元": "135000",
    "尾号6688 入账 1,350.00元": "135000",
    "2台共13.5万元": "13500000",
    "刷卡 1,350.00": "135000",
    "¥ 1 350": "135000",
    "⊗叁万伍仟元整": "3500000",
    "八萬六千元人民幣": "8600000",
    "1.5E+05元": "15000000",
}

_FIGURE = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:E\+?[0-9]{1,2})?"
)
_UNIT = "千万|百万|十万|万|亿|千|W|K"
_ARABIC = (
    rf"(?:-|负)? ?(?:¥|RMB|CNY)? ?-?{_FIGURE} ?(?:(?:{_UNIT})(?![A-Z]))?"
    r" ?(?:(?:RMB|CNY)?元|圆|块|RMB|CNY)?"
)
_NUMERAL = "[零〇○一二两三四五六七八九壹贰貳叁參叄肆伍陆陸柒捌玖十拾百佰千仟万萬亿億点]"
_DIGIT = "[零〇○一二两三四五六七八九壹贰貳叁參叄肆伍陆陸柒捌玖十拾]"
_SPOKEN = rf"{_DIGIT}{_NUMERAL}*[元圆圓块塊角毛](?:{_NUMERAL}[角毛分]?){{0,2}}"
_AMOUNT = re.compile(f"(?<![0-9.,A-Z])(?:{_ARABIC})(?![0-9]|,[0-9]|(?<![元圆块万亿]),)|{_SPOKEN}")
_OPEN, _SHUT = r"[(\[【〔]", r"[)\]】〕]"
_UNIT_SAID = re.compile(
    rf"{_OPEN}?(?:单位 ?:? ?)?{_OPEN}? ?((?:千|百)?[万亿]?元|(?<={_OPEN})[万亿]) ?{_SHUT}? ?:?"
)
_PLAIN = re.compile("-?¥?[0-9,.]+[万亿]?元?")
_SIMPLER = str.maketrans("塊圓萬億錢價總額費單計幣", "块圆万亿钱价总额费单计币")
_DIGIT_SAID = re.compile("[0-9]")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_YEAR = "(?:19|20)[0-9]{2}年度?"
_BESIDE = re.compile(  # figures that say when, which or how many, and not how much
    f"(?:{_YEAR}|(?:{_YEAR})?[0-9]{{1,2}}月份?(?:[0-9]{{1,2}}[日号])?)(?=[㐀-鿿])"
    "|(?:尾号|订单|单号|流水号|编号)号? ?[:#]? ?[0-9]{4,}(?= .*[¥元])"
    "|[0-9]{1,4} ?[台件个套只箱] ?,? ?(?=(?:一?共计?|合计|总[计价共])[^0-9]{0,2}[0-9])"
)
_ZERO = re.compile("零(?:元整?)?")
# What says that a bare figure is money, or is all that may go on right behind it.
_IN_LETTERS = "ONLY|RMB|CNY|YUAN|AMOUNT|TOTAL|PRICE|SUM|COST|FEE|AMT|PAID|PAY|MONEY"
_PAID = re.compile(
    f"价|款|额|费|金|[付收缴计共值租支]|成本|预算|账|卡|微信|支付宝|银行|就|整|最终|元|特|{_IN_LETTERS}"
)
_OTHER_WORD = re.compile("[A-Z]{2,}")
_IS_MONEY = re.compile(r"[¥元圆圓块塊角毛]|RMB|CNY|,|\.[0-9][0-9]$")
_WORD = re.compile("[㐀-鿿A-Z]")
_IN_WAN = re.compile("[万亿]$")
_TERMS = re.compile("[ ,;、/(]*(?:已|不?含|包|另|开票)")
_GOES_ON = re.compile("$|[^㐀-鿿]|整|正|吧|钱|錢|成交|人民币|人民幣|[已含不现转全]")
_OPEN_END = re.compile(" ?- ?(?![ 㐀-鿿])")
_NO_AMOUNT = re.compile(f"{DOUBT}|[满送赠差少涨降借贷除免]|[0-9+<>≤≥‰%/₠-⃏]")
_HARMLESS = re.compile(f"{HARMLESS}|最[终后後]|免费|人民[币幣]")


def plainly(text: str) -> str:
    """Return the only amount of a cell with its unit, or the cell as it stands."""
    if _PLAIN.fullmatch(text):
        return text
    if _ZERO.fullmatch(text):
        return "0"
    told = _BESIDE.sub("", _HARMLESS.sub("", text.translate(_SIMPLER)))
    amounts = list(_AMOUNT.finditer(told))
    if len(amounts) == 2 and _said_twice(*(found[0].strip() for found in amounts)):
        told = told[: amounts[1].start()] + told[amounts[1].end() :]
        amounts = amounts[:1]
    if len(amounts) != 1:
        return text
    amount, before, behind = _parted(told, amounts[0])
    unit = _UNIT_SAID.fullmatch(before.strip()) or _UNIT_SAID.fullmatch(behind.strip())
    if unit and not re.search("[万亿元]", amount):
        return f"{amount}{unit[1]}"
    return text if _is_doubtful(text, amount, before, behind) else _in_figures(amount)


def _parted(text: str, found: re.Match[str]) -> tuple[str, str, str]:
    end = found.start() + len(found[0].rstrip())
    return found[0].strip(), text[: found.start()], text[end:]


def _said_twice(one: str, other: str) -> bool:
    """Say whether an amount stands there in words and in figures."""
    in_words = [not _DIGIT_SAID.search(said) for said in (one, other)]
    return sum(in_words) == 1 and _value(one) == _value(other) is not None


def _value(said: str) -> Decimal | None:
    plain = in_figures(said.strip("¥ ").replace(",", "")).removesuffix("元")
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


def _is_doubtful(text: str, amount: str, before: str, behind: str) -> bool:
    """Say whether it is no money, or words, other figures or brackets make it another amount."""
    beside = f"{before} {behind}"
    accounts = text.startswith("(") and text.endswith(")")  # how they write negatives
    broken = beside.count("(") != beside.count(")") or (behind[:1] == "*" != before[-1:])
    other = _NO_AMOUNT.search(beside) or _OTHER_WORD.search(re.sub(_IN_LETTERS, "", beside))
    is_money = _says_money(text, amount, before, behind)
    open_end = _OPEN_END.match(behind)  # a minus, or a range cut off
    doubtful = accounts or broken or open_end or other
    return not is_money or bool(doubtful) or not _GOES_ON.match(behind)


def _says_money(text: str, amount: str, before: str, behind: str) -> bool:
    """Say whether an amount is one of money by its unit or the words beside it, or stands alone."""
    said = _IS_MONEY.search(amount) or _PAID.search(text)
    on_terms = _IN_WAN.search(amount) and _TERMS.match(behind) and not before.strip()
    return bool(said or on_terms) or not _WORD.search(f"{before}{behind}")


def _in_figures(amount: str) -> str:
    plain = re.sub("E(?=[0-9])", "E+", amount)
    if re.fullmatch(rf"[¥ ]*{_FIGURE}元", plain) and "E" in plain:
        return plain.strip("¥ 元")
    plain = re.sub("(?:RMB|CNY)元$", "元", plain)
    grouped = re.sub("(?<=[0-9]) (?=[0-9]{3})", "", plain)
    return grouped if re.search("[0-9]", grouped) else in_figures(grouped)
