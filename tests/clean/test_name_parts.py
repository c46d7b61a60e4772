"""Names fall into their parts; what is no name has none."""

import polars as pl
import pytest

from zhike.clean.name_parts import company_parts, person_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("北京新禾软件有限公司", ("北京", "新禾软件", "有限公司", "")),
        ("新禾软件（北京）有限公司", ("北京", "新禾软件", "有限公司", "")),
        ("江苏省南通市新禾软件股份有限公司", ("江苏南通", "新禾软件", "股份有限公司", "")),
        ("新禾软件有限公司武汉分公司", ("", "新禾软件", "有限公司", "武汉分公司")),
        ("新禾軟件有限公司", ("", "新禾软件", "有限公司", "")),
        ("北京路餐饮有限公司", ("", "北京路餐饮", "有限公司", "")),
        ("Newgrain Software Ltd.", ("", "Newgrain Software", "Ltd.", "")),
        ("某公司", ("", "", "", "")),
        ("暂无", ("", "", "", "")),
    ],
)
def test_firms(text, parts):
    assert company_parts(pl.Series([text])).row(0) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("赵一鸣", ("赵一鸣", "")),
        ("赵一鸣总监", ("赵一鸣", "总监")),
        ("司徒 一鸣", ("司徒一鸣", "")),
        ("李和平", ("李和平", "")),
        ("赵一鸣 钱二", ("", "")),
        ("赵一鸣/钱二", ("", "")),
        ("赵*", ("", "")),
        ("Max", ("Max", "")),
        (None, ("", "")),
    ],
)
def test_people(text, parts):
    assert person_parts(pl.Series([text], dtype=pl.String)).row(0) == parts
