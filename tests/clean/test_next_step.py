"""Due days are read only where the text leaves no doubt."""

from datetime import date

import polars as pl
import pytest
from worked import cases

from zhike.clean.next_step import due_date, due_dates

WEDNESDAY = date(2024, 5, 8)


@pytest.mark.parametrize("case", cases("S1-24"), ids=lambda case: case["id"])
def test_due_day_of_the_example(case):
    given = case["given"]
    due = due_date(given["下一步行动"], on=date.fromisoformat(given["互动时间"]))
    assert due == date.fromisoformat(case["expect"]["截止日期"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("三天内回复", "2024-05-11"),
        ("10日内提供报价", "2024-05-18"),
        ("十二天后回访", "2024-05-20"),
        ("一周内完成原因调研", "2024-05-15"),
        ("两个星期之内", "2024-05-22"),
        ("1个月内签约", "2024-06-08"),
        ("48小时内响应", "2024-05-10"),
        ("今日发出资料", "2024-05-08"),
        ("明天上门", "2024-05-09"),
        ("后天演示", "2024-05-10"),
        ("本周五前交样", "2024-05-10"),
        ("下周三开会", "2024-05-15"),
        ("下周日", "2024-05-19"),
        ("月底前付款", "2024-05-31"),
        ("下个月底", "2024-06-30"),
        ("2024年5月20日前", "2024-05-20"),
        ("明天发资料，3日内提供方案", "2024-05-09"),
    ],
)
def test_sure_terms(text, day):
    assert due_date(text, on=WEDNESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "准备成本对比表,约定下次沟通",
            "3个工作日内",
            "下周联系",
            "近3日内未回复",
            "每7天内一次",
            "尽快",
            "",
        ),
        *(
            "本周一已联系",
            "2024-02-30前",
            "2024-05-01前",
            "大后天",
            "前天来访",
            "5月底",
            "36小时内",
        ),
        "二十日内",
    ],
)
def test_unsure_terms_name_no_day(text):
    assert due_date(text, on=WEDNESDAY) is None


def test_a_column_counts_from_the_day_beside_it():
    texts = pl.Series("next_step", ["3日内", "3日内", None, "再议"])
    days = pl.Series([date(2024, 2, 27), None, WEDNESDAY, WEDNESDAY])
    assert due_dates(texts, days).to_list() == [date(2024, 3, 1), None, None, None]
