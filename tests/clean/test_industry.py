"""Industries by code, name, everyday word and path; never a guess."""

import polars as pl
import pytest

from zhike.clean.code_tables import table
from zhike.clean.industry import clean_industries, find_industry, group_of, industry_of


@pytest.mark.parametrize(
    ("text", "code", "group"),
    [
        ("软件和信息技术服务业", "I65", "科技行业"),
        ("軟件和信息技術服務業", "I65", "科技行业"),
        ("软件和信息技术服务", "I65", "科技行业"),
        ("IT服务", "I65", "科技行业"),
        ("it服务", "I65", "科技行业"),
        ("信息技术", "I65", "科技行业"),
        ("零售业", "F52", "零售业"),
        ("零售", "F52", "零售业"),
        ("批发业", "F51", "批发业"),
        ("贸易", "F51", "批发业"),
        ("批发和零售业", "F", "批发零售"),
        ("制造业", "C", "制造业"),
        ("制造", "C", "制造业"),
        ("医药制造业", "C27", "制造业"),
        ("医药制造", "C27", "制造业"),
        ("生物制药", "C276", "制造业"),
        ("汽车零部件", "C367", "制造业"),
        ("汽车零部件制造", "C367", "制造业"),
        ("制造业-汽车零部件", "C367", "制造业"),
        ("制造业—汽车零部件", "C367", "制造业"),
        ("互联网-电商", "F5292", "零售业"),
        ("互联网-SaaS服务", "I6513", "科技行业"),
        ("制造业-外星人", "C", "制造业"),
        ("金融行业", "J", "金融业"),
        ("教育", "P83", "教育"),
        ("房地产业", "K70", "房地产业"),
        ("餐饮服务", "H62", "服务业"),
        ("服务业", "O", "服务业"),
        ("农、林、牧、渔业", "A", "农林牧渔"),
        ("C", "C", "制造业"),
        ("c36", "C36", "制造业"),
        ("65", "I65", "科技行业"),
        ("3670", "C3670", "制造业"),
        ("I65 软件和信息技术服务业", "I65", "科技行业"),
    ],
)
def test_known_industries(text, code, group):
    cleaned = clean_industries(pl.Series([text]))
    assert cleaned.values.item() == code
    assert cleaned.more["industry_group"].item() == group
    assert cleaned.more["industry_text"].item() == text
    assert cleaned.reasons.item() is None


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("机械设备制造", ["C34", "C35"]),
        ("食品饮料", ["C15", "C14"]),
        ("软件/互联网", ["I64", "I651", "I6429"]),
        ("I65 餐饮业", ["I65"]),
        ("企业办公软件定制", ["I6513", "I651", "C21"]),
        ("元宇宙", []),
        ("其他", []),
        ("I66", []),
        ("C65", []),
        ("YY", []),
    ],
)
def test_what_is_not_sure_is_asked(text, offered):
    cleaned = clean_industries(pl.Series([text]))
    assert cleaned.values.item() is None
    assert cleaned.more["industry_group"].item() is None
    assert cleaned.more["industry_text"].item() == text
    assert "待确认" in cleaned.reasons.item()
    assert cleaned.severity.item() == "warn"
    assert [industry.code for industry in find_industry(text).candidates] == offered
    assert all(code in cleaned.reasons.item() for code in offered)


def test_a_column_keeps_its_order_and_gaps():
    cleaned = clean_industries(pl.Series(["零售业", None, "元宇宙", "-", "零售业"]))
    assert cleaned.values.to_list() == ["F52", None, None, None, "F52"]
    assert cleaned.reasons.is_not_null().to_list() == [False, False, True, False, False]
    assert clean_industries(pl.Series([], dtype=pl.String)).values.to_list() == []


def test_every_class_of_the_standard_is_found_by_its_code_and_has_a_group():
    rows = table("gbt4754_2017")
    assert [sum(row["level"] == level for row in rows) for level in "1234"] == [20, 97, 473, 1382]
    for row in rows:
        industry = industry_of(row["code"])
        assert industry.name == row["name"]
        assert industry.group == group_of(industry.code) != ""


def test_every_official_name_is_understood_as_itself():
    wrong = [
        row["name"]
        for row in table("gbt4754_2017")
        if row["level"] in "12"
        and (found := find_industry(row["name"]).industry) is not None
        and found.name != row["name"]
    ]
    assert wrong == []


def test_every_everyday_word_names_a_class():
    codes = {row["code"] for row in table("gbt4754_2017")}
    assert {row["code"] for row in table("industry_alias_more")} <= codes
    assert {row["code"] for row in table("industry_alias_seed")} <= codes
