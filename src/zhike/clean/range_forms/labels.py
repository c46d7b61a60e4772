"""Ranges with a word before them, or with other words for their ends: 员工200-500人, 至少1亿."""

import polars as pl

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

_PEOPLE = r"^(?:公司|企业)?(?:现有|在职)?(?:员工|职工|人员)(?:总)?(?:人?数量?|规模)? ?:? ?"
_HEADS = r"^(?:(?:公司|企业)?人数|参保人数|团队) ?:? ?"
_MONEY = (
    r"^(?:公司|企业)?年?(?:度)?(?:营业?收入|营收|营业额|产值|销售额|销售收入|收入|流水)"
    r"(?:规模)? ?(?:约为|为|在)?:? ?"
)
_CURRENCY = r"人民币|RMB|CNY|[¥￥]|/年$|每年$|\(含\)|(?:含)?本数"
_IN_BRACKETS = r"^[㐀-鿿]{2,6}\((.*[0-9].*)\)$"
_NOTE = r"^(.*[0-9].*?)\([㐀-鿿]{2,6}\)$"
_ENGLISH = r" ?(?:EMPLOYEES?|PEOPLE|STAFF|PERSONS?)$"
_EITHER = r"^(?:(?:公司|企业)?规模|年|介于|在) ?:? ?"
_BETWEEN = r"(.*[0-9].*?) ?之间$"
_PLUS = r"^([0-9]+[万千]?)\+ ?(名?员工|人|名)$"
_WORDS = {
    "低于": "<", "少于": "<", "不到": "<", "小于": "<", "最多": "<=", "至多": "<=", "以内": "以下",
    "高于": ">", "多于": ">", "至少": ">=", "最少": ">=", "不小于": ">=", "不大于": "<=",
    "萬": "万", "億": "亿",
    "个人": "人", "〜": "-", "～": "-", "—": "-", "--": "-", "含以上": "以上", "及其以上": "以上",
}  # fmt: skip


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the range alone; people are said behind it where the word before said so."""
    text = text.str.replace(_IN_BRACKETS, "$1").str.replace(_NOTE, "$1").str.replace(_ENGLISH, "人")
    people = text.str.contains(_PEOPLE) | text.str.contains(_HEADS)
    money = text.str.contains(_MONEY)
    plain = text.str.replace(_PEOPLE, "").str.replace(_HEADS, "").str.replace(_MONEY, "")
    plain = plain.str.replace_all(_CURRENCY, "")
    plain = plain.str.replace(_EITHER, "").str.replace(_BETWEEN, "$1").str.replace_many(_WORDS)
    plain = plain.str.replace(_PLUS, "${1}人以上").str.replace(
        r"^([亿万千百](?:人|元以[上下]))", "1${1}"
    )
    bare = plain.str.contains(r"^[<>]?=?[0-9][0-9,.]*(?:-[0-9][0-9,.]*|以[上下]|\+)?$")
    return (
        pl.when(people & bare & plain.str.contains(r"以[上下]$|\+$"))
        .then(plain.str.replace(r"^([0-9][0-9,.]*)", "${1}人"))
        .when(people & bare)
        .then(plain + "人")
        .when(money & bare)
        .then(text)
        .otherwise(plain)
    )
