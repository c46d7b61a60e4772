"""The page of 无效: doubts are decided by a person, many or one, and back with a click."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from web.small_book import client_of, id_of, said
from web.two_books import house_of

from zhike.records.customer.models import Customer
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.set_aside.models import SetAside
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,所属行业,客户类型
K1,甲州精密机械有限公司,赵经理,13912345671,机械设备制造,成交
K2,测试,钱总,13912345672,零售,潜在
K3,aaa,孙女士,13912345673,食品制造,意向
K4,乙城百货商行,李先生,13912345674,零售,意向
"""


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Viewer]:
    """Keep two customers, and two whose names are none."""
    with django_db_blocker.unblock(), house_of(tmp_path_factory.mktemp("aside"), SHEET) as admin:
        yield admin


@pytest.fixture
def client(house: Viewer) -> Client:
    """Return the administrator's browser."""
    return client_of(house)


def undo_in(client: Client) -> str:
    """Return the address that takes the last act back."""
    (token, *_) = reversed(client.session["undo"])
    return f"/undo/{token}/"


def test_one_is_put_aside_told_of_and_taken_back(client: Client) -> None:
    one = id_of("K2")
    page = said(client.get("/clean/aside/"))
    assert "名称“测试”不像客户" in page
    assert "名称“aaa”不像客户" in page
    client.post("/clean/aside/act/", {"rule": "S0-14.name", "do": "picked", "id": [one]})
    page = said(client.get("/clean/aside/"))
    assert 'name="id" value="' in page
    assert "无效里有 1 家" in page
    assert "甲州精密" not in said(client.get("/clean/aside/?q=测试"))
    assert "测试" not in said(client.get("/customers/"))
    answer = client.get(f"/customers/{one}/", follow=True)
    assert "放回后才能打开" in said(answer)
    client.post(undo_in(client))
    assert SetAside.objects.filter(back_at=None).count() == 0
    assert client.get(f"/customers/{one}/").status_code == 200


def test_all_of_a_rule_at_once_and_one_back_with_a_click(client: Client) -> None:
    client.post("/clean/aside/act/", {"rule": "S0-14.name", "do": "all"})
    assert Customer.objects.live().count() == 2
    row = SetAside.objects.get(customer_id=Customer.objects.get(external_id="K3").pk)
    client.post("/clean/aside/back/", {"id": [row.pk]})
    assert set(Customer.objects.live().values_list("external_id", flat=True)) == {"K1", "K3", "K4"}
    client.post(undo_in(client))
    assert Customer.objects.live().count() == 2


def test_a_real_customer_is_not_listed_again(client: Client) -> None:
    client.post("/clean/aside/act/", {"rule": "S0-14.name", "do": "right", "id": [id_of("K2")]})
    page = said(client.get("/clean/aside/"))
    assert "名称“测试”不像客户" not in page
    assert "名称“aaa”不像客户" in page
    client.post(undo_in(client))
    assert "名称“测试”不像客户" in said(client.get("/clean/aside/"))


def test_ones_own_reason_is_needed_and_kept(client: Client) -> None:
    one = id_of("K1")
    nothing = client.post("/clean/aside/picked/", {"id": [one], "reason": " "})
    assert nothing.status_code == 400
    assert Customer.objects.live().count() == 4
    client.post(
        "/clean/aside/picked/", {"id": [one], "reason": "同行来套价", "next": "/customers/"}
    )
    assert "同行来套价" in said(client.get("/clean/aside/?rule="))


def test_target_industries_are_the_teams_own(client: Client, house: Viewer) -> None:
    assert "非目标行业" not in said(client.get("/clean/aside/"))
    told = {"industries": "制造业", "names": "", "version": active_version()}
    client.post("/clean/aside/targets/", told)
    assert active_playbook().invalid.industries == ("C",)
    page = said(client.get("/clean/aside/"))
    assert page.count("行业“零售”不在目标行业里") == 1  # of K2 the rule of names said it
    told = {"industries": "没有这种业", "names": "", "version": active_version()}
    assert client.post("/clean/aside/targets/", told).status_code == 400
