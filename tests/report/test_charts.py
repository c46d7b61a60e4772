"""Charts say what they rest on, mark what is not whole, and draw without a browser."""

import json
import re

import pytest
from report.quarter import document

from zhike.report.assets import load_assets
from zhike.report.charts import option_of, shares_shown
from zhike.report.document import Chart, Series
from zhike.report.svg import draw
from zhike.words.problem import Refused


def chart(kind: str, labels: list[str], values: list[float], **more: object) -> Chart:
    shown = tuple(f"{value:g}" for value in values)
    series = Series("总销售额", "元", tuple(values), shown)
    return Chart(kind, "图", "", "月", tuple(labels), (series,), **more)  # type: ignore[arg-type]


def test_a_rate_stands_over_the_counts_it_rests_on() -> None:
    rates = next(c for c in document().charts if c.title == "各区域转化率")
    points = option_of(rates)["series"][0]["data"]
    assert [point["label"]["formatter"] for point in points] == [
        "45.0%\n18/40", "33.3%\n10/30", "36.7%\n11/30", "30.0%\n6/20",
    ]  # fmt: skip


def test_a_month_not_whole_is_hatched_and_named() -> None:
    option = option_of(chart("柱状图", ["5月", "6月"], [100, 20], partial=frozenset({"6月"})))
    assert option["xAxis"]["data"] == ["5月", "6月（不满）"]
    whole, part = option["series"][0]["data"]
    assert "itemStyle" not in whole
    assert "decal" in part["itemStyle"]
    assert option["xAxis"]["axisLabel"]["rotate"] == 0


def test_slices_add_to_a_hundred_in_every_format() -> None:
    # 155.5 70.9 34.7 24.0 of 285.1: each rounded alone would add to 100.1
    pie = next(c for c in document().charts if c.kind == "饼图")
    assert sum(float(share[:-1]) for share in shares_shown(pie)) == pytest.approx(100)
    slices = option_of(pie)["series"][0]["data"]
    assert [s["label"]["formatter"] for s in slices] == [
        f"{label} {share}" for label, share in zip(pie.labels, shares_shown(pie), strict=True)
    ]


def test_a_part_below_zero_has_no_slice() -> None:
    slices = option_of(chart("饼图", ["甲", "乙", "丙"], [3, -1, 1]))["series"][0]["data"]
    assert [s["label"]["formatter"] for s in slices] == ["甲 75.0%", "丙 25.0%"]


@pytest.mark.parametrize("kind", ["柱状图", "折线图", "饼图"])
def test_options_are_plain_json_and_draw_as_svg(kind: str) -> None:
    option = option_of(chart(kind, ["甲&<b>", "乙"], [1, 2]))
    assert json.loads(json.dumps(option)) == option
    svg = draw(option, load_assets().echarts)
    assert svg.startswith("<svg")
    assert "Noto Sans SC" in svg
    assert not re.search(r"<b>|<script", svg)


def test_a_drawing_that_fails_is_one_sentence_and_the_next_one_works() -> None:
    echarts = load_assets().echarts
    with pytest.raises(Refused, match="画不出来"):
        draw({"series": [{"type": "bar", "data": [1]}]}, echarts)  # an axis is missing
    assert draw(option_of(chart("柱状图", ["甲"], [1])), echarts).startswith("<svg")
