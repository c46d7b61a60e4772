"""Seed 003's second quarter: totals, months, regions and sizes come out as printed."""

import pytest
from measure.seed_q2 import EXPECTED, seed_tables
from worked import cases

from zhike.measure.measure import measure
from zhike.playbook.load import load_builtin
from zhike.words.period import Period
from zhike.words.problem import Refused

PLAYBOOK = load_builtin()
TABLES = seed_tables()
Q2 = Period.parse("2024Q2")


def ask(*names: str, **asked: object) -> dict[str, object]:
    return measure(TABLES, names, period=Q2, playbook=PLAYBOOK, **asked).as_json()


def test_the_totals_of_the_quarter() -> None:
    names = ("新增客户数", "成交客户数", "订单数", "总销售额", "客户均额", "笔单价")
    total = ask(*names, "转化率", "复购率", "复购客户数")["total"]
    printed = (*names[:3], "总销售额_元", "客单价_每客户_元", "客单价_每订单_元")
    values = [total[name] for name in names]
    assert values == [EXPECTED[name] for name in printed]
    assert values == [120, 45, 64, 2_850_000.0, 63_333.33, 44_531.25]
    assert round(total["转化率"] * 100, 1) == 37.5
    assert round(total["复购率"] * 100, 1) == 42.2
    assert total["复购客户数"] == 19


def test_the_worked_examples_of_the_report() -> None:
    shares = {case["rule"]: case["expect"] for case in cases("S3-36", "S3-37", "S3-40")}
    total = ask("复购率", "客户均额")["total"]
    assert round(total["复购率"] * 100, 1) == shares["S3-36"]["复购率_%"]
    assert total["客户均额"] == shares["S3-37"]["客单价_元"]
    months = {row["月"]: row["总销售额"] for row in ask("总销售额", by=["月"])["rows"]}
    change = (months["2024-05"] - months["2024-04"]) / months["2024-04"] * 100
    assert change == shares["S3-40"]["环比_%"]


def test_months_are_whole_and_in_order() -> None:
    found = ask("总销售额", "转化率", by=["月"])
    printed = {f"2024-{month}": float(v) for month, v in EXPECTED["月销售额"].items()}
    assert {row["月"]: row["总销售额"] for row in found["rows"]} == printed
    assert [row["月"] for row in found["rows"]] == ["2024-04", "2024-05", "2024-06"]
    assert found["partial"] == []


@pytest.mark.parametrize(
    ("dimension", "printed"), [("区域", "区域 [新增,成交,复购]"), ("规模", "规模 [新增,成交,复购]")]
)
def test_groups_are_those_of_the_seed(dimension: str, printed: str) -> None:
    rows = ask("新增客户数", "成交客户数", "复购客户数", by=[dimension])["rows"]
    found = {
        row[dimension]: [row[n] for n in ("新增客户数", "成交客户数", "复购客户数")] for row in rows
    }
    assert found == EXPECTED[printed]


def test_shares_of_groups() -> None:
    regions = {
        row["区域"]: round(row["转化率"] * 100, 1) for row in ask("转化率", by=["区域"])["rows"]
    }
    assert regions == EXPECTED["区域转化率_%"]
    assert next(iter(regions)) == "华东"
    sizes = {
        row["规模"]: round(row["复购率"] * 100, 1) for row in ask("复购率", by=["规模"])["rows"]
    }
    assert sizes == EXPECTED["规模复购率_%"]


def test_two_dimensions_and_a_condition() -> None:
    both = ask("总销售额", by=["月", "区域"])["rows"]
    assert sum(row["总销售额"] for row in both) == 2_850_000
    assert len(both) == 3 * 4
    east = ask("成交客户数", "总销售额", where='区域 = "华东" 且 规模 = "中小企业"')["total"]
    split = ask("成交客户数", "总销售额", by=["区域", "规模"])["rows"]
    row = next(r for r in split if (r["区域"], r["规模"]) == ("华东", "中小企业"))
    assert east == {"成交客户数": row["成交客户数"], "总销售额": row["总销售额"]}


def test_a_condition_may_use_metrics_of_the_customer() -> None:
    assert ask("成交客户数", where="订单数 >= 2")["total"] == {"成交客户数": 19}


def test_an_answer_carries_the_name_it_was_asked_by() -> None:
    found = ask("客单价", by=["地域"])
    assert found["total"] == {"客单价": 63_333.33}
    assert set(found["rows"][0]) == {"地域", "客单价"}
    assert found["definitions"]["客单价"]["unit"] == "元"
    assert found["definitions"]["客单价"]["formula"] == "总销售额 ÷ 成交客户数"


def test_every_total_says_why() -> None:
    found = measure(TABLES, ["转化率", "客户均额", "总销售额"], period=Q2, playbook=PLAYBOOK)
    assert found.why("转化率") == "45 ÷ 120 × 100% = 37.5%"
    assert found.why("客单价") == "2,850,000.00 ÷ 45 = 63,333.33"
    assert found.why("总销售额") == "周期内已付款金额减去退款，退款另列 = 2,850,000.00"


def test_an_empty_period_gives_zeros_and_no_shares() -> None:
    found = measure(
        TABLES, ["总销售额", "转化率"], by=["月"], period=Period.parse("2023Q1"), playbook=PLAYBOOK
    )
    assert found.total == {"总销售额": 0.0, "转化率": None}
    assert [row["总销售额"] for row in found.rows] == [0.0, 0.0, 0.0]
    assert found.why("转化率") == "0 ÷ 0 × 100% = —（除数为 0）"


def test_a_period_that_cuts_a_month_says_so() -> None:
    period = Period.parse("2024-04-10..2024-06-30")
    found = measure(TABLES, ["总销售额"], by=["月"], period=period, playbook=PLAYBOOK)
    assert found.partial == ("2024-04",)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"names": ["总销量"]}, "没有指标“总销量”，相近的：销售数量、总销售额"),
        ({"names": ["合作时长"]}, "只对单个客户有意义"),
        ({"names": ["总销售额"], "by": ["产品"]}, "不能按产品拆开，可以改用：明细销售额、销售数量"),
        ({"names": ["客户总数"], "by": ["月"]}, "“客户总数”不能按月拆开"),
        ({"names": ["总销售额"], "by": ["颜色"]}, "没有维度“颜色”"),
        ({"names": ["总销售额"], "by": ["月", "月度"]}, "同一个维度写了两次"),
        ({"names": ["总销售额"], "by": ["月", "区域", "规模", "行业"]}, "最多按 3 个维度"),
        ({"names": ["总销售额"], "where": "区域"}, "这里要写条件"),
        ({"names": ["总销售额"], "where": "区域 = 1"}, "文字要加引号"),
        ({"names": ["总销售额"], "where": "订单数 > 1", "period": None}, "要有周期才能算"),
        ({"names": []}, "请写至少一个指标"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        measure(TABLES, **{"period": Q2, "playbook": PLAYBOOK, **asked})


def test_a_cohort_is_never_won_more_than_whole() -> None:
    """In the quarter every buyer is new, so both rates agree; a month counts its own newcomers."""
    assert ask("新客转化率")["total"]["新客转化率"] == 45 / 120
    months = ask("新增成交客户数", "新增客户数", "新客转化率", by=["月"])["rows"]
    won = {row["月"]: (row["新增成交客户数"] or 0, row["新增客户数"]) for row in months}
    assert [sum(of) for of in zip(*won.values(), strict=True)] == [45, 120]
    assert all(few <= many for few, many in won.values())
