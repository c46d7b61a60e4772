"""Equal questions are made once, and never for somebody who may not ask them."""

import pyarrow as pa
import pytest
from measure.seed_q2 import seed_tables

from zhike.measure.counting import counted
from zhike.measure.question import ask
from zhike.playbook.load import load_builtin
from zhike.store.tables import Tables
from zhike.words.period import Period
from zhike.words.problem import Refused

PLAYBOOK = load_builtin()
QUESTION = ask(["总销售额"], by=["月"], period=Period.parse("2024Q2"), playbook=PLAYBOOK)


def test_equal_questions_of_equal_tables_are_one() -> None:
    again = ask(["总销售额"], by=["月"], period=Period.parse("2024Q2"), playbook=load_builtin())
    later = ask(["总销售额"], by=["月"], period=Period.parse("2024Q3"), playbook=PLAYBOOK)
    made = counted(seed_tables(), QUESTION)
    assert counted(seed_tables(), again) is made
    assert not counted(seed_tables(), later).equals(made)


def test_what_one_may_ask_is_not_handed_to_who_may_not() -> None:
    orders = {"orders": pa.table({"order_id": [1]})}  # no customer to limit them by
    everybody, one = Tables.from_arrow(orders), Tables.from_arrow(orders, customer_ids=[1])
    assert everybody.orders.columns == ("order_id",)
    with pytest.raises(Refused, match="没有客户列"):
        counted(one, QUESTION)
