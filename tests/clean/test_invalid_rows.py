"""Each rule of clean.invalid says of its own examples what it says it says (S0-14)."""

from typing import Any

import polars as pl
import pytest

from zhike.clean.invalid_rows import COLUMNS, InvalidRule, find_invalid, invalid_rules
from zhike.playbook.trust import Invalid

NOBODY = {"name": "", "industry_code": "", "industry_text": "", "phones": [], "false_phone": None}
CASES = [(rule, *example) for rule in invalid_rules() for example in rule.examples]


def rows_of(*rows: dict[str, Any]) -> pl.DataFrame:
    """Return customers with these values, numbered from 1."""
    told = [{"id": number, **NOBODY, **row} for number, row in enumerate(rows, 1)]
    return pl.DataFrame(told, schema=COLUMNS)


@pytest.mark.parametrize(("rule", "row", "told", "said"), CASES)
def test_a_rule_keeps_to_its_examples(
    rule: InvalidRule, row: dict[str, Any], told: dict[str, Any], said: str | None
) -> None:
    rows = rows_of(row).with_row_index("at")
    assert rule.doubt(rows, Invalid.model_validate(told)).to_list() == [said]


def test_every_rule_shows_a_case_and_one_that_is_none() -> None:
    for rule in invalid_rules():
        assert {said is None for _, _, said in rule.examples} == {True, False}, rule.id


def test_a_customer_is_named_once_by_the_first_rule() -> None:
    found = find_invalid(
        rows_of(
            {"name": "测试", "phones": ["11111111111"]},
            {"name": "苏州宏远精密机械有限公司", "phones": ["13912345678"]},
            {"name": "aaa", "phones": ["13912345678"]},
        ),
        Invalid(),
    )
    assert found.rows() == [
        (1, "S0-14.phone", "电话“11111111111”是虚假号码"),
        (3, "S0-14.name", "名称“aaa”不像客户"),
    ]


def test_nobody_is_outside_a_list_that_was_never_written() -> None:
    shop = {"name": "街角小店", "industry_code": "F52", "industry_text": "零售"}
    assert find_invalid(rows_of(shop), Invalid()).is_empty()
    target = Invalid.model_validate({"目标行业": ["C"]})
    assert find_invalid(rows_of(shop), target)["rule"].to_list() == ["S0-14.industry"]
