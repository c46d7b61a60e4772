"""Customers put aside as invalid are nowhere, are told of, and come back as they were (S0-14)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from checksum import book_checksum
from django.db import connection
from records.conftest import AT
from web.small_book import id_of
from web.two_books import house_of

from zhike.access.viewer import viewer_for
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account
from zhike.records.contact.models import Contact
from zhike.records.customer.changes import assign_customers
from zhike.records.customer.extract import customers
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import MayNot, NotYours, customers_for
from zhike.records.entry.aside import bring_back, set_aside
from zhike.records.history.models import HistoryLine
from zhike.records.listing.lookups import GridQuestion, find, grid_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.set_aside.lookups import aside_of, bin_for
from zhike.records.verification.changes import take_back_verified, verify
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,所属行业,客户类型
K1,甲州精密机械有限公司,赵经理,13912345671,机械设备制造,成交
K2,测试,钱总,13912345672,零售,潜在
K3,丙江食品有限公司,孙女士,11111111111,食品制造,意向
K4,丁山科技有限公司,李先生,12345678,软件,意向
"""


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Viewer]:
    """Keep four customers, three of them doubtful."""
    with django_db_blocker.unblock(), house_of(tmp_path_factory.mktemp("aside"), SHEET) as admin:
        yield admin


def doubted(viewer: Viewer) -> dict[str, dict[int, str]]:
    """Return what the rules doubt, by rule."""
    return {rule["id"]: rule["found"] for rule in run_now("find_invalid", viewer)["rules"]}


def names_listed(viewer: Viewer) -> set[str]:
    """Return who stands in the list of customers."""
    return {row.name for row in grid_for(viewer, GridQuestion(), as_of=AT.date()).rows}


def of_the_snapshot() -> set[int]:
    """Return the customers the analysis tables would hold."""
    extract = customers(active_playbook().fields("customers"))
    sql = extract.sqlite_sql if connection.vendor == "sqlite" else extract.postgres_sql
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


def test_false_phones_and_empty_names_are_proposed_and_nothing_is_done(house: Viewer) -> None:
    found = doubted(house)
    assert found["S0-14.name"] == {id_of("K2"): "名称“测试”不像客户"}
    assert found["S0-14.phone"] == {
        id_of("K3"): "电话“11111111111”是虚假号码",
        id_of("K4"): "电话“12345678”是虚假号码",
    }
    assert found["S0-14.industry"] == {}
    assert customers_for(house).count() == 4


def test_a_number_that_was_asked_for_since_ends_the_doubt(house: Viewer) -> None:
    Contact.objects.filter(customer_id=id_of("K3")).update(phone="13912345673")
    assert set(doubted(house)["S0-14.phone"]) == {id_of("K4")}


def test_who_is_aside_is_nowhere_and_comes_back_as_it_was(house: Viewer) -> None:
    before, one = book_checksum(), id_of("K2")
    kept = set_aside(house, {one: "名称“测试”不像客户"}, rule="S0-14.name", at=AT)
    assert "测试" not in names_listed(house)
    assert customers_for(house).count() == 3
    assert find(house, "测试") == []
    assert doubted(house)["S0-14.name"] == {}
    assert run_now("measure_completeness", house)["fields"][0]["cells"] == 3
    assert one not in of_the_snapshot()
    assert len(of_the_snapshot()) == 3
    (row,) = bin_for(house).rows
    assert (row.name, row.why, row.by, row.at) == ("测试", "名称“测试”不像客户", house.name, AT)
    assert bring_back(house, kept, at=AT) == {one: "名称“测试”不像客户"}
    assert book_checksum() == before
    assert bin_for(house).total == 0
    assert one in of_the_snapshot()
    lines = (
        HistoryLine.objects.filter(record_id=one).order_by("id").values_list("action", flat=True)
    )
    assert list(lines)[-2:] == ["放进无效", "从无效放回"]


def test_a_reason_and_the_right_to_edit_are_asked_for(house: Viewer) -> None:
    with pytest.raises(Refused, match="为什么"):
        set_aside(house, {id_of("K2"): ""}, at=AT)
    reader = replace(house, may=frozenset())
    with pytest.raises(MayNot):
        set_aside(reader, {id_of("K2"): "看着不像"}, at=AT)


def test_the_bin_shows_only_ones_own_and_nobody_elses_may_be_touched(house: Viewer) -> None:
    account = create_account("w", name="王磊", role="销售顾问", team_id=None, by=None, at=AT)
    consultant = viewer_for(account)
    assign_customers(house, [id_of("K1")], owner_id=consultant.account_id, at=AT)
    with pytest.raises(NotYours):
        set_aside(consultant, {id_of("K2"): "看着不像"}, at=AT)
    other = id_of("K2")
    kept = set_aside(house, {other: "看着不像"}, at=AT)
    assert bin_for(consultant).total == 0
    assert aside_of(consultant, other) is None
    with pytest.raises(NotYours):
        bring_back(consultant, kept, at=AT)


def test_an_import_meets_who_is_aside_and_says_so(house: Viewer, tmp_path: Path) -> None:
    set_aside(house, {id_of("K2"): "看着不像"}, at=AT)
    file = tmp_path / "六月.csv"
    file.write_text("客户编号,客户名称,客户类型\nK2,测试,成交\nK9,新来的公司,潜在\n", "utf-8")
    told = run_now("propose_import", house, paths=[str(file)])
    assert (told["new"], told["changed"], told["unclear"]) == (1, 0, 1)
    said = [problem["message"] for problem in told["problems"]]
    assert any("在“无效”里" in message for message in said)
    run_now("accept_import", house, batch=told["batch"])
    assert customers_for(house).count() == 4
    assert aside_of(house, Customer.objects.get(external_id="K2").pk) is not None


def test_the_same_sheet_again_leaves_it_aside_without_a_word(house: Viewer, tmp_path: Path) -> None:
    set_aside(house, {id_of("K2"): "看着不像"}, at=AT)
    file = tmp_path / "again.csv"
    file.write_text("客户编号,客户名称\nK2,测试\n", "utf-8")
    assert run_now("propose_import", house, paths=[str(file)])["same"] == 1


def test_a_number_taken_meanwhile_is_not_borne_twice(house: Viewer) -> None:
    one = id_of("K2")
    kept = set_aside(house, {one: "看着不像"}, at=AT)
    row = Customer.objects.get(pk=one)
    row.pk, row.number_seq, row.gone_at = None, 999, None
    row.save(force_insert=True)
    with pytest.raises(Refused, match="已有同样编号"):
        bring_back(house, kept, at=AT)


def test_a_doubt_found_wrong_is_not_raised_again_until_it_says_something_else(
    house: Viewer,
) -> None:
    one, rule = id_of("K2"), "S0-14.name"
    kept = verify(house, {one: {rule: "名称“测试”不像客户"}}, how="本人核对", at=AT)
    assert doubted(house)[rule] == {}
    Customer.objects.filter(pk=one).update(name="aaa")
    assert doubted(house)[rule] == {one: "名称“aaa”不像客户"}
    Customer.objects.filter(pk=one).update(name="测试")
    assert take_back_verified(house, kept, at=AT) == 1
    assert set(doubted(house)[rule]) == {one}


def test_undoing_the_import_empties_the_bin_of_what_it_brought(
    house: Viewer, tmp_path: Path
) -> None:
    file = tmp_path / "七月.csv"
    file.write_text("客户编号,客户名称\nK8,测试\n", "utf-8")
    batch = run_now("propose_import", house, paths=[str(file)])["batch"]
    run_now("accept_import", house, batch=batch)
    kept = set_aside(house, {id_of("K8"): "看着不像"}, at=AT)
    run_now("undo_import", house, batch=batch)
    assert bin_for(house).total == 0
    with pytest.raises(NotYours):
        bring_back(house, kept, at=AT)
    assert run_now("propose_import", house, paths=[str(file)])["new"] == 1


def test_what_hangs_on_who_is_aside_stays_with_it(house: Viewer) -> None:
    one = id_of("K2")
    people = Contact.objects.live().filter(customer_id=one).count()
    kept = set_aside(house, {one: "看着不像"}, at=AT)
    assert Contact.objects.live().filter(customer_id=one).count() == people == 1
    bring_back(house, kept, at=AT)
    assert Contact.objects.live().filter(customer_id=one).count() == people
