"""Industries found by name, code, everyday word, initials; a team's own words."""

import polars as pl
import pytest

from zhike.clean.industry import clean_industries, find_industry
from zhike.clean.industry_search import search_industries, under


def found(text: str) -> list[str]:
    return [one.industry.code for one in search_industries(text)]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("软件和信息技术服务业", "I65"),
        ("I65", "I65"),
        ("65", "I65"),
        ("汽车零部件", "C367"),
        ("rjhxxjsfwy", "I65"),
        ("C36 汽车制造业", "C36"),
    ],
)
def test_the_first_class_offered_is_the_one_meant(typed, code):
    assert found(typed)[0] == code


def test_nothing_typed_gives_the_sections_and_four_steps_lead_to_a_class():
    assert len(found("")) == 20
    assert found("C")[0] == "C"
    assert len(under("C")) == 31
    assert [one.industry.code for one in under("C36")] == [
        "C361", "C362", "C363", "C364", "C365", "C366", "C367",
    ]  # fmt: skip
    (deepest,) = under("C367")
    assert (deepest.industry.code, deepest.level, deepest.has_more) == ("C3670", "小类", False)
    assert deepest.above == ("制造业", "汽车制造业", "汽车零部件及配件制造")


def test_what_is_no_industry_gives_nothing():
    assert found("阿巴阿巴甲乙丙") == []


def test_a_teams_own_words_count_first():
    cells = pl.Series(["车件", "车 件", "餐饮"])
    learned = {"车件": "C367"}
    assert clean_industries(cells).values.to_list()[0] != "C367"
    assert clean_industries(cells, learned).values.to_list() == ["C367", "C367", "H62"]
    assert find_industry("车件", learned).industry.code == "C367"
    assert search_industries("车件", learned=learned)[0].industry.code == "C367"
