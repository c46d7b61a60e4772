"""The figures of 今天 are those of 为什么: the same rows, counted once by each."""

from datetime import date

import pytest

from zhike.jobs.run import run_now
from zhike.records.day.sales import sales_for
from zhike.web.shown.figures import change, month_so_far, points, quarters
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
QUARTER = (date(2024, 4, 1), date(2024, 6, 30))


@pytest.mark.parametrize("name", ["管理员", "王磊"])
def test_the_sales_of_a_quarter_are_those_of_the_metric(
    quarter: dict[str, Viewer], name: str
) -> None:
    viewer = quarter[name]
    sold = sales_for(viewer, *QUARTER)
    metrics = ["总销售额", "订单数", "成交客户数", "客户均额"]
    total = run_now("measure", viewer, names=metrics, period="2024Q2")["total"]
    assert sold.amount_fen == round(total["总销售额"] * 100)
    assert (sold.orders, sold.customers) == (total["订单数"], total["成交客户数"])
    assert sold.per_customer_fen == round(total["客户均额"] * 100)


def test_a_month_under_way_stands_beside_the_same_days_before(quarter: dict[str, Viewer]) -> None:
    shown = month_so_far(quarter["管理员"], date(2024, 6, 30), date(2024, 6, 30))
    june = sales_for(quarter["管理员"], date(2024, 6, 1), date(2024, 6, 30)).amount_fen
    may = sales_for(quarter["管理员"], date(2024, 5, 1), date(2024, 5, 30)).amount_fen
    assert shown["name"] == "本月销售额"
    assert shown["changes"] == [change("比上月同期", june, may)]
    assert "period=2024-06-01..2024-06-30" in shown["url"]
    later = month_so_far(quarter["管理员"], date(2024, 6, 30), date(2024, 7, 2))
    assert later["name"] == "6月销售额"  # what it counts, not what the clock says


def test_changes_are_said_with_their_way_and_never_against_nothing() -> None:
    assert change("环比", 110, 100) == {"label": "环比", "text": "10.0%", "way": "up"}
    assert change("环比", 50, 100) == {"label": "环比", "text": "50.0%", "way": "down"}
    assert change("同比", 50, 0)["text"] == "—"
    assert points("同比", 0.241, 0.274) == {"label": "同比", "text": "3.3 百分点", "way": "down"}


def test_the_last_quarter_is_a_whole_one() -> None:
    last, before, ago = quarters(date(2024, 5, 31))
    assert [one.label for one in (last, before, ago)] == [
        "2024年第一季度", "2023年第四季度", "2023年第一季度",
    ]  # fmt: skip
    assert quarters(date(2024, 6, 30))[0].label == "2024年第二季度"
