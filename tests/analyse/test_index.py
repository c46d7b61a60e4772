"""The small indices against the worked examples of the source documents."""

from datetime import date
from typing import Any

import pytest
from worked import cases

from zhike.analyse.index import activity, churn_risk, customer_age, drop_rate, risk_level


@pytest.mark.parametrize("case", cases("S2-08"), ids=lambda case: case["id"])
def test_activity(case: dict[str, Any]) -> None:
    given = case["given"]
    found = activity(given["官网访问次数"], given["参与活动次数"])
    assert found == case["expect"]["客户活跃度"]


@pytest.mark.parametrize("case", cases("S2-09"), ids=lambda case: case["id"])
def test_churn_risk(case: dict[str, Any]) -> None:
    before, recent, complaints = case["given"].values()
    assert drop_rate(before, recent) == case["expect"]["下降率"]
    assert churn_risk(before, recent, complaints) == case["expect"]["风险指数"]


@pytest.mark.parametrize(("index", "level"), [(0, "低"), (49.9, "低"), (50, "中"), (100, "高")])
def test_risk_level(index: float, level: str) -> None:
    assert risk_level(index) == level


@pytest.mark.parametrize("case", cases("S2-13"), ids=lambda case: case["id"])
def test_new_or_old(case: dict[str, Any]) -> None:
    started, as_of = (date.fromisoformat(day) for day in case["given"].values())
    assert customer_age(started, as_of) == case["expect"]["客户类型"]
