"""The size class on a customer's page: told as far as it is known."""

import pytest

from zhike.records.customer.models import Customer
from zhike.records.portrait.size import size_fact


def shown(**known: object) -> list[str]:
    return [fact.shown for fact in size_fact(Customer(kind="organisation", **known))]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"size_low": 100, "size_high": 299, "own": {}}, ["不高于中型，缺营业收入"]),
        ({"size_low": 1, "size_high": 9, "own": {}}, ["微型"]),
        ({"size_low": 100, "size_high": 299, "own": {"年营收": 1500_0000_00}}, ["中型"]),
        ({"own": {"年营收": 500_0000_00}}, ["不高于小型，缺从业人员"]),
        ({"size_low": 100, "size_high": 500, "own": {}}, []),  # from 微型 to 大型: nothing is said
        ({"own": {}}, []),
    ],
)
def test_a_firm_is_classed_as_far_as_it_is_known(
    known: dict[str, object], expected: list[str]
) -> None:
    assert shown(industry_code="I65", **known) == expected


def test_a_person_and_an_industry_without_classes_have_none() -> None:
    assert shown(industry_code="J66", size_low=100, size_high=200, own={}) == []
    assert size_fact(Customer(kind="person", industry_code="I65", size_low=1, own={})) == []
