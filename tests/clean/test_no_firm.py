"""What stands for a firm and names none: told, kept as written, compared with nothing."""

import polars as pl
import pytest
from clean.test_rows import clean

from zhike.clean.matching.forms import comparable
from zhike.clean.no_firm import is_no_firm, says_no_firm

NONE = ("王总", "欧阳总", "李经理", "张先生", "刘姐", "陈老板", "王建国总经理", "上海", "苏州市",
        "江苏苏州", "昆山市", "海淀区", "苏州客户", "上海的一家公司", "北京办事处", "L总",
        "周大姐", "刘秘书", "陈会长")  # fmt: skip
FIRMS = ("天成精工", "金石财务", "李先生牛肉面", "老板电器", "上海华兴", "永康", "海尔", "阿里",
         "万总机械厂", "徐工", "大师", "苏州市政", "上海华兴办事处", "大哥大餐饮")  # fmt: skip


@pytest.mark.parametrize("name", NONE)
def test_a_title_behind_a_name_and_a_place_are_no_firm(name: str) -> None:
    assert is_no_firm(name)


@pytest.mark.parametrize("name", FIRMS)
def test_what_may_be_what_a_firm_is_called_is_one(name: str) -> None:
    assert not is_no_firm(name)


def test_a_column_is_read_as_each_name_is() -> None:
    names = pl.Series("name", [*NONE, *FIRMS, None])
    said = names.to_frame().select(says_no_firm(pl.col("name"))).to_series().to_list()
    assert said == [True] * len(NONE) + [False] * (len(FIRMS) + 1)


def test_a_row_keeps_such_a_name_and_is_told_of_but_a_persons_is_fine() -> None:
    cells = {"customers__name": ["王总", "张先生"], "customers__kind": ["企业", "个人"]}
    made = clean("customers", **cells)
    assert made.frame["customers.name"].to_list() == ["王总", "张先生"]
    assert made.problems.select("row", "rule", "severity").rows() == [
        (2, "S0-14.unsure-name", "warn")
    ]


def test_two_firms_that_nobody_named_are_compared_by_nothing() -> None:
    rows = {"id": [1, 2, 3], "kind": ["organisation"] * 3, "name": ["王总", "上海", "华兴"]}
    told = comparable(pl.DataFrame(rows))
    assert told.select("name_key", "core").rows() == [(None, None), (None, None), ("华兴", "华兴")]
