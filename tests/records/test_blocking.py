"""The keys of kept customers follow whatever is written, and find the like of a new one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from records.conftest import AT
from records.proposals import part, proposal
from records.test_batch import take_in

from zhike.clean.matching.typed import Typed
from zhike.clean.matching.weights import shipped_weights, weights_json
from zhike.records.blocking.catching_up import behind, catch_up
from zhike.records.blocking.changes import refresh_blocking
from zhike.records.blocking.lookups import alike_customers
from zhike.records.blocking.table import clear_blocking, stand_at, standing
from zhike.records.customer.changes import edit_customer
from zhike.records.customer.models import Customer
from zhike.records.home import Home
from zhike.records.intake.changes import undo_batch
from zhike.records.match.weights import keep_weights
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.unmerging import unmerge
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]
KEPT = {
    "北京华兴科技有限公司": "13911112222",
    "北京华兴科技有限公司上海分公司": "13911112222",
    "深圳蓝海物流有限公司": "13922223333",
}


@pytest.fixture
def book(tmp_path: Path, people: People) -> dict[str, int]:
    """Return customer ids by name, keyed; what committed tests left in these tables is gone."""
    clear_blocking()
    customers = [
        {"_identity": f"编号:{at}", "external_id": str(at), "name": name}
        for at, name in enumerate(KEPT)
    ]
    contacts = [
        {"_identity": f"联系人:{at}", "_parent": f"编号:{at}", "name": "王建国", "phone": phone}
        for at, phone in enumerate(KEPT.values())
    ]
    parts = part("customers", customers), part("contacts", contacts)
    take_in(Home(tmp_path).ensure(), people["管理员"], proposal(*parts))
    catch_up()
    return dict(Customer.objects.values_list("name", "id"))


def keys() -> set[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, customer_id FROM blocking_key")
        return set(cursor.fetchall())


def made_anew() -> set[tuple[int, int]]:
    """Return the keys as they are when all are made anew."""
    clear_blocking()
    catch_up()
    return keys()


def test_the_like_of_a_customer_are_found_weighed_and_explained(book: dict[str, int]) -> None:
    found = alike_customers(Typed("華興科技", phones=["13911112222"]))
    assert [one.id for one in found] == [
        book["北京华兴科技有限公司"], book["北京华兴科技有限公司上海分公司"],
    ]  # fmt: skip
    same, branch = (one.likeness for one in found)
    assert (same.verdict, branch.relation) == ("duplicate", "分公司")
    assert [told.said for told in same.evidence[1:]] == ["手机号一致", "名称主干一致"]
    assert alike_customers(Typed("上海远洋食品有限公司", phones=["13999990000"])) == []
    assert alike_customers(Typed()) == []
    assert alike_customers(Typed("华兴科技"), without=list(book.values())) == []


def test_a_person_is_not_taken_for_a_firm(book: dict[str, int]) -> None:
    assert book
    assert alike_customers(Typed("华兴", "person", phones=["13911112222"])) == []


def test_the_keys_follow_an_edit_a_merge_and_its_undoing(
    book: dict[str, int], people: People
) -> None:
    admin, begun = people["管理员"], keys()
    one, other = book["北京华兴科技有限公司"], book["深圳蓝海物流有限公司"]
    edit_customer(admin, other, {"name": "深圳蓝天物流有限公司"}, seen_rev=10**9, at=AT)
    assert [found.id for found in alike_customers(Typed("蓝天物流"))] == [other]
    edit_customer(admin, other, {"name": "深圳蓝海物流有限公司"}, seen_rev=10**9, at=AT)
    merge = merge_customers(admin, one, [other], at=AT)
    told = keys()
    assert {customer for _, customer in told} == set(book.values()) - {other}
    assert told == made_anew()
    unmerge(admin, merge, at=AT)
    assert keys() == begun


def test_catching_up_takes_in_what_an_import_brought_and_what_went(
    book: dict[str, int], people: People, tmp_path: Path
) -> None:
    begun = keys()
    assert not behind()
    fresh = {"_identity": "编号:9", "external_id": "9", "name": "武汉明辉环保科技有限公司"}
    batch = take_in(Home(tmp_path), people["管理员"], proposal(part("customers", [fresh])))
    assert behind()
    assert alike_customers(Typed("明辉环保科技")) == []
    assert catch_up() == 1
    assert len(alike_customers(Typed("明辉环保科技"))) == 1
    assert standing().organisations == len(book) + 1
    undo_batch(batch, home=Home(tmp_path), by=people["管理员"].account_id, at=AT)
    catch_up()
    assert keys() == begun
    assert catch_up() == 0


def test_keys_of_another_version_are_made_anew(book: dict[str, int]) -> None:
    begun = keys()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE blocking_key SET key = key + 1")
    assert catch_up() == 0
    stand_at(replace(standing(), version=0))
    assert catch_up() == len(book)
    assert keys() == begun


def test_weights_of_the_team_are_weighed_by(book: dict[str, int], people: People) -> None:
    typed = Typed("北京华兴科技", phones=["13911112222"])
    before = alike_customers(typed)[0].likeness.weight
    told = json.loads(weights_json(shipped_weights()))
    told["organisation"]["pairs"] *= 4  # four times as many duplicates: two bits more
    keep_weights(people["管理员"], json.dumps(told), customers=len(book), at=AT)
    after = alike_customers(typed)[0].likeness.weight
    assert after - before == pytest.approx(2.0, abs=0.001)


def test_many_at_once_get_the_keys_of_each_by_itself(
    book: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = keys()
    monkeypatch.setattr("zhike.records.blocking.catching_up.FEW", 0)
    assert made_anew() == begun
    clear_blocking()
    refresh_blocking(list(book.values()))
    assert keys() == begun
