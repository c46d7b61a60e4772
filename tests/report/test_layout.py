"""Figures and charts worded: changes, steps of time, periods that are not over."""

from datetime import date
from typing import Any

import pytest
from report.quarter import PLAYBOOK, document, quarter
from worked import cases

from zhike.playbook.reports import ReportChart
from zhike.report.document import Chart, Document
from zhike.report.layout import lay_chart, moved
from zhike.runs.reporting import make_document
from zhike.words.period import Period
from zhike.words.stamp import Stamp


def report(period: str, as_of: date) -> Document:
    return make_document(
        "销售分析报表", quarter(), playbook=PLAYBOOK, period=Period.parse(period),
        scope_said="全部客户", stamp=Stamp(as_of, 7, PLAYBOOK.version),
    )  # fmt: skip


def months(values: dict[str, float | None], *partial: str) -> Chart:
    plan = ReportChart.model_validate(
        {"标题": "各月总销售额", "图形": "柱状图", "指标": ["总销售额"], "按": ["月"]}
    )
    rows: list[dict[str, Any]] = [{"月": m, "总销售额": v} for m, v in values.items()]
    return lay_chart(plan, rows, units={"总销售额": "元"}, partial=partial)


def test_the_change_of_a_month_stands_beside_it() -> None:
    case = cases("S3-40")[0]
    rows = months({"2024-04": case["given"]["4月"], "2024-05": case["given"]["5月"]})
    (change,) = rows.beside
    assert change.values[1] == pytest.approx(case["expect"]["环比_%"] / 100)
    assert change.shown == ("—", "−12.0%")


def test_a_month_not_whole_is_compared_with_nothing() -> None:
    laid = months({"2024-04": 30_000, "2024-05": 20_000, "2024-06": 10}, "2024-06")
    assert laid.partial == {"6月"}
    assert laid.beside[0].shown == ("—", "−33.3%", "—")
    assert laid.sentence == "总销售额最高的是4月 3.0 万元，最低的是5月 2.0 万元。"


def test_months_of_two_years_keep_their_year() -> None:
    laid = months({"2023-12": 1.0, "2024-01": 2.0, "2024-12": 3.0}, "2023-12")
    assert laid.labels == ("2023-12", "2024-01", "2024-12")
    assert laid.partial == {"2023-12"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "本期没有数据。"),
        ({"2024-04": 5.0}, "本期只有4月 5.00 元，不作比较。"),
        ({"2024-04": 5.0, "2024-05": 5.0}, "各月的总销售额相同。"),
    ],
)
def test_a_sentence_never_ranks_what_is_alone_or_equal(values: Any, said: str) -> None:
    assert months(values).sentence == said


@pytest.mark.parametrize(
    ("now", "before", "unit", "said"),
    [
        (0.375, 0.333, "%", "↑4.2 个百分点"),
        (88, 100, "元", "↓12.0%"),
        (5, 5, "个", "持平"),
        (5, 0, "个", ""),
        (5, None, "个", ""),
    ],
)
def test_changes_in_words(now: float, before: float | None, unit: str, said: str) -> None:
    assert moved(now, before, unit) == said


def test_a_month_against_the_one_before() -> None:
    may = report("2024-05", date(2024, 5, 31))
    assert may.compared_said == "对比 2024年4月"
    assert (may.figure("总销售额").before, may.figure("总销售额").moved) == ("100.0", "↓12.0%")
    assert document().compared_said == "2024年第一季度没有可比的数据"


def test_an_unfinished_quarter_is_compared_with_nothing_and_marks_its_last_month() -> None:
    half = report("2024Q2", date(2024, 6, 10))
    assert half.compared_said == ""
    assert all(figure.change is None and not figure.before for figure in half.figures)
    assert half.charts[0].partial == {"6月"}
    assert half.figure("总销售额").link["period"] == "2024-04-01..2024-06-10"
    assert not any("6月" in line.text for line in half.conclusions)


def test_rates_bring_the_counts_they_are_made_of() -> None:
    rates = next(chart for chart in document().charts if chart.title == "各规模复购率")
    beside = {one.name: dict(zip(rates.labels, one.values, strict=True)) for one in rates.beside}
    assert beside["复购客户数"] == {"中小企业": 12, "大客户": 7}
    assert beside["成交客户数"] == {"中小企业": 25, "大客户": 20}


def test_the_proof_of_the_first_conclusion_comes_first() -> None:
    assert document().proof_first()[0].title == "各区域转化率"
    assert document().charts[0].title == "各月总销售额"
