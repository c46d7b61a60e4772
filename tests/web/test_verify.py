"""The page of 复核: what is due is confirmed by cell, row or page; contradictions are listed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from records.conftest import AT
from web.small_book import client_of, id_of, said
from web.two_books import house_of

from zhike.access.viewer import viewer_for
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account
from zhike.records.batch.models import Batch
from zhike.records.contact.models import Contact
from zhike.records.customer.changes import assign_customers, edit_customer
from zhike.records.customer.models import Customer
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.reverify.due import due_for
from zhike.records.revision.changes import next_rev
from zhike.records.verification.models import Verification
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,所属行业,客户类型,首次接触时间,最近跟进时间
K1,甲州精密机械有限公司,赵经理,13912345671,机械设备制造,成交,2024-05-10,2024-03-01
K2,乙城百货商行,钱总,13912345672,零售,潜在,2024-01-10,2024-03-01
K3,丙江食品有限公司,,,食品制造,意向,,
"""
KEY = 5  # 客户名称, 客户类型, 所属行业, 联系人, 联系电话


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Viewer]:
    """Keep three customers, the last without anybody to call, the first with days that clash.

    An import would not have taken those in, so somebody wrote them since.
    """
    with django_db_blocker.unblock(), house_of(tmp_path_factory.mktemp("due"), SHEET) as admin:
        with transaction.atomic():
            clash = {"stated_follow_up_on": date(2024, 3, 1), "rev": next_rev()}
            Customer.objects.filter(external_id="K1").update(**clash)
        yield admin


@pytest.fixture
def client(house: Viewer) -> Client:
    """Return the administrator's browser."""
    return client_of(house)


@pytest.fixture
def old(house: Viewer) -> None:
    """Have the data been collected long ago."""
    Batch.objects.update(collected_on=date(2024, 4, 15))


def due_cells(viewer: Viewer, today: date | None = None) -> dict[str, int]:
    """Return how many cells are due of each customer, by its number."""
    day = today or timezone.localdate()
    due = due_for(viewer, playbook=active_playbook(), today=day)
    numbers = dict(Customer.objects.values_list("id", "external_id"))
    return {
        numbers[row["id"]]: len(due.fields_of(row["due"])) for row in due.rows.iter_rows(named=True)
    }


def undo_in(client: Client) -> str:
    """Return the address that takes the last act back."""
    (token, *_) = reversed(client.session["undo"])
    return f"/undo/{token}/"


@pytest.mark.usefixtures("old")
def test_a_month_after_it_was_collected_a_value_is_due(house: Viewer) -> None:
    """Collected on 04-15: nothing is due on 05-15, all that is filled on 05-16 (S1-25)."""
    assert due_cells(house, date(2024, 5, 15)) == {}
    assert due_cells(house, date(2024, 5, 16)) == {"K1": KEY, "K2": KEY, "K3": 3}


def test_what_came_in_today_is_not_due(house: Viewer) -> None:
    assert due_cells(house) == {}


@pytest.mark.usefixtures("old")
def test_a_cell_a_row_and_the_page_are_confirmed_with_a_click_each(
    house: Viewer, client: Client
) -> None:
    one = id_of("K1")
    page = said(client.get("/clean/verify/"))
    assert "139****5671" in page
    assert "13912345671" not in page
    cells = [f"{one}:customers.name", f"{one}:contacts.phone", f"{id_of('K2')}:customers.name"]
    told = {"cell": cells, "how": "客户反馈"}
    client.post("/clean/verify/right/", told | {"one": f"{one}:contacts.phone"})
    assert due_cells(house)["K1"] == KEY - 1
    client.post("/clean/verify/right/", told | {"whole": one})
    assert due_cells(house) == {"K1": KEY - 2, "K2": KEY, "K3": 3}
    client.post("/clean/verify/right/", told)
    assert due_cells(house)["K2"] == KEY - 1
    kept = Verification.objects.filter(customer_id=one).values_list("how", "value")
    assert {how for how, _ in kept} == {"客户反馈"}
    assert not any("13912345671" in value for _, value in kept)


@pytest.mark.usefixtures("old")
def test_confirming_is_taken_back(house: Viewer, client: Client) -> None:
    told = {"cell": [f"{id_of('K1')}:customers.name"], "how": "第三方"}
    client.post("/clean/verify/right/", told)
    assert due_cells(house)["K1"] == KEY - 1
    client.post(undo_in(client))
    assert due_cells(house)["K1"] == KEY


@pytest.mark.usefixtures("old")
def test_another_value_is_not_the_one_that_was_confirmed(house: Viewer, client: Client) -> None:
    told = {"cell": [f"{id_of('K1')}:customers.name"], "how": "第三方"}
    client.post("/clean/verify/right/", told)
    Customer.objects.filter(external_id="K1").update(name="甲州精机")
    assert due_cells(house)["K1"] == KEY


@pytest.mark.usefixtures("old")
def test_what_somebody_corrected_is_not_due(house: Viewer) -> None:
    row = Customer.objects.get(external_id="K1")
    now = timezone.now()
    edit_customer(house, row.pk, {"name": "甲州精机"}, seen_rev=row.rev, at=now)
    assert due_cells(house)["K1"] == KEY - 1
    later = timezone.localdate() + timedelta(days=40)
    assert due_cells(house, later)["K1"] == KEY


@pytest.mark.usefixtures("old")
def test_a_consultant_sees_and_confirms_only_what_is_theirs(house: Viewer) -> None:
    account = create_account("w", name="王磊", role="销售顾问", team_id=None, by=None, at=AT)
    consultant = viewer_for(account)
    assign_customers(house, [id_of("K2")], owner_id=account, at=AT)
    assert set(due_cells(consultant)) == {"K2"}
    theirs = client_of(consultant)
    assert "甲州精密" not in said(theirs.get("/clean/verify/"))
    told = {"cell": [f"{id_of('K1')}:customers.name"], "how": "第三方"}
    assert theirs.post("/clean/verify/right/", told).status_code == 404
    assert Verification.objects.count() == 0


@pytest.mark.usefixtures("old")
def test_the_fields_and_the_months_are_the_teams_own(house: Viewer, client: Client) -> None:
    told = {"field": ["客户.客户名称"], "months": "6", "version": active_version()}
    client.post("/clean/verify/fields/", told)
    assert due_cells(house, date(2024, 10, 15)) == {}
    assert due_cells(house, date(2024, 10, 16)) == {"K1": 1, "K2": 1, "K3": 1}
    told = {"field": ["客户.没有的"], "months": "6", "version": active_version()}
    assert client.post("/clean/verify/fields/", told).status_code == 400


def test_a_contradiction_is_listed_and_looked_into_once(house: Viewer, client: Client) -> None:
    """K1 was followed up before it was met; nobody changes that but a person."""
    sentence = "首次接触 2024-05-10 晚于最近跟进 2024-03-01"
    rule, one = "S1-27.first_after_last", id_of("K1")
    assert sentence in said(client.get("/clean/verify/?part=doubt"))
    told = {"rule": rule, "find": [f"{one}:customers:{one}"]}
    client.post("/clean/verify/accept/", told)
    assert sentence not in said(client.get("/clean/verify/?part=doubt"))
    client.post(undo_in(client))
    assert sentence in said(client.get("/clean/verify/?part=doubt"))


def test_contradictions_of_others_are_not_told(house: Viewer) -> None:
    account = create_account("w", name="王磊", role="销售顾问", team_id=None, by=None, at=AT)
    found = run_now("find_contradictions", viewer_for(account))["rules"]
    assert [rule["found"] for rule in found] == [[] for _ in found]


@pytest.mark.usefixtures("old")
def test_a_value_is_corrected_where_it_stands(house: Viewer, client: Client) -> None:
    """It is read by its cleaner, what follows from it goes with it, and it is right from now on."""
    one = id_of("K2")
    told = {"correct": f"{one}:customers.industry", "how": "客户反馈"}
    client.post("/clean/verify/correct/", told | {f"to:{one}:customers.industry": "食品制造"})
    row = Customer.objects.get(pk=one)
    assert (row.industry_text, row.industry_code) == ("食品制造", "C14")
    assert due_cells(house)["K2"] == KEY - 1
    client.post(undo_in(client))
    row.refresh_from_db()
    assert (row.industry_text, row.industry_code) == ("零售", "F52")
    assert due_cells(house)["K2"] == KEY


@pytest.mark.usefixtures("old")
def test_a_phone_nobody_has_is_not_taken(house: Viewer, client: Client) -> None:
    one = id_of("K1")
    told = {"correct": f"{one}:contacts.phone", "how": "客户反馈"}
    answer = client.post("/clean/verify/correct/", told | {f"to:{one}:contacts.phone": "12345678"})
    assert answer.status_code == 400
    assert "虚假号码" in said(answer)
    assert due_cells(house)["K1"] == KEY
    client.post("/clean/verify/correct/", told | {f"to:{one}:contacts.phone": "139 1234 5679"})
    assert due_cells(house)["K1"] == KEY - 1
    other = {"identity": "又一位", "rev": 1, "phone": "13912345670", "created_at": AT}
    Contact.objects.create(customer_id=one, **other)
    told[f"to:{one}:contacts.phone"] = "13912345678"
    assert "不止一处" in said(client.post("/clean/verify/correct/", told))


def test_marks_beside_the_values_say_what_the_panel_says(client: Client) -> None:
    """Five key values of one file; one that somebody looked at has a second source (S1-27)."""
    customer = id_of("K1")
    page, address = said(client.get(f"/customers/{customer}/")), f"/customers/{customer}/states/"
    assert f'hx-get="{address}"' in page
    assert client.get(address).context["counted"] == [("单源", KEY)]
    client.post("/clean/verify/right/", {"one": f"{customer}:customers.name", "how": "第三方"})
    answer = client.get(address)
    assert answer.context["counted"] == [("双源", 1), ("单源", KEY - 1)]
    panel = client.get(f"/clean/verify/{customer}/").context["checked"]
    marks = {mark["path"]: mark["word"] for mark in answer.context["own"]}
    marks |= {mark["path"]: mark["word"] for mark in answer.context["people"]}
    assert marks == {one.field: one.state for one in panel}
    for path in marks:
        here = "state-people" if path.startswith("contacts.") else f"state-{path}"
        assert f'id="{here}"' in page
        assert f'id="{here}"' in said(answer)
