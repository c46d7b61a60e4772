"""Conclusions: the sentences of seed 003's second quarter, and when not to claim anything."""

from typing import Any

import pytest
from worked import cases

from zhike.analyse.comparisons import Group, Step, compare_groups, compare_steps
from zhike.analyse.conclusions import Conclusion, conclude
from zhike.playbook.load import load_builtin
from zhike.playbook.reports import Try

REGIONS = (
    Group("华东", 18, 40),
    Group("华北", 10, 30),
    Group("华南", 11, 30),
    Group("西南", 6, 20),
)
SIZES = (Group("大客户", 7, 20), Group("中小企业", 12, 25))
MONTHS = (
    Step("2024-04", "4月", 1_000_000),
    Step("2024-05", "5月", 880_000),
    Step("2024-06", "6月", 970_000),
)


def plan(kind: str, metric: str, by: str, sentence: str, **suggestions: str) -> Try:
    return Try(
        kind=kind, metric=metric, by=by, sentence=sentence, suggestions=suggestions or {"其他": ""}
    )


BEST = plan(
    "最高组",
    "转化率",
    "区域",
    "{组}{指标}最高：{值}，其他区域 {对比值}",
    显著="学{组}",
    其他="再看",
)
TWO = plan("组间比较", "复购率", "规模", "{组}{指标} {值}与{对比组} {对比值}")
MONTHLY = plan("环比", "总销售额", "月", "{周期}{指标}环比{升降} {幅度}", 下降="查{周期}")


def only(comparison: Any) -> Conclusion:
    assert comparison is not None
    return conclude([comparison])[0]


def test_the_best_region_is_named_and_not_called_significant() -> None:
    found = only(compare_groups(BEST, REGIONS))
    assert found.text == (
        "华东转化率最高：45.0%（18/40），其他区域 33.8%（27/80），差异不显著（Fisher p=0.24）"
    )
    assert (found.n, found.wording, found.suggestion) == (120, "不显著", "再看")
    assert found.where == {"区域": "华东"}


@pytest.mark.parametrize("case", cases("S3-39"), ids=lambda case: case["id"])
def test_two_sizes_as_printed(case: dict[str, Any]) -> None:
    groups = [Group(name, *counts) for name, counts in case["given"].items()]
    found = only(compare_groups(TWO, groups))
    assert found.text == (
        "中小企业复购率 48.0%（12/25）与大客户 35.0%（7/20），差异不显著（Fisher p=0.54），"
        "样本不足以下结论"
    )
    assert found.p == pytest.approx(case["expect"]["fisher_p"], abs=5e-5)
    assert (found.wording == "显著") is case["expect"]["显著"]
    assert [round(g.rate * 100, 1) for g in groups] == case["expect"]["复购率_%"]


def test_the_largest_change_of_whole_months() -> None:
    found = only(compare_steps(MONTHLY, MONTHS, unit="元"))
    assert found.text == "5月总销售额环比下降 12.0%（100.0万→88.0万）"
    assert (found.wording, found.p, found.suggestion) == ("描述", None, "查5月")
    assert found.where == {"月": "2024-05"}


def test_a_partial_month_is_left_out() -> None:
    partial = (*MONTHS, Step("2024-07", "7月", 10_000, is_whole=False))
    assert compare_steps(MONTHLY, partial, unit="元").said.startswith("5月")
    assert compare_steps(MONTHLY, partial[2:], unit="元") is None
    from_nothing = (Step("2024-03", "3月", 0), MONTHS[0])
    assert compare_steps(MONTHLY, from_nothing, unit="元") is None


def test_known_orders_are_tested() -> None:
    steps = (
        Step("2024-04", "4月", 1_000_000, orders=22),
        Step("2024-05", "5月", 880_000, orders=20),
    )
    found = only(compare_steps(MONTHLY, steps, unit="元"))
    assert found.text == (
        "5月总销售额环比下降 12.0%（100.0万→88.0万），订单 22→20 笔"
        "（笔数差异不显著，Poisson p=0.88）"
    )
    assert (found.n, found.wording) == (42, "不显著")


def test_a_real_difference_is_called_significant() -> None:
    found = only(compare_groups(BEST, [Group("华东", 40, 50), Group("华北", 10, 50)]))
    assert found.text.endswith("，差异显著（Fisher p<0.001）")
    assert (found.wording, found.suggestion) == ("显著", "学华东")


def test_a_small_group_claims_nothing() -> None:
    found = only(compare_groups(TWO, [Group("甲", 5, 6), Group("乙", 1, 40)]))
    assert found.wording == "样本不足"
    assert "不作比较" in found.text
    ignored = only(compare_groups(BEST, [*REGIONS, Group("西北", 2, 2)]))
    assert ignored.text.startswith("华东")


def test_a_hair_is_no_difference_however_many_stand_behind_it() -> None:
    found = only(compare_groups(TWO, [Group("甲", 51_000, 100_000), Group("乙", 50_000, 100_000)]))
    assert found.wording == "不显著"
    assert "相差不到 2 个百分点" in found.text


def test_many_tries_weaken_a_claim() -> None:
    # 14/25 against 6/25: Fisher p = 0.042, alone 显著.
    close = compare_groups(TWO, [Group("甲", 14, 25), Group("乙", 6, 25)])
    assert only(close).wording == "显著"
    noise = [compare_groups(TWO, [Group("丙", 12 + n, 30), Group("丁", 11, 30)]) for n in range(4)]
    found = conclude([close, *[c for c in noise if c]])[0]
    assert found.wording == "不显著"
    assert "多重比较校正后 p=0.21" in found.text
    assert found.p == close.p


def test_equal_rates_are_nothing_to_say() -> None:
    assert compare_groups(TWO, [Group("甲", 5, 20), Group("乙", 5, 20)]) is None
    assert compare_groups(TWO, [Group("甲", 5, 20)]) is None


def test_two_equal_best_groups_are_named_together() -> None:
    found = only(
        compare_groups(BEST, [Group("华东", 9, 20), Group("华北", 9, 20), Group("华南", 5, 20)])
    )
    assert found.text.startswith("华东、华北转化率最高：45.0%（18/40）")


def test_more_hits_than_people_are_not_tested() -> None:
    found = only(compare_groups(BEST, [Group("华东", 30, 20), Group("华北", 5, 20)]))
    assert (found.p, found.wording) == (None, "样本不足")
    assert found.text.endswith("不作检验")


def test_the_default_report_has_plans_that_can_be_said() -> None:
    best, sizes, monthly = load_builtin().report("销售分析报表").tries
    drafts = [
        compare_groups(best, REGIONS),
        compare_groups(sizes, SIZES),
        compare_steps(monthly, MONTHS, unit="元"),
    ]
    found = conclude([draft for draft in drafts if draft])
    assert found[0].text.startswith("华东转化率最高：45.0%（18/40），其他区域 33.8%（27/80）")
    assert [c.wording for c in found] == ["不显著", "不显著", "描述"]
    assert all(c.suggestion and "{" not in c.text + c.suggestion for c in found)


def test_groups_too_small_to_compare_are_named() -> None:
    tiny = Group("华中", 2, 2)  # 100 %, yet of two customers
    found = only(compare_groups(BEST, [Group("华东", 9, 20), Group("华南", 5, 20), tiny]))
    assert found.text.startswith("华东转化率最高")
    assert found.text.endswith("；华中不足 10 家，没有参加比较")
