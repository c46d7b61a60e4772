"""Levels follow the shown number; lower bounds belong to the upper level."""

from decimal import Decimal

import pytest
from worked import cases

from zhike.reckon.bands import Band, band_for, distance_up

TIERS = (Band(85, "A"), Band(70, "B"), Band(60, "C"), Band(None, "D"))
URGENCY = (Band(None, "紧急"), Band(30, "一般", above=True), Band(90, "长期", above=True))


@pytest.mark.parametrize(
    ("score", "tier"),
    [(85, "A"), (84.95, "A"), (84.94, "B"), (70, "B"), (69.9, "C"), (59.94, "D"), (0, "D")],
)
def test_the_rounded_score_meets_the_cut_off(score, tier):
    assert band_for(score, TIERS, places=1) == tier


def test_without_places_nothing_is_rounded():
    assert band_for(84.99, TIERS) == "B"


@pytest.mark.parametrize("case", cases("S2-20"), ids=lambda case: case["id"])
def test_tier_of_the_example(case):
    assert band_for(case["given"]["客户价值评分"], TIERS, places=1) == case["expect"]["分层"]


@pytest.mark.parametrize("case", cases("S4-15"), ids=lambda case: case["id"])
def test_abc_by_amount_of_the_examples(case):
    bands = (Band(500, "A"), Band(100, "B"), Band(None, "C"))
    assert band_for(case["given"]["成交额_万元"], bands) == case["expect"]["ABC"]


@pytest.mark.parametrize("case", cases("S0-18"), ids=lambda case: case["id"])
def test_urgency_of_the_examples(case):
    days = case["given"]["需求解决期限_天"]
    assert (band_for(days, URGENCY) or "长期") == case["expect"]["需求紧急度"]


@pytest.mark.parametrize("case", cases("S3-18"), ids=lambda case: case["id"])
def test_value_tags_of_the_examples(case):
    bands = (Band(100_000, "高价值"), Band(50_000, "中价值"), Band(None, "低价值"))
    assert band_for(case["given"]["累计消费金额_元"], bands) == case["expect"]["价值标签"]


@pytest.mark.parametrize("case", cases("S3-16"), ids=lambda case: case["id"])
def test_response_tags_of_the_examples(case):
    bands = (
        Band(0, "快速响应"),
        Band(24, "正常响应", above=True),
        Band(72, "缓慢响应", above=True),
    )
    assert band_for(case["given"]["响应时长_小时"], bands) == case["expect"]["标签"]


def test_no_value_and_below_all_bands_have_no_level():
    assert band_for(None, TIERS) is None
    assert band_for(-1, [Band(0, 20), Band(5, 100)]) is None


def test_the_way_up_to_the_next_level():
    assert distance_up(69.96, TIERS) == (Decimal("15.0"), "A")
    assert distance_up(58, TIERS) == (Decimal("2.0"), "C")
    assert distance_up(92, TIERS) is None
