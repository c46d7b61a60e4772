"""Scores of single customers against the worked examples of the source documents."""

from datetime import date
from typing import Any

import pytest
from worked import cases

from zhike.analyse.index import activity
from zhike.analyse.scored import next_steps, score_values
from zhike.playbook.load import load_builtin
from zhike.words.period import months_between

BOOK = load_builtin()
S1, S2 = BOOK.score_model("S1"), BOOK.score_model("S2")
PRIORITY, VALUE = BOOK.scheme("优先级"), BOOK.scheme("价值分层")


@pytest.mark.parametrize("case", cases("S1-15", "S1-16"), ids=lambda case: case["id"])
def test_priority(case: dict[str, Any]) -> None:
    given = case["given"]
    values = {
        "近12个月交易额": given["近12个月交易额_万元"] * 10_000,
        "利润率": given["利润率_%"] / 100,
        "续约次数": given["续约次数"],
        "行业潜力": given["行业潜力"],
    }
    found = score_values(S1, values, scheme=PRIORITY)
    assert {"综合得分": found.score, "优先级": found.tier} == case["expect"]


@pytest.mark.parametrize("case", cases("S2-16"), ids=lambda case: case["id"])
def test_value_tier(case: dict[str, Any]) -> None:
    given = case["given"]
    started, as_of = (date.fromisoformat(given[day]) for day in ("合作起始时间", "as_of"))
    values = {
        "购买金额": given["总购买金额_万元"] * 10_000,
        "活跃度": activity(given["官网访问次数"], given["参与活动次数"]),
        "合作时长": months_between(started, as_of),
    }
    found = score_values(S2, values, scheme=VALUE)
    assert {"客户价值评分": found.score, "分层": found.tier} == case["expect"]


@pytest.mark.parametrize("case", cases("S2-20"), ids=lambda case: case["id"])
def test_tier_of_a_score(case: dict[str, Any]) -> None:
    assert VALUE.tier(case["given"]["客户价值评分"]) == case["expect"]["分层"]


C001 = {"近12个月交易额": 1_200_000, "利润率": 0.25, "续约次数": 3, "行业潜力": 4}


def test_the_explanation_is_the_sum() -> None:
    found = score_values(S1, C001, scheme=PRIORITY)
    assert found.explanation == "85.0 = (交易额 100 + 利润率 80 + 续约 80 + 行业 80)/4"
    assert (found.missing, found.provisional, found.to_next) == ((), False, None)


def test_unequal_weights_are_named() -> None:
    found = score_values(S2, {"购买金额": 150_000, "活跃度": 4, "合作时长": 2}, scheme=VALUE)
    # 活跃度 4/7.5×100 = 53.333; 0.5·80 + 0.3·53.333 + 0.2·30 = 62.0
    assert found.explanation == "62.0 = 购买金额 80×50% + 活跃度 53.3×30% + 合作时长 30×20%"
    assert found.to_next == 8.0


def test_a_missing_factor_makes_the_score_provisional() -> None:
    found = score_values(S1, {**C001, "利润率": None}, scheme=PRIORITY)
    # (100 + 80 + 80)/3 = 86.666…
    assert (found.score, found.tier, found.provisional) == (86.7, "S", True)
    assert found.explanation == "86.7 = (交易额 100 + 续约 80 + 行业 80)/3；暂定，缺 利润率"
    assert found.points["利润率"] is None


def test_half_the_weights_are_enough_and_less_is_not() -> None:
    half = score_values(S1, {"续约次数": 3, "行业潜力": 4}, scheme=PRIORITY)
    assert (half.score, half.missing) == (80.0, ("近12个月交易额", "利润率"))
    less = score_values(S1, {"续约次数": 3}, scheme=PRIORITY)
    assert (less.score, less.tier, less.provisional, less.to_next) == (None, "", False, None)
    assert less.explanation == "缺 近12个月交易额、利润率、行业潜力，资料太少，不评分"


def test_close_to_an_edge_is_marked() -> None:
    near = score_values(S1, {**C001, "近12个月交易额": 509_000}, scheme=PRIORITY)
    far = score_values(S1, {**C001, "近12个月交易额": 511_000}, scheme=PRIORITY)
    assert (near.on_edge, far.on_edge) == (("近12个月交易额",), ())


def test_the_next_step_up_is_said() -> None:
    assert next_steps(S1, C001, scheme=PRIORITY) == (
        "利润率达到 30% → 90.0（S）",
        "续约次数达到 4次 → 90.0（S）",
        "行业潜力达到 5分 → 90.0（S）",
    )
