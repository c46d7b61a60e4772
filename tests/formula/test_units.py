"""Units are checked before anything runs."""

import pytest

from zhike.formula.parse import parse
from zhike.formula.units import check

UNITS = {
    "总销售额": "元",
    "成本": "元",
    "成交客户数": "个",
    "转化率": "%",
    "区域": "文字",
    "首次接触时间": "日期",
    "有电话": "是非",
}


@pytest.mark.parametrize(
    "text",
    [
        "总销售额 ÷ 成交客户数",
        "(总销售额 − 成本) ÷ 总销售额 × 100%",
        '总销售额 > 5万 且 区域 = "华东"',
        "总销售额 ÷ 成交客户数 > 总销售额 ÷ 成交客户数",
        '首次接触时间 >= "2024-01-01" 或 有电话',
        "如果(总销售额 > 0, 成本, 0) + 成本",
        '区域 属于 ("华东", "华南")',
        "首个非空(成本, 0) + 总销售额",
        "空(区域)",
    ],
)
def test_good_units(text: str) -> None:
    assert check(parse(text), UNITS) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("总销售额 + 成交客户数", "“+”两边单位不同：元 和 个"),
        ("转化率 + 总销售额 ÷ 成交客户数", "“+”两边单位不同：比率 和 元/个"),
        ("总销售额 > 成交客户数", "比较的两边单位不同：元 和 个"),
        ("区域 × 2", "“×”两边要是数，现在是 文字 和 比率"),
        ("区域 > 5", "不能拿 文字 和 比率 比较，文字要加引号，数不加"),
        ("总销量额 × 2", "不认识“总销量额”，是不是 总销售额？"),
        ("区域 且 总销售额 > 1", "且、或、非 两边要是条件，现在有 文字"),
        ("如果(有电话, 成本, 成交客户数)", "如果 的两边单位不同：元 和 个"),
    ],
)
def test_bad_units_are_said(text: str, said: str) -> None:
    assert check(parse(text), UNITS) == [said]


def test_a_condition_or_a_number_where_it_is_wanted() -> None:
    assert check(parse("总销售额 > 1"), UNITS, wants="条件") == []
    assert check(parse("总销售额"), UNITS, wants="数") == []
    assert "要写条件" in check(parse("总销售额"), UNITS, wants="条件")[0]
    assert "算出一个数" in check(parse("总销售额 > 1"), UNITS, wants="数")[0]
