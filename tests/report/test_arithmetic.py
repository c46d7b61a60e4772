"""A printed report is held against its own parts; rounding alone is no contradiction."""

from dataclasses import replace

import pytest
from report.quarter import document
from worked import cases

from zhike.report.arithmetic import check_document, mismatches


def test_the_printed_average_of_the_source_is_caught() -> None:
    case = cases("S3-37")[0]
    given = case["given"]
    printed = {**{k.split("_")[0]: v for k, v in given.items()}, "客单价": 56_333}
    assert mismatches(printed) == ["原表客单价 56,333 与 285万÷45=63,333.33 不符"]
    assert mismatches({**printed, "客单价": case["expect"]["客单价_元"]}) == []


@pytest.mark.parametrize(("rate", "is_wrong"), [(37.5, False), (37.6, True), (37.0, True)])
def test_a_rate_is_held_to_its_printed_decimal(rate: float, is_wrong: bool) -> None:
    printed = {"成交客户数": 45, "新增客户数": 120, "客户转化率": rate}
    assert bool(mismatches(printed)) is is_wrong


def test_what_rounding_explains_is_no_mismatch() -> None:
    # 285.04万 printed as 285.0 with its own average 2,850,400 / 45 = 63,342.22
    printed = {"总销售额": 285.0, "成交客户数": 45, "客单价": 63_342.22}
    assert mismatches(printed) == []
    assert mismatches({**printed, "客单价": 63_345.00}) != []


def test_missing_parts_and_nobody_are_left_alone() -> None:
    assert mismatches({"客单价": 100.0}) == []
    assert mismatches({"成交客户数": 0, "新增客户数": 0, "客户转化率": 12.0}) == []


def test_a_report_checks_itself() -> None:
    good = document()
    assert check_document(good) == []
    spoilt = [replace(f, value=56_333) if f.label == "客单价" else f for f in good.figures]
    assert check_document(replace(good, figures=tuple(spoilt))) == [
        "本表客单价 56,333 与 285万÷45=63,333.33 不符"
    ]
