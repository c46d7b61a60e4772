"""Amounts with a word before or behind them that changes nothing: 合计：1200元, 100万元人民币."""

import polars as pl

ID = "S0-09.labels"
DOES = "去掉金额前后不影响数值的字"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "合计：1350元": "135000",
    "合同金额 1350": "135000",
    "200万元人民币": "200000000",
    "1350元（含税）": "135000",
    "13.5(万元)": "13500000",
    "'1350": "135000",
    "负1350元": "-135000",
    "1 350 000": "135000000",
    "CN¥1350": "135000",
    ".5万": "500000",
    "注册资本：200万元人民币": "200000000",
    "(万元)13.5": "13500000",
    "付款数：RMB 1,350.00": "135000",
    "合同金额(元)：1350": "135000",
    "(人民币)13.5万元": "13500000",
    "含税价：1,350.00元": "135000",
    "¥(1,350.00)": "-135000",
}

_BEFORE = (
    r"^(?:(?:合同|订单|成交|采购|消费|预算)?(?:总?金额|总?价|总额)|注册资本|注册资金|含税价|不含税价|"
    r"未税价|价格|单价|报价|预算|实付|实收|应收|应付|货款|定金|订金|尾款|首付|合计|总计|共计|小计|共|计)"
    r" ?:? ?(-?[0-9¥])"
)
_ANY_LABEL = (
    r"^[\p{Han}A-Z/]{2,10} ?: ?"
    r"((?:RMB ?|人民币|¥)?-?[0-9][0-9,.]* ?(?:千万|百万|万|亿)?元?整?)$"
)
_VAGUE = "约|以上|以下|低于|高于|超过|最|至少|左右|单位|税率|数量|折|起"
_UNIT_BEFORE = r"^(?:[\p{Han}]{2,6})? ?\(((?:千|百)?万?元|人民币)\) ?:? ?(-?¥?[0-9,.]+)$"
_YUAN_BEFORE = r"^\(人民币\) ?(-?¥?[0-9][0-9,.]*(?:千万|百万|万|亿)?元?)$"
_APOSTROPHE = r"^['’‘`] ?(-?[0-9])"
_CURRENCY = r"([0-9元万亿千百]) ?\(?(?:人民币|RMB|CNY|YUAN)\)?$"
_TAX = r" ?\((?:含税|含税价|不含税|未税|人民币)\)$"
_UNIT = r"^([0-9,.]+) ?\(((?:千|百)?[万亿]?元)\)$"
_IN_GROUPS = (
    r"^-?[0-9]{1,3}(?: [0-9]{3}){2,}(?:\.[0-9]+)?$|^-?¥?[0-9]{1,3}(?: [0-9]{3})+\.[0-9][0-9]$"
)
_ACCOUNTS = r"^¥ ?\(([0-9,.]+)\)$"
_POINT = r"^(-?¥?)\."
_STOP = r"([0-9元万亿])[。;；]$"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the amount alone."""
    plain = text.str.replace(_BEFORE, "$1").str.replace(_APOSTROPHE, "$1").str.replace(_STOP, "$1")
    sure = ~plain.str.contains(_VAGUE)
    plain = pl.when(sure).then(plain.str.replace(_ANY_LABEL, "$1")).otherwise(plain)
    plain = plain.str.replace(_TAX, "").str.replace(_CURRENCY, "$1")
    plain = (
        plain.str.replace(r"^负 ?", "-")
        .str.replace(_ACCOUNTS, "-$1")
        .str.replace(r"^(-?)CN¥", "$1¥")
        .str.replace(_POINT, "${1}0.")
    )
    plain = (
        pl.when(plain.str.contains(_IN_GROUPS))
        .then(plain.str.replace_all(" ", ""))
        .otherwise(plain)
    )
    plain = plain.str.replace(_UNIT, "$1$2").str.replace(_YUAN_BEFORE, "$1")
    unit = plain.str.replace(_UNIT_BEFORE, "$2$1")
    return unit.str.replace(r"([0-9,.])人民币$", "${1}元")
