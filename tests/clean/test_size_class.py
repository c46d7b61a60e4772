"""Size classes of the national statistics; cases worked out from the table of 2017 by hand."""

import pytest

from zhike.clean.size_class import SizeClass, size_class

PEOPLE, REVENUE, ASSETS = "从业人员", "营业收入", "资产总额"


@pytest.mark.parametrize(
    ("code", "people", "revenue", "expected"),
    [
        ("I65", 120, 1500, "中型"),
        ("I65", 350, 5000, "中型"),  # 大型 asks for 10,000万 too
        ("I65", 350, 10000, "大型"),
        ("I65", 8, 2000, "微型"),
        ("C34", 1000, 40000, "大型"),
        ("C34", 999, 40000, "中型"),
        ("C3670", 20, 300, "小型"),
        ("F52", 300, 499, "小型"),
        ("K702", 300, 1000, "中型"),
    ],
)
def test_all_lower_bounds_are_asked_for(code, people, revenue, expected):
    found = size_class(code, {PEOPLE: (people, people), REVENUE: (revenue, revenue)})
    assert (found.least, found.most, found.lacking) == (expected, expected, ())


def test_what_is_not_known_leaves_room():
    found = size_class("I65", {PEOPLE: (120, 120)})
    assert (found.least, found.most, found.lacking) == ("微型", "中型", (REVENUE,))
    assert not found.is_certain
    few = size_class("I65", {PEOPLE: (1, 9)})
    assert (few.is_certain, few.most) == (True, "微型")


def test_a_range_may_reach_over_two_classes():
    found = size_class("C34", {PEOPLE: (100, 500), REVENUE: (3000, 3000)})
    assert (found.least, found.most) == ("小型", "中型")
    open_end = size_class("M73", {PEOPLE: (500, None)})
    assert (open_end.industry, open_end.least) == ("其他未列明行业", "大型")


def test_some_industries_ask_for_assets_and_some_are_not_named():
    assert size_class("L72", {PEOPLE: (300, 300)}).lacking == (ASSETS,)
    assert size_class("J66", {PEOPLE: (300, 300)}) is None
    assert size_class("", {}) is None
    assert size_class("G53", {PEOPLE: (300, 300)}) is None  # railways


def test_a_class_says_what_it_is_of():
    assert size_class("A01", {REVENUE: (20000, 20000)}) == SizeClass(
        "农、林、牧、渔业", "大型", "大型"
    )
