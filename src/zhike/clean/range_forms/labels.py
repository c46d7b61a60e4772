"""Ranges with a word before them, or with other words for their ends: 员工200-500人, 至少1亿."""

import re

from zhike.clean.forms import rewriting

ID = "S1-30.labels"
DOES = "范围前多写的字，或两端换了说法"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "员工300-600人": "300-600人",
    "员工人数：300-600": "300-600人",
    "300-600个人": "300-600人",
    "600+人": "600-人",
    "年营收600-3000万": "6000000-30000000元",
    "低于3000万": "-30000000元",
    "至少2亿": "200000000-元",
    "万人以上": "10000-人",
    "亿元以上": "100000000-元",
    "600万-3000万/年": "6000000-30000000元",
    "300人（含）以上": "300-人",
    "中型（300-600人）": "300-600人",
    "300-600 employees": "300-600人",
    "介于300到600人之间": "300-600人",
}

_PEOPLE = re.compile(
    r"^(?:公司|企业)?(?:现有|在职)?(?:员工|职工|人员)(?:总)?(?:人?数量?|规模)? ?:? ?"
    r"|^(?:(?:公司|企业)?人数|参保人数|团队) ?:? ?"
)
_MONEY = re.compile(
    r"^(?:公司|企业)?年?(?:度)?(?:营业?收入|营收|营业额|产值|销售额|销售收入|收入|流水)"
    r"(?:规模)? ?(?:约为|为|在)?:? ?"
)
_CURRENCY = re.compile(r"人民币|RMB|CNY|[¥￥]|/年$|每年$|\(含\)|(?:含)?本数")
_WORDS = {
    "低于": "<", "少于": "<", "不到": "<", "小于": "<", "最多": "<=", "至多": "<=", "以内": "以下",
    "高于": ">", "多于": ">", "至少": ">=", "最少": ">=", "不小于": ">=", "不大于": "<=",
    "萬": "万", "億": "亿",
    "个人": "人", "〜": "-", "～": "-", "—": "-", "--": "-", "含以上": "以上", "及其以上": "以上",
}  # fmt: skip
_WORD = re.compile("|".join(_WORDS))
_BARE = re.compile(r"^[<>]?=?[0-9][0-9,.]*(?:-[0-9][0-9,.]*|以[上下]|\+)?$")
_ONE_END = re.compile(r"^([0-9][0-9,.]*)(.*(?:以[上下]|\+))$")
_without_notes = rewriting(
    {
        r"^[㐀-鿿]{2,6}\((.*[0-9].*)\)$": r"\1",
        r"^(.*[0-9].*?)\([㐀-鿿]{2,6}\)$": r"\1",
        r" ?(?:EMPLOYEES?|PEOPLE|STAFF|PERSONS?)$": "人",
    }
)
_without_either = rewriting(
    {r"^(?:(?:公司|企业)?规模|年|介于|在) ?:? ?": "", r"(.*[0-9].*?) ?之间$": r"\1"}
)
_counted = rewriting(
    {
        r"^([0-9]+[万千]?)\+ ?(名?员工|人|名)$": r"\1人以上",
        r"^([亿万千百](?:人|元以[上下]))": r"1\1",
    }
)


def plainly(text: str) -> str:
    """Return the range alone; people are said behind it where the word before said so."""
    text = _without_notes(text)
    plain = _without_either(_CURRENCY.sub("", _MONEY.sub("", _PEOPLE.sub("", text))))
    plain = _counted(_WORD.sub(lambda found: _WORDS[found[0]], plain))
    if not _BARE.search(plain):
        return plain
    if _PEOPLE.search(text):
        return _ONE_END.sub(r"\1人\2", plain) if _ONE_END.search(plain) else f"{plain}人"
    return text if _MONEY.search(text) else plain
