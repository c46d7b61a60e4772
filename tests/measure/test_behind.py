"""Every figure is the sum, or the number of customers, of the rows behind it."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from measure.seed_q2 import seed_tables

from zhike.measure.behind import rows_behind
from zhike.measure.measure import measure
from zhike.playbook.load import load_builtin
from zhike.words.period import Period
from zhike.words.problem import Refused

PLAYBOOK = load_builtin()
TABLES = seed_tables()
Q2 = Period.parse("2024Q2")


def figure_of(rows: pa.Table, name: str) -> float:
    own = rows.filter(pc.field("figure") == name)
    metric = PLAYBOOK.metric(name)
    if metric.take in ("客户数", "多次客户数"):
        return len(set(own["customer_id"].to_pylist()))
    total = pc.sum(own["contributed"]).as_py() or 0
    return total / 100 if metric.unit == "元" else total


@pytest.mark.parametrize("name", ["新增客户数", "成交客户数", "订单数", "总销售额", "复购客户数"])
@pytest.mark.parametrize("by", [(), ("月",), ("区域",), ("规模", "月")])
def test_the_rows_make_the_figure(name: str, by: tuple[str, ...]) -> None:
    found = measure(TABLES, [name], by=by, period=Q2, playbook=PLAYBOOK)
    for row in found.rows or [found.total]:
        where = {dimension: row[dimension] for dimension in by}
        behind = rows_behind(TABLES, name, period=Q2, where=where, playbook=PLAYBOOK)
        assert figure_of(behind, name) == row[name]


def test_a_share_shows_both_its_parts() -> None:
    where = {"区域": "华东"}
    behind = rows_behind(TABLES, "转化率", period=Q2, where=where, playbook=PLAYBOOK)
    assert figure_of(behind, "成交客户数") == 18
    assert figure_of(behind, "新增客户数") == 40
    nouns = {(row["figure"], row["noun"]) for row in behind.to_pylist()}
    assert nouns == {("成交客户数", "orders"), ("新增客户数", "customers")}


def test_the_rows_have_the_columns_others_rely_on() -> None:
    behind = rows_behind(TABLES, "总销售额", period=Q2, playbook=PLAYBOOK)
    assert behind.column_names == ["figure", "noun", "id", "customer_id", "on_day", "contributed"]
    assert behind.schema.field("contributed").type == pa.int64()
    assert behind.num_rows == 64


@pytest.mark.parametrize(
    ("where", "said"),
    [({"月": "五月"}, "看不懂周期“五月”"), ({"颜色": "红"}, "没有维度“颜色”")],
)
def test_a_place_that_is_none_is_refused(where: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        rows_behind(TABLES, "总销售额", period=Q2, where=where, playbook=PLAYBOOK)
