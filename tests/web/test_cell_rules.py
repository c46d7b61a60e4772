"""Raw beside clean: which rule read a cell, how often, what it made of it, on and off (S3-44)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from web.small_book import client_of, id_of, open_book, said

from zhike.access.viewer import viewer_for
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account, ensure_roles
from zhike.records.cell_rule.changes import switch_rule
from zhike.records.cell_rule.lookups import rules_for, rules_this_week, samples_for
from zhike.records.cell_rule.models import RuleUse
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.words.problem import Refused

pytestmark = pytest.mark.django_db
AT = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)
SHEET = """\
客户编号,客户名称,联系人,联系电话,成立时间,累计交易金额,备注
K1,甲州精密机械有限公司,赵经理,139 1234 5679,二〇一八年三月,12.5万,-
K2,乙城物流有限公司,钱总,13800002222,2019-05,3000,
K3,丙江食品有限公司,孙女士,(021)69995778,2020年,约三万,
"""


@pytest.fixture
def admin():
    ensure_roles()
    return viewer_for(create_account("admin", name="管理员", role="管理员", by=None, at=AT))


@pytest.fixture
def consultant(admin):
    return viewer_for(create_account("wang", name="王磊", role="销售顾问", by=None, at=AT))


@pytest.fixture
def batch(admin, tmp_path):
    return open_book(admin, tmp_path, SHEET)


def used():
    return {use.rule: use.cells for use in RuleUse.objects.all()}


def test_a_batch_counts_the_cells_each_rule_read(batch):
    assert used() == {
        "S3-07.mobile": 1,
        "S3-07.landline": 1,
        "S0-08.chinese-digits": 1,
        "S0-08.year": 1,
        "S0-09.unit": 1,
        "S3-11.gaps": 1,
    }


def test_rules_tell_what_they_did_this_week_and_in_all(admin, batch):
    now = datetime.now(UTC)
    (unit,) = [
        row for row in rules_for(admin, playbook=active_playbook(), at=now)
        if row.rule.id == "S0-09.unit"
    ]  # fmt: skip
    assert (unit.week, unit.total, unit.kinds, unit.is_on) == (1, 1, ("money",), True)
    assert {row.id for row in rules_this_week(admin, at=now)} == set(used())
    assert rules_this_week(admin, at=now + timedelta(days=8)) == []
    run_now("undo_import", admin, batch=batch)
    assert rules_this_week(admin, at=now) == []


def test_samples_show_raw_beside_clean_of_ones_own_batches(admin, consultant, batch):
    book = active_playbook()
    (amount,) = samples_for(admin, "S0-09.unit", playbook=book, home=settings.HOME)
    assert (amount.label, amount.raw, amount.value) == ("累计交易金额", "12.5万", "125000")
    (phone,) = samples_for(admin, "S3-07.mobile", playbook=book, home=settings.HOME)
    assert (phone.raw, phone.value) == ("••• •••• ••••", "•••••••••••")  # masked: the shape alone
    assert samples_for(consultant, "S0-09.unit", playbook=book, home=settings.HOME) == []
    assert rules_this_week(consultant, at=datetime.now(UTC)) == []


def test_a_customer_says_which_rule_made_a_value(admin, batch):
    page = said(client_of(admin).get(f"/customers/{id_of('K1')}/"))
    assert "二〇一八年三月" in page
    assert "中文数字的日期，也认支票上的大写 v2 · 把握 100%" in page
    source = said(client_of(admin).get(f"/source/customers/{id_of('K1')}/"))
    assert '<td>12.5万</td><td data-label="存为">125000</td>' in source
    assert "单元格里写的万、亿、千换成元 v1" in source
    # What stands as it was typed has no rule.
    assert "v1 · 把握" not in said(client_of(admin).get(f"/source/customers/{id_of('K2')}/"))


def test_a_rule_that_is_off_leaves_the_cells_of_the_next_file_empty(admin, batch, tmp_path):
    switch_rule(admin, "S0-09.unit", False, seen=active_version(), at=AT)
    open_book(admin, tmp_path, SHEET.replace("K1,甲州", "K9,午山"))
    new = Customer.objects.get(external_id="K9")
    assert new.stated_amount_fen is None
    assert Contact.objects.get(customer=new).phone == "13912345679"
    switch_rule(admin, "S0-09.unit", True, seen=active_version(), at=AT)
    assert active_playbook().rules_off == ()


def test_some_rules_stay_on_and_only_who_may_change_settings_switches_one(admin, consultant):
    ensure_playbook(at=AT)
    with pytest.raises(Refused, match="不能停用"):
        switch_rule(admin, "S3-44.width", False, seen=active_version(), at=AT)
    with pytest.raises(Refused, match="没有规则"):
        switch_rule(admin, "S9-99.none", False, seen=active_version(), at=AT)
    with pytest.raises(Refused, match="只有管理员"):
        switch_rule(consultant, "S0-09.unit", False, seen=active_version(), at=AT)
    assert active_playbook().rules_off == ()


def test_pages_show_rules_and_switch_them_with_an_undo(admin, batch):
    client = client_of(admin)
    page = said(client.get("/clean/rules/"))
    assert "单元格里写的万、亿、千换成元" in page
    assert "最近 7 天改了 6 格" in page
    one = said(client.get("/clean/rules/S0-09.unit/"))
    assert "<code>12.5万</code>" in one
    assert "<code>125000</code>" in one
    sent = {"on": "0", "version": active_version()}
    answer = client.post("/clean/rules/S0-09.unit/switch/", sent, follow=True)
    assert "已停用" in said(answer)
    assert active_playbook().rules_off == ("S0-09.unit",)
    assert client.get("/clean/rules/S9-99.none/").status_code == 404
