"""The sales report says what the source document prints, where that is right (T3-2)."""

import json

import pytest
from report.quarter import SEED, document, quarter

from zhike.measure.behind import rows_behind
from zhike.playbook.load import load_builtin
from zhike.words.period import Period

KNOWN = json.loads((SEED / "seed_q2.json").read_text("utf-8"))


def test_the_six_figures() -> None:
    figures = {figure.label: figure for figure in document().figures}
    assert figures["新增客户数"].value == 120
    assert figures["成交客户数"].value == 45
    assert figures["总销售额"].shown == "285.0"
    assert figures["客单价"].shown == "63,333.33"
    assert figures["客户转化率"].shown == "37.5%"
    assert figures["复购率"].shown == "42.2%"
    assert figures["客户转化率"].explain == "45 ÷ 120 × 100% = 37.5%"


def test_the_conclusions_never_claim_what_the_sample_cant_carry() -> None:
    best, size, month = document().conclusions
    assert "华东" in best.text
    assert "45.0%（18/40）" in best.text
    assert "48.0%（12/25）" in size.text
    assert "35.0%（7/20）" in size.text
    assert size.p == pytest.approx(KNOWN["fisher_p 复购 中小 vs 大客户 (12/25 vs 7/20)"], abs=5e-5)
    assert "12.0%" in month.text
    assert "100.0万→88.0万" in month.text
    for line in (best, size):
        assert line.wording != "显著"
        assert "差异不显著" in line.text
        assert line.n > 0
        assert line.suggestion


def test_charts_carry_the_tables_they_are_drawn_from() -> None:
    charts = {chart.title: chart for chart in document().charts}
    months = charts["各月总销售额"]
    assert months.rows == [["4月", "100.0"], ["5月", "88.0"], ["6月", "97.0"]]
    rates = dict(charts["各区域转化率"].rows)
    assert rates == {f: f"{rate}%" for f, rate in KNOWN["区域转化率_%"].items()}


@pytest.mark.parametrize(
    ("metric", "kind"), [("新增客户数", "count"), ("成交客户数", "distinct"), ("总销售额", "sum")]
)
def test_the_rows_behind_a_figure_are_the_figure(metric: str, kind: str) -> None:
    rows = rows_behind(
        quarter(), metric, period=Period.parse("2024Q2"), playbook=load_builtin()
    ).to_pylist()
    value = document().figure(metric).value
    counted = {
        "count": len(rows),
        "distinct": len({row["customer_id"] for row in rows}),
        "sum": sum(row.get("amount_fen") or row.get("contributed") or 0 for row in rows) / 100,
    }
    assert counted[kind] == value


def test_an_empty_period_says_so() -> None:
    empty = document("2023Q1")
    assert empty.is_empty
    assert empty.conclusions == ()
    assert [figure.shown for figure in empty.figures if figure.unit == "%"] == ["—", "—"]


def test_a_period_that_is_not_over_is_said_to_be_so() -> None:
    assert "截至 2024-09-01" in document("2024Q3").warnings[0]
    assert document("2024Q3").stamp.as_of.isoformat() == "2024-09-01"
