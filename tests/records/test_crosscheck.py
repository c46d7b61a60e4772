"""Two sources of one value: they confirm it, or a person chooses which is right (S1-27)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from records.conftest import AT
from web.small_book import client_of, id_of, said
from web.two_books import house_of

from zhike.access.viewer import viewer_for
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account
from zhike.records.batch.models import Batch
from zhike.records.crosscheck.changes import choose_said, take_back_choice
from zhike.records.crosscheck.lookups import Checked, Conflict, checked_for, conflicts_for
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import NotYours
from zhike.records.history.models import HistoryLine
from zhike.records.order.models import Order
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.verification.changes import verify
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
FAIR = """\
客户编号,客户名称,联系人,联系电话,客户类型,累计交易金额
K1,甲州精密机械有限公司,赵经理,13912345671,潜在,5000
K2,乙城百货商行,钱总,13912345672,潜在,
"""
SITE = """\
客户编号,客户名称,联系人,联系电话,客户类型
K1,甲州精密机械有限公司,赵经理,13912345679,意向
K2,乙城百货商行,钱总,13912345672,潜在
K3,丙江食品有限公司,孙女士,13912345673,潜在
"""


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Viewer]:
    """Keep two customers of a fair, whom our own site speaks of too, and one of the site alone."""
    folder: Path = tmp_path_factory.mktemp("sources")
    with django_db_blocker.unblock(), house_of(folder, FAIR) as admin:
        Batch.objects.update(channel="展会")
        file = folder / "官网.csv"
        file.write_text(SITE, "utf-8")
        batch = run_now("propose_import", admin, paths=[str(file)])["batch"]
        run_now("accept_import", admin, batch=batch)
        Batch.objects.filter(pk=batch).update(channel="官网")
        yield admin


def conflicts(viewer: Viewer) -> dict[str, Conflict]:
    """Return where sources disagree, by field; all of it is about K1."""
    found = conflicts_for(viewer, playbook=active_playbook(), home=settings.HOME)
    assert {one.customer_id for one in found} <= {id_of("K1")}
    return {one.field: one for one in found}


def checked(viewer: Viewer, number: str) -> dict[str, Checked]:
    """Return how the key values of a customer stand, by field."""
    playbook = active_playbook()
    found = checked_for(viewer, id_of(number), playbook=playbook, home=settings.HOME)
    return {one.field: one for one in found}


def choose(viewer: Viewer, one: Conflict, source: str) -> dict[str, Any]:
    """Let what one source says of a conflict stand."""
    playbook = active_playbook()
    (side,) = [side for side in one.sides if side.source == source]
    return choose_said(
        viewer, playbook.field(one.field), one.record_id, side.batch_id, how="客户反馈",
        playbook=playbook, home=settings.HOME, at=timezone.now(),
    )  # fmt: skip


def test_what_both_say_is_confirmed_and_what_one_says_is_not(house: Viewer) -> None:
    states = {field: one.state for field, one in checked(house, "K2").items()}
    assert states["customers.name"] == "双源"
    assert states["contacts.phone"] == "双源"
    assert checked(house, "K3")["customers.name"].state == "单源"
    Customer.objects.filter(external_id="K3").update(name="谁也没说过的名字")
    assert checked(house, "K3")["customers.name"].state == "未验证"


def test_somebody_who_asked_is_a_source_of_its_own(house: Viewer) -> None:
    name = Customer.objects.get(external_id="K3").name
    found = {id_of("K3"): {"customers.name": name}}
    verify(house, found, how="第三方", at=timezone.now())
    one = checked(house, "K3")["customers.name"]
    assert one.state == "双源"
    assert one.verified is not None


def test_where_they_disagree_both_are_told_and_phones_are_masked(house: Viewer) -> None:
    found = conflicts(house)
    assert set(found) == {"customers.customer_type", "contacts.phone"}
    told = {(side.source, side.text, side.stands) for side in found["contacts.phone"].sides}
    assert told == {("展会", "139****5671", False), ("官网", "139****5679", True)}


def test_the_other_word_is_taken_with_a_line_and_given_back(house: Viewer) -> None:
    one = conflicts(house)["customers.customer_type"]
    told = choose(house, one, "展会")
    assert Customer.objects.get(pk=one.customer_id).customer_type == "潜在"
    assert "customers.customer_type" not in conflicts(house)
    line = HistoryLine.objects.filter(record_id=one.customer_id, action="修改客户").latest("id")
    assert (line.before, line.after) == ({"customer_type": "意向"}, {"customer_type": "潜在"})
    take_back_choice(house, told, at=timezone.now())
    assert Customer.objects.get(pk=one.customer_id).customer_type == "意向"
    assert "customers.customer_type" in conflicts(house)


def test_the_word_that_stands_is_kept_without_a_change(house: Viewer) -> None:
    one = conflicts(house)["contacts.phone"]
    rev = Customer.objects.get(pk=one.customer_id).rev
    choose(house, one, "官网")
    assert "contacts.phone" not in conflicts(house)
    assert Customer.objects.get(pk=one.customer_id).rev == rev


def test_a_source_that_speaks_again_opens_the_question_again(house: Viewer) -> None:
    choose(house, conflicts(house)["contacts.phone"], "官网")
    later = timezone.localdate() + timedelta(days=3)
    Batch.objects.filter(channel="展会").update(collected_on=later)
    assert "contacts.phone" in conflicts(house)


def test_one_source_alone_never_contradicts_itself(house: Viewer) -> None:
    Batch.objects.update(channel="展会")
    assert conflicts(house) == {}
    assert checked(house, "K2")["customers.name"].state == "单源"


def test_nobody_sees_or_settles_what_is_not_theirs(house: Viewer) -> None:
    one = conflicts(house)["customers.customer_type"]
    account = create_account("w", name="王磊", role="销售顾问", team_id=None, by=None, at=AT)
    consultant = viewer_for(account)
    assert conflicts(consultant) == {}
    with pytest.raises(NotYours):
        checked(consultant, "K1")
    with pytest.raises(NotYours):
        choose(consultant, one, "展会")


def test_the_page_lists_chooses_and_takes_back(house: Viewer) -> None:
    client, one = client_of(house), conflicts(house)["contacts.phone"]
    page = said(client.get("/clean/verify/?part=source"))
    assert "139****5671" in page
    assert "13912345671" not in page
    (fair,) = [side for side in one.sides if side.source == "展会"]
    told = {"said": f"contacts.phone:{one.record_id}:{fair.batch_id}", "how": "客户反馈"}
    client.post("/clean/verify/choose/", told)
    assert "139****5671" in said(client.get(f"/clean/verify/{one.customer_id}/"))
    assert "contacts.phone" not in conflicts(house)
    (token, *_) = reversed(client.session["undo"])
    client.post(f"/undo/{token}/")
    assert "contacts.phone" in conflicts(house)


def test_a_stated_total_becomes_the_orders_sum(house: Viewer) -> None:
    client, one = client_of(house), id_of("K1")
    assert client.post("/clean/verify/orders/", {"customer": one}).status_code == 400
    row = Customer.objects.get(pk=one)
    order = {"external_id": "O1", "ordered_on": AT.date(), "state": "已付款", "created_at": AT}
    sums = {"amount_fen": 900_00, "refund_fen": 100_00}
    Order.objects.create(customer=row, identity="订单号:O1", rev=row.rev, **order, **sums)
    client.post("/clean/verify/orders/", {"customer": one})
    assert Customer.objects.get(pk=one).stated_amount_fen == 800_00
    (token, *_) = reversed(client.session["undo"])
    client.post(f"/undo/{token}/")
    assert Customer.objects.get(pk=one).stated_amount_fen == 5_000_00


def test_the_name_of_a_person_is_masked_for_who_may_not_see_names(house: Viewer) -> None:
    Customer.objects.filter(external_id="K3").update(kind="person", name="王小明")
    blind = replace(house, may=house.may - {"see_full"})
    assert checked(blind, "K3")["customers.name"].text == "王**"
    assert checked(house, "K3")["customers.name"].text == "王小明"
