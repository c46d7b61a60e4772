"""拆开: a merge undone on its page, what came after it divided, all of it taken back."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said
from web.test_customer_page import undo_of

from zhike.cli.entry import zhike
from zhike.records.customer.changes import edit_customer
from zhike.records.customer.models import Customer
from zhike.records.interaction.changes import Note, add_follow_up
from zhike.records.interaction.models import Interaction
from zhike.records.merge.changes import merge_customers
from zhike.records.order.models import Order
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
FIRMS = """\
客户编号,客户名称,联系人,联系电话,区域,客户类型,跟进人,备注
K1,甲州精密机械有限公司,赵经理,13800001111,华东,成交,王磊,
K2,甲州精密机械厂,赵经理,13800001111,,潜在,王磊,老客户
K3,丙江食品有限公司,孙女士,13800003333,华东,意向,周小雨,
"""
ORDERS = """\
订单号,客户编号,客户名称,下单日期,订单金额
O1,K1,甲州精密机械有限公司,2024-06-01,1000
O2,K2,甲州精密机械厂,2024-06-02,2000
"""


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with one firm under two names and a foreign one."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"), FIRMS)
    return people


def merged(book: dict[str, Viewer]) -> int:
    """Merge K2 into K1."""
    return merge_customers(book["王磊"], id_of("K1"), [id_of("K2")], at=timezone.now())


def test_what_came_later_is_proposed_to_whom_its_source_named(
    book: dict[str, Viewer], tmp_path: Path
) -> None:
    one, two, merge = id_of("K1"), id_of("K2"), merged(book)
    open_book(book["管理员"], tmp_path, ORDERS)  # K2's number finds the customer it went into
    assert set(Order.objects.values_list("external_id", "customer_id")) == {
        ("O1", one),
        ("O2", one),
    }
    note = add_follow_up(
        book["王磊"], one, Note(date(2024, 7, 2), "电话", "样机要修"), at=timezone.now()
    )
    rev = Customer.objects.get(pk=one).rev
    edit_customer(
        book["王磊"], one, {"remark": "爱比价", "status": "在谈"}, seen_rev=rev, at=timezone.now()
    )
    client = client_of(book["王磊"])
    page = client.get(f"/clean/same/merges/{merge}/")
    sides = {
        line["key"]: [c["id"] for c in line["choices"] if c["here"]]
        for line in page.context["lines"]
    }
    orders = dict(Order.objects.values_list("external_id", "id"))
    assert sides == {
        "customers:remark": [one],
        "customers:status": [one],  # nothing the merge wrote, and yet it came later
        f"orders:{orders['O1']}": [one],
        f"orders:{orders['O2']}": [two],
        f"interactions:{note}": [one],
    }
    for words in ("来源写的是 K2", "备注：爱比价", "样机要修", "联系人 1", "重新成为一家客户"):
        assert words in said(page), words
    told = {f"side_{key}": str(here[0]) for key, here in sides.items()}
    told |= {"side_customers:remark": str(two), "side_customers:status": str(two)}
    answer = client.post(f"/clean/same/merges/{merge}/", told, follow=True)
    assert "已撤销合并，3 行分给了另一家" in said(answer)
    assert set(Order.objects.values_list("external_id", "customer_id")) == {
        ("O1", one),
        ("O2", two),
    }
    assert Interaction.objects.get(pk=note).customer_id == one
    firms = Customer.objects.live().filter(pk__in=(one, two))
    assert set(firms.values_list("external_id", "remark", "status")) == {
        ("K1", "", ""), ("K2", "爱比价", "在谈"),
    }  # fmt: skip
    answer = client.post(undo_of(answer), follow=True)
    assert set(Order.objects.values_list("customer_id", flat=True)) == {one}
    assert Customer.objects.get(pk=one).remark == "爱比价"
    assert client.get(f"/clean/same/merges/{merge}/").status_code == 400  # undone once already


def test_nothing_came_later(book: dict[str, Viewer]) -> None:
    merge = merged(book)
    client = client_of(book["王磊"])
    assert "就和合并前一样" in said(client.get(f"/clean/same/merges/{merge}/"))
    assert "拆开…" in said(client.get(f"/customers/{id_of('K1')}/"))
    answer = client.post(f"/clean/same/merges/{merge}/", follow=True)
    assert "已撤销合并" in said(answer)
    assert Customer.objects.live().count() == 3


def test_a_foreign_merge_and_a_foreign_side_are_refused(book: dict[str, Viewer]) -> None:
    merge, foreign = merged(book), id_of("K3")
    assert client_of(book["周小雨"]).get(f"/clean/same/merges/{merge}/").status_code == 404
    client = client_of(book["王磊"])
    note = add_follow_up(
        book["王磊"], id_of("K1"), Note(date(2024, 7, 2), "电话", "谈价"), at=timezone.now()
    )
    told = {f"side_interactions:{note}": str(foreign)}
    assert client.post(f"/clean/same/merges/{merge}/", told).status_code == 400
    assert Customer.objects.live().count() == 2  # nothing was undone


def test_a_number_given_out_again_is_said(book: dict[str, Viewer]) -> None:
    two, merge = id_of("K2"), merged(book)
    row = Customer.objects.get(pk=id_of("K3"))
    Customer.objects.filter(pk=row.pk).update(identity=Customer.objects.get(pk=two).identity)
    answer = client_of(book["王磊"]).post(f"/clean/same/merges/{merge}/")
    assert (answer.status_code, "合并后又新建了一条" in said(answer)) == (400, True)


def test_the_command_shows_it_first_and_gives_away_what_it_is_told(
    book: dict[str, Viewer],
) -> None:
    one, two, merge = id_of("K1"), id_of("K2"), merged(book)
    note = add_follow_up(
        book["王磊"], one, Note(date(2024, 7, 2), "电话", "样机要修"), at=timezone.now()
    )
    run, key = CliRunner(), f"interactions:{note}"
    told = json.loads(run.invoke(zhike, ["unmerge", str(merge), "--preview", "--json"]).stdout)
    assert [line["key"] for line in told["lines"]] == [key]
    assert ([side["id"] for side in told["customers"]], told["left"]) == ([one, two], [])
    assert Customer.objects.live().count() == 2
    assert key in run.invoke(zhike, ["unmerge", str(merge), "--preview"]).stdout
    wrong = run.invoke(zhike, ["unmerge", str(merge), "--give", key])
    assert (wrong.exit_code, "应写成 行=客户" in wrong.output) == (2, True)
    done = run.invoke(zhike, ["unmerge", str(merge), "--give", f"{key}={two}"])
    assert "已撤销合并" in done.stdout
    assert Interaction.objects.get(pk=note).customer_id == two
