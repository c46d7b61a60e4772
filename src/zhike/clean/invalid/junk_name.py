"""A customer whose name only fills the cell: 测试, aaa, 公司名称, 123."""

import polars as pl

from zhike.clean.cells import fold
from zhike.clean.invalid_example import Example
from zhike.playbook.trust import Invalid

ID = "S0-14.name"
SAID = "名称不是客户"
DOES = "名称是测试用语、占位字样、同一个字或只有数字符号，也可写下自己的无效名称"
EXAMPLES: tuple[Example, ...] = (
    ({"name": "测试"}, {}, "名称“测试”不像客户"),
    ({"name": "测试客户2"}, {}, "名称“测试客户2”不像客户"),
    ({"name": "aaa"}, {}, "名称“aaa”不像客户"),
    ({"name": "公司名称"}, {}, "名称“公司名称”不像客户"),
    ({"name": "１２３"}, {}, "名称“１２３”不像客户"),
    ({"name": "test01"}, {}, "名称“test01”不像客户"),
    ({"name": "散客"}, {"无效名称": ["散客"]}, "名称“散客”不像客户"),
    ({"name": "散客"}, {}, None),
    ({"name": "苏州测试仪器有限公司"}, {}, None),
    ({"name": "3M中国有限公司"}, {}, None),
    ({"name": "测试仪器厂"}, {}, None),
    ({"name": "圆圆"}, {}, None),
    ({"name": ""}, {}, None),
)
_WORDS = (
    r"(?i)^(?:(?:测试|test|demo|示例|样例|演示|试用)(?:客户|公司|数据|企业|用户)?[\s_-]*\d*"
    r"|(?:公司|客户|单位|企业|店铺|您的公司)(?:名称|名|全称)?|姓名|名称|请输入.*|请填写.*|xx+(?:有限)?公司"
    r"|(?:asdf|qwer|abc|qqq)[a-z]*\d*|[\d\W_]+)$"
)


def doubt(rows: pl.DataFrame, told: Invalid) -> pl.Series:
    """Return the sentence for each row, null where the name may be somebody's."""
    name = fold(pl.col("name"))
    first = name.str.slice(0, 1)
    one_letter = (name.str.len_chars() >= 3) & (name.str.strip_chars(first).str.len_chars() == 0)
    own = name.is_in(list(told.names))
    junk = (name != "") & (name.str.contains(_WORDS) | one_letter | own)
    return rows.select(pl.when(junk).then(pl.format("名称“{}”不像客户", "name"))).to_series()
