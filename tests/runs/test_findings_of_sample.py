"""The three stories of the invented company are found, its three traps refused (screens.md §4)."""

from datetime import date

import polars as pl
import pytest
from sample_tables import sample_tables

from zhike.clean.matching.find import find_matches
from zhike.clean.matching.forms import comparable
from zhike.playbook.load import load_builtin
from zhike.runs.findings import find_all
from zhike.words.finding import Finding

Found = dict[str, list[Finding]]


def same_of(people: pl.DataFrame) -> pl.DataFrame:
    """Return the groups that duplicates tie; sure is who shares a credit code in one."""
    codes = dict(people.select("id", "credit_code").drop_nulls().iter_rows())
    groups = find_matches(comparable(people.with_columns(kind=pl.lit("organisation")))).groups
    told = [(n, one, [codes.get(o) for o in ids].count(codes.get(one, "-")) > 1)
            for n, ids in enumerate(groups, 1) for one in ids]  # fmt: skip
    schema = {"group": pl.Int64, "customer_id": pl.Int64, "sure": pl.Boolean}
    return pl.DataFrame(told, schema=schema, orient="row")


@pytest.fixture(scope="module", params=[("2026-06-30", 1), ("2026-11-21", 3)], ids=str)
def found(request: pytest.FixtureRequest) -> Found:
    """Return what the company's book says, by kind."""
    until, seed = request.param
    tables, people = sample_tables(date.fromisoformat(until), seed)
    everything = find_all(
        tables,
        matches=same_of(people),
        playbook=load_builtin(),
        as_of=date.fromisoformat(until),
    )
    return {
        kind: [f for f in everything if f.kind == kind] for kind in {f.kind for f in everything}
    }


def raw(finding: Finding, name: str) -> float:
    return next(float(one.raw or 0) for one in finding.figures if one.name == name)


def test_three_records_are_the_fourth_largest_customer(found: Found) -> None:
    [one] = found["同一客户"]
    assert one.title == "3 条记录其实是第 4 大客户"
    assert raw(one, "合并后金额") == pytest.approx(5_250_000, rel=0.01)
    assert raw(one, "代码相同的记录") == 2
    assert raw(one, "疑似的记录") == 1
    assert "8% 和 15%" in one.text
    assert "合同还有 21 天到期" in one.text
    assert one.wording == "事实"


def test_valued_customers_leave_with_late_parcels(found: Found) -> None:
    [one] = found["问题激增"]
    assert one.title == "高价值客户正在离开，伴随物流时效投诉"
    assert (raw(one, "物流时效投诉，之前6个月"), raw(one, "物流时效投诉，近6个月")) == (11, 96)
    assert raw(one, "有此问题的买家") == 34
    assert raw(one, "他们的订单变化") == pytest.approx(-0.48, abs=0.03)
    assert raw(one, "其他买家的订单变化") == pytest.approx(-0.02, abs=0.02)
    assert raw(one, "其中高价值") == 14
    assert raw(one, "高价值客户的金额") == pytest.approx(10_500_000, rel=0.02)
    assert raw(one, "高价值里 30 天未跟进") == 9
    assert one.wording == "显著"


def test_more_is_sold_and_less_earned(found: Found) -> None:
    [one] = found["增收减利"]
    assert one.title == "卖得更多，赚得更少：华南 × 设备"
    assert 0.7 < raw(one, "华南 × 设备 占率的部分") < 0.95
    assert raw(one, "优惠，去年同季") == pytest.approx(0.06, abs=0.01)
    assert raw(one, "优惠，本季") == pytest.approx(0.17, abs=0.01)
    assert raw(one, "让给没有“价格敏感”标签的") > 0.5
    assert one.wording == "显著"


def test_the_three_traps_are_refused(found: Found) -> None:
    east = next(one for one in found["最高组"] if one.title == "华东的复购率最高")
    coupon = next(one for one in found["活动效果"] if "春季耗材券" in one.title)
    few = next(one for one in found["件数变化"] if one.title.startswith("重大投诉"))
    assert (east.wording, east.refused) == ("不显著", True)
    assert east.tested.p == pytest.approx(0.4, abs=0.1)
    assert (coupon.wording, coupon.refused) == ("无法确认", True)
    assert (few.title, few.wording, few.refused) == ("重大投诉 3 → 2 件", "样本不足", True)
    assert "%" not in few.text
