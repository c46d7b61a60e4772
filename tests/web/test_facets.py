"""整理 → 取值: several ways of writing become one, in history, and back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from web.small_book import client_of, id_of, said
from web.two_books import house_of

from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.facet.changes import unify_values
from zhike.records.facet.columns import column_of
from zhike.records.facet.lookups import counts_of
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,职务,所属行业,客户状态
K1,甲州精密机械有限公司,赵敏,13912345671,采购经理,机械设备制造,维护中
K2,乙城百货商行,钱伟,13912345672,採購 經理,零售百货那块,维护 中
K3,丙江食品有限公司,孙丽,13912345673,采购经理,食品制造业,跟进
"""
FIELD = "contacts.title"
AT = datetime(2026, 6, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Viewer]:
    """Keep three customers whose words are written in several ways."""
    with django_db_blocker.unblock(), house_of(tmp_path_factory.mktemp("facets"), SHEET) as admin:
        yield admin


@pytest.fixture
def client(house: Viewer) -> Client:
    """Return the administrator's browser."""
    return client_of(house)


def titles() -> list[str]:
    return list(Contact.objects.order_by("pk").values_list("title", flat=True))


def test_near_values_are_proposed_made_one_and_put_back(client: Client) -> None:
    page = said(client.get("/clean/values/", {"field": FIELD}))
    assert "1 组可能是同一个" in page
    assert 'name="into" value="采购经理"' in page
    told = {"field": FIELD, "value": ["采购经理", "採購 經理"], "into": "采购经理"}
    answer = client.post("/clean/values/unify/", told, follow=True)
    assert "已把 1 行统一成“采购经理”" in said(answer)
    assert titles() == ["采购经理"] * 3
    line = HistoryLine.objects.get(action="统一取值")
    assert (line.before, line.after) == ({"title": "採購 經理"}, {"title": "采购经理"})
    assert line.customer_id == id_of("K2")
    (done,) = [one for one in answer.context["messages"] if one.extra_tags]
    client.post(done.extra_tags)
    assert titles() == ["采购经理", "採購 經理", "采购经理"]


def test_what_changed_since_is_left_alone(client: Client) -> None:
    told = {"field": FIELD, "value": ["採購 經理"], "into": "采购经理"}
    answer = client.post("/clean/values/unify/", told, follow=True)
    (done,) = [one for one in answer.context["messages"] if one.extra_tags]
    Contact.objects.filter(customer=id_of("K2")).update(title="采购总监")
    assert "0 行恢复" in said(client.post(done.extra_tags, follow=True))
    assert titles()[1] == "采购总监"


def test_an_industry_is_kept_with_its_code_and_remembered(client: Client) -> None:
    told = {
        "field": "customers.industry",
        "value": "零售百货那块",
        "into": "F521 综合零售",
        "learn": "1",
    }
    page = said(client.post("/clean/values/unify/", told, follow=True))
    assert "以后导入也这样读" in page
    row = Customer.objects.get(pk=id_of("K2"))
    assert (row.industry_code, row.industry_group) == ("F521", "零售业")
    assert active_playbook().industry_codes == {"零售百货那块": "F521"}
    client.post(f"/undo/{list(client.session['undo'])[-1]}/")
    assert active_playbook().industry_codes == {}
    row.refresh_from_db()
    assert (row.industry_text, row.industry_code) == ("零售百货那块", "")


def test_others_rows_are_neither_counted_nor_changed(house: Viewer) -> None:
    own = replace(house, scope="own")  # nobody's customers are not his
    column = column_of(FIELD, active_playbook())
    assert (counts_of(house, column), counts_of(own, column)) == (
        {"采购经理": 2, "採購 經理": 1},
        {},
    )
    assert unify_values(own, FIELD, ["採購 經理"], "采购经理", at=AT) == 0


def test_what_each_has_of_its_own_is_no_column_here(client: Client) -> None:
    for path in ("customers.remark", "contacts.phone", "contacts.name", "customers.name"):
        assert client.get("/clean/values/", {"field": path}).status_code == 400


def test_nothing_picked_and_nothing_said_is_told(client: Client) -> None:
    empty = client.post("/clean/values/unify/", {"field": FIELD, "into": "x"}, follow=True)
    assert "还没有选中取值" in said(empty)
    blank = client.post(
        "/clean/values/unify/", {"field": FIELD, "value": "采购经理", "into": " "}, follow=True
    )
    assert "请写上统一成什么" in said(blank)
