"""S3-45: the first paid order an import brings makes a customer 成交, as part of the batch."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from records.conftest import AT
from records.proposals import part, proposal
from records.test_batch import take_in

from zhike.clean.fates import fates
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.home import Home
from zhike.records.intake.changes import roll_back_interrupted, undo_batch
from zhike.records.intake.known import known_rows
from zhike.words.proposal import Proposal
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]
TYPES = {"C1": "潜在", "C2": "意向", "C3": "流失", "C4": "潜在", "C5": "潜在"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a fresh home for the files beside batches."""
    return Home(tmp_path).ensure()


def customers() -> Proposal:
    """Return five customers, one a type."""
    rows = [
        {"_identity": f"编号:{key}", "external_id": key, "name": f"{key}公司",
         "customer_type": kind, "first_contact_on": date(2024, 5, 1)}
        for key, kind in TYPES.items()
    ]  # fmt: skip
    return proposal(part("customers", rows))


def orders(*parents: str, state: str = "已付款") -> Proposal:
    """Return one order for each customer."""
    rows = [
        {"_identity": f"订单号:{key}", "_parent": f"编号:{key}", "external_id": f"O{key}",
         "ordered_on": date(2024, 6, 1), "amount_fen": 100_00, "state": state}
        for key in parents
    ]  # fmt: skip
    return proposal(part("orders", rows))


def types() -> dict[str, str]:
    return dict(Customer.objects.live().values_list("external_id", "customer_type"))


def test_an_order_raises_who_was_not_yet_a_customer(home: Home, people: People) -> None:
    take_in(home, people["管理员"], customers())
    batch = take_in(home, people["管理员"], orders("C1", "C2", "C3"))
    assert types() == {**TYPES, "C1": "成交", "C2": "成交"}  # 流失 stays: somebody said so
    lines = HistoryLine.objects.filter(action="客户类型调整").order_by("record_id")
    assert [(line.before, line.after) for line in lines] == [
        ({"customer_type": "潜在"}, {"customer_type": "成交"}),
        ({"customer_type": "意向"}, {"customer_type": "成交"}),
    ]
    assert lines[0].why == f"S3-45 有了付款的订单（批次 {batch}）"


def test_an_order_not_paid_raises_nobody(home: Home, people: People) -> None:
    take_in(home, people["管理员"], customers())
    take_in(home, people["管理员"], orders("C1", state="待付款"))
    assert types() == TYPES


def test_undoing_the_batch_gives_the_types_back(home: Home, people: People) -> None:
    take_in(home, people["管理员"], customers())
    batch = take_in(home, people["管理员"], orders("C1", "C2"))
    by = people["管理员"].account_id
    assert undo_batch(batch, home=home, by=by, at=AT) == []
    assert types() == TYPES
    take_in(home, people["管理员"], orders("C1"))
    assert types()["C1"] == "成交"


def test_customers_of_the_same_batch_go_with_it(home: Home, people: People) -> None:
    both = proposal(*customers().parts, *orders("C1").parts)
    batch = take_in(home, people["管理员"], both)
    assert types()["C1"] == "成交"
    by = people["管理员"].account_id
    assert undo_batch(batch, home=home, by=by, at=AT) == []
    assert types() == {}


def test_a_batch_broken_off_leaves_no_line(home: Home, people: People) -> None:
    take_in(home, people["管理员"], customers())
    batch = take_in(home, people["管理员"], orders("C1"))
    Batch.objects.filter(pk=batch).update(state="接收中")  # killed before it was settled
    assert roll_back_interrupted(home=home) == [batch]
    assert types() == TYPES
    assert not HistoryLine.objects.filter(action="客户类型调整").exists()


@pytest.mark.parametrize(
    ("said", "fate"), [("潜在", "same"), ("成交", "same"), ("流失", "changed"), ("意向", "changed")]
)
def test_the_older_list_again_is_the_same(home: Home, people: People, said: str, fate: str) -> None:
    take_in(home, people["管理员"], customers())
    take_in(home, people["管理员"], orders("C1"))
    rows = pl.DataFrame({"_identity": ["编号:C1"], "name": ["C1公司"], "customer_type": [said]})
    known = known_rows(people["管理员"], "customers", rows["_identity"])
    assert fates(rows, known)["_fate"].to_list() == [fate]
