"""环比 and 同比: the earlier figures by hand, and nothing compared that is not whole."""

from datetime import date
from typing import Any

import pytest
from measure.seed_q2 import seed_tables
from measure.service_book import tables_of
from worked import cases

from zhike.measure.measure import measure
from zhike.playbook.load import load_builtin
from zhike.words.period import Period
from zhike.words.problem import Refused

PLAYBOOK = load_builtin()
BOTH = ("环比", "同比")
# 元 by month; a customer a region.
SOLD = {
    "2023-05": (100, 50), "2023-06": (200, 0), "2024-04": (100, 100), "2024-05": (80, 100),
    "2024-06": (160, 50), "2024-07": (10, 0),
}  # fmt: skip
TABLES = tables_of(
    customers=[{"customer_id": 1, "region": "华东"}, {"customer_id": 2, "region": "华南"}],
    orders=[
        {"customer_id": who, "ordered_on": date.fromisoformat(f"{month}-10"), "amount_fen": y * 100}
        for month, amounts in SOLD.items()
        for who, y in enumerate(amounts, 1)
        if y
    ],
)


def ask(*names: str, period: str = "", **asked: Any) -> dict[str, Any]:
    span = Period.parse(period) if period else None
    asked = {"compare": BOTH, "playbook": PLAYBOOK, **asked}
    return measure(TABLES, names or ("总销售额",), period=span, **asked).as_json()


def moved(found: dict[str, Any], kind: str) -> list[tuple[Any, Any]]:
    rows = found["compare"][kind]["rows"]
    return [(row["总销售额"]["before"], row["总销售额"]["change"]) for row in rows]


@pytest.mark.parametrize("case", cases("S3-40"), ids=lambda case: case["id"])
def test_the_worked_example(case: dict[str, Any]) -> None:
    found = measure(
        seed_tables(), ["总销售额"], by=["月"], period=Period.parse("2024Q2"), compare=["环比"],
        playbook=PLAYBOOK,
    ).as_json()  # fmt: skip
    may = found["compare"]["环比"]["rows"][1]
    assert may["月"] == "2024-05"
    assert may["总销售额"]["before"] == case["given"]["4月"]
    assert may["总销售额"]["change"] * 100 == case["expect"]["环比_%"]


def test_months_with_the_one_before_the_first_and_a_year_ago() -> None:
    found = ask(by=["月"], period="2024-05-01..2024-06-30")
    assert moved(found, "环比") == [(200.0, -0.1), (180.0, pytest.approx(30 / 180))]
    assert moved(found, "同比") == [(150.0, pytest.approx(0.2)), (200.0, pytest.approx(0.05))]
    total = found["compare"]["同比"]["total"]["总销售额"]
    assert (found["total"]["总销售额"], total["before"]) == (390.0, 350.0)


def test_groups_against_the_period_before() -> None:
    found = ask(by=["区域"], period="2024-05")
    assert found["compare"]["环比"]["period"] == "2024年4月"
    assert moved(found, "环比") == [(100.0, pytest.approx(-0.2)), (100.0, 0.0)]
    assert moved(found, "同比") == [(100.0, pytest.approx(-0.2)), (50.0, 1.0)]


def test_two_dimensions_keep_their_groups_apart() -> None:
    found = ask(by=["月", "区域"], period="2024-06")
    assert moved(found, "同比") == [(200.0, pytest.approx(-0.2)), (0.0, None)]


def test_shares_move_by_points() -> None:
    found = ask("复购率", by=[], period="2024Q2")
    assert found["compare"]["环比"]["total"] == {"复购率": {"before": None, "change": None}}
    found = ask("复购率", period="2024Q3")
    assert found["compare"]["环比"]["total"]["复购率"] == {"before": 1.0, "change": -1.0}


def test_what_is_not_over_is_not_compared() -> None:
    found = ask(by=["月"], period="2024Q3", as_of=date(2024, 7, 15))
    assert found["partial"] == ["2024-07", "2024-08", "2024-09"]
    assert moved(found, "环比") == [(None, None)] * 3
    assert found["compare"]["环比"]["period"] is None
    over = ask(by=["月"], period="2024Q3", as_of=date(2024, 7, 31))
    assert over["partial"] == ["2024-08", "2024-09"]
    assert moved(over, "环比")[0] == (210.0, pytest.approx(-200 / 210))


def test_all_time_by_month_needs_no_period() -> None:
    found = ask(by=["月"], as_of=date(2024, 7, 15))
    assert found["partial"] == ["2024-07"]
    assert moved(found, "同比")[-2:] == [(200.0, pytest.approx(0.05)), (None, None)]


def test_what_stands_beside_all_time_has_no_earlier_figure() -> None:
    found = ask("客户总数", period="2024Q2")
    assert found["compare"]["环比"]["total"]["客户总数"] == {"before": None, "change": None}


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(Refused, match="没有“月比”这种比较，可用：环比、同比"):
        ask(compare=["月比"], period="2024Q2")
    with pytest.raises(Refused, match="要有周期"):
        ask(by=["区域"])
    with pytest.raises(Refused, match="只能按一个时间维度"):
        ask(by=["月", "季度"], period="2024Q2")
