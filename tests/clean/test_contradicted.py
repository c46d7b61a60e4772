"""Each rule of clean.contradictions says of its own examples what it says it says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from zhike.clean.contradicted import Contradiction, contradicted, contradiction_rules
from zhike.clean.contradictions.amount_out_of_line import small_teams
from zhike.store.tables import Tables
from zhike.web.known_words import WORDS

AS_OF = date(2024, 6, 30)
SHAPES: dict[str, dict[str, Any]] = {
    "customers": {
        "customer_id": pl.Int64, "customer_type": pl.String, "team_id": pl.Int64,
        "first_contact_on": pl.Date, "stated_follow_up_on": pl.Date, "founded_year": pl.Int64,
        "cooperation_started": pl.Date, "stated_amount_fen": pl.Int64,
    },
    "orders": {
        "order_id": pl.Int64, "customer_id": pl.Int64, "ordered_on": pl.Date,
        "amount_fen": pl.Int64, "refund_fen": pl.Int64,
    },
    "interactions": {"interaction_id": pl.Int64, "customer_id": pl.Int64, "happened_on": pl.Date},
    "contracts": {
        "contract_id": pl.Int64, "customer_id": pl.Int64, "signed_on": pl.Date,
        "starts_on": pl.Date, "ends_on": pl.Date,
    },
}  # fmt: skip
CASES = [(rule, *example) for rule in contradiction_rules() for example in rule.examples]


def tables_of(told: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tables:
    """Return analysis tables of one customer with these rows, each numbered from 1."""
    return Tables.from_arrow(
        {
            noun: pl.DataFrame(
                [
                    dict.fromkeys(shape) | {"customer_id": 1, next(iter(shape)): number, **row}
                    for number, row in enumerate(told.get(noun, ()), 1)
                ],
                schema=shape,
            ).to_arrow()
            for noun, shape in SHAPES.items()
        }
    )


@pytest.mark.parametrize(("rule", "told", "said"), CASES)
def test_a_rule_keeps_to_its_examples(
    rule: Contradiction, told: Mapping[str, Any], said: Sequence[str]
) -> None:
    tables = tables_of(told)
    rows = tables.run(rule.found(tables, AS_OF)).to_pylist()
    assert [rule.sentence(row["a"], row["b"]) for row in rows] == list(said)


def test_every_rule_shows_a_case_and_one_that_is_none() -> None:
    for rule in contradiction_rules():
        assert {bool(said) for _, said in rule.examples} == {True, False}, rule.id


def test_pages_know_what_each_rule_is_called_in_every_language() -> None:
    for rule in contradiction_rules():
        assert {rule.said, rule.severity} <= WORDS, rule.id


def test_all_are_found_at_once_with_where_to_mend_them() -> None:
    told = {
        "customers": [{"first_contact_on": date(2024, 5, 10)}],
        "interactions": [{"happened_on": date(2024, 3, 1)}],
        "orders": [{"ordered_on": date(2024, 6, 1), "amount_fen": 1_00, "refund_fen": 2_00}],
    }
    found = contradicted(tables_of(told), as_of=AS_OF)
    assert found.select("customer_id", "rule", "noun", "record_id").rows() == [
        (1, "S1-27.first_after_last", "customers", 1),
        (1, "S1-27.refund_above_amount", "orders", 1),
    ]


def test_too_few_orders_say_nothing_and_that_is_said() -> None:
    few = {"customers": [{"team_id": 7}], "orders": [{"amount_fen": 1_00}] * 29}
    enough = {"customers": [{"team_id": 7}], "orders": [{"amount_fen": 1_00}] * 30}
    told, none = tables_of(few), tables_of(enough)
    assert told.run(small_teams(told)).to_pylist() == [{"team": 7, "n": 29}]
    assert none.run(small_teams(none)).to_pylist() == []
