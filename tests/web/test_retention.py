"""设置 → 保留期限: what is over its days is counted, looked at and cleared for good (PIPL 19)."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from web.small_book import client_of, id_of, said
from web.two_books import AT, house_of

from zhike.access.viewer import viewer_for
from zhike.jobs.daily import Daily
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account
from zhike.records.batch.files import kept_days
from zhike.records.batch.models import JournalEntry
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.handin.models import HandIn
from zhike.records.history.models import HistoryLine
from zhike.records.intake.changes import undo_batch
from zhike.records.playbook_version.lookups import active_version
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
HERE = "/settings/retention/"
FIELD = f"{HERE}customers.兴趣/"
HOBBY = {"label": "兴趣", "kind": "text", "purpose": "问候", "retention_days": "365"}
SHEET = "客户编号,客户名称,联系人,联系电话,客户类型\n"
SHEET += "K1,甲州精密,赵经理,13800001111,成交\nK2,乙城物流,钱总,13800002222,潜在\n"
SHEET += "K3,丙江食品,孙女士,13800003333,意向\n"


@pytest.fixture(scope="module")
def admin(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Viewer]:
    """Return the administrator of three customers; what a test writes on top is rolled back."""
    folder = tmp_path_factory.mktemp("days")
    with django_db_blocker.unblock(), house_of(folder, SHEET) as viewer:
        yield viewer


@pytest.fixture
def book(admin: Viewer, tmp_path: Path) -> Client:
    """Return a browser at a book with 兴趣 of three customers, two of them of long ago."""
    client = client_of(admin)
    post(client, "/settings/fields/new/?noun=customers", **HOBBY)
    take_in(admin, tmp_path, "客户编号,兴趣\nK1,钓鱼\nK2,爬山\nK3,下棋\n")
    grown_old("K1", "K2")
    return client


def post(client: Client, to: str, **values: Any) -> Any:
    return client.post(to, {"version": active_version(), **values})


def take_in(viewer: Viewer, folder: Path, text: str) -> int:
    file = folder / "兴趣.csv"
    file.write_text(text, "utf-8")
    batch: int = run_now("propose_import", viewer, paths=[str(file)])["batch"]
    run_now("accept_import", viewer, batch=batch)
    return batch


def grown_old(*numbers: str) -> None:
    """Let customers and what was written of them be two years older."""
    ids = [id_of(number) for number in numbers]
    then = timezone.now() - timedelta(days=730)
    Customer.objects.filter(pk__in=ids).update(created_at=then)
    Contact.objects.filter(customer_id__in=ids).update(created_at=then)
    HistoryLine.objects.filter(customer_id__in=ids).update(at=then)
    entries = JournalEntry.objects.filter(noun="customers", record_id__in=ids)
    for entry in entries:
        entry.batch.accepted_at = then
        entry.batch.save()


def hobbies() -> dict[str, Any]:
    rows = Customer.objects.order_by("external_id").values_list("external_id", "own")
    return {number: own.get("兴趣") for number, own in rows}


def everything_written() -> str:
    lines = list(HistoryLine.objects.values_list("before", "after", "why"))
    return json.dumps([lines, list(JournalEntry.objects.values_list("fields"))], ensure_ascii=False)


def test_what_is_over_its_days_is_counted_and_looked_at(book: Client) -> None:
    page = said(book.get(HERE))
    assert "2 个值超过了保留天数" in page
    assert "365 天" in page
    rows = said(book.get(FIELD))
    assert "2 个值超过 365 天" in rows
    assert "甲州精密" in rows
    assert "丙江食品" not in rows
    assert "钓鱼" not in rows  # whose, not what
    assert "到期的值和原文件" in said(book.get("/settings/"))


def test_a_value_written_again_counts_from_then(book: Client, admin: Viewer) -> None:
    rev = Customer.objects.get(pk=id_of("K1")).rev
    book.post(f"/customers/{id_of('K1')}/facts/", {"兴趣": "游泳", "rev": rev})
    assert "1 个值超过了保留天数" in said(book.get(HERE))
    assert "甲州精密" not in said(book.get(FIELD))


def test_cleared_values_are_gone_for_good(book: Client) -> None:
    batch = JournalEntry.objects.filter(noun="customers").latest("id").batch_id
    told = {"customers.兴趣": "钓鱼", "customers.name": "甲州精密"}
    HandIn.objects.create(values=told, at=timezone.now() - timedelta(days=400), once="1")
    assert "钓鱼" in everything_written()
    page = said(post(book, FIELD).client.get(HERE))
    assert "已清除 2 个值" in page
    assert "没有超过保留天数的值" in page
    assert hobbies() == {"K1": None, "K2": None, "K3": "下棋"}
    assert not {"钓鱼", "爬山"} & set(everything_written().split('"'))
    assert HandIn.objects.get(once="1").values == {"customers.name": "甲州精密"}
    line = HistoryLine.objects.filter(action="保留期满清除").latest("id")
    assert line.why == "客户.兴趣 超过保留的 365 天，按保留天数清除"
    assert (line.by.name, line.customer_id) == ("管理员", id_of("K2"))
    assert "按保留天数清除" in said(book.get(f"/customers/{id_of('K1')}/"))
    undo_batch(batch, home=settings.HOME, by=line.by_id, at=timezone.now())
    assert hobbies() == {"K1": None, "K2": None, "K3": None}  # undone too, and nothing came back


def test_a_built_in_field_of_contacts_is_cleared_with_its_column(book: Client) -> None:
    post(book, "/settings/fields/contacts.phone/", purpose="联系", retention_days="365")
    assert "2 个值超过 365 天" in said(book.get(f"{HERE}contacts.phone/"))
    post(book, f"{HERE}contacts.phone/")
    phones = Contact.objects.order_by("id").values_list("phone", flat=True)
    assert list(phones) == ["", "", "13800003333"]


def test_a_key_is_never_cleared(book: Client) -> None:
    post(book, "/settings/fields/customers.name/", purpose="认出", retention_days="1")
    refused = post(book, f"{HERE}customers.name/")
    assert refused.status_code == 400
    assert "“客户名称”没有保留天数，或是不能空的栏目" in said(refused)


def test_the_day_clears_what_the_team_switched_on(book: Client) -> None:
    now = timezone.localtime()
    assert Daily().look(now)
    assert hobbies()["K1"] == "钓鱼"  # off until somebody switches it on
    page = said(post(book, f"{HERE}clearing/", on="1").client.get(HERE))
    assert "手册已更新：打开到期自动清除" in page
    assert "已打开" in page
    day = Daily()
    assert day.look(now)
    assert not day.look(now + timedelta(minutes=1))
    assert hobbies() == {"K1": None, "K2": None, "K3": "下棋"}
    assert HistoryLine.objects.filter(action="保留期满清除", by=None).count() == 2


def test_handed_over_files_stay_as_long_as_said(book: Client) -> None:
    assert kept_days() == 180
    page = said(post(book, f"{HERE}files/", days="90").client.get(HERE))
    assert "导入的原文件从现在起保留 90 天（原来 180 天）" in page
    assert kept_days() == 90
    assert 'value="90"' in page
    book.post(page.split('action="/undo/')[-1].split('"')[0].join(["/undo/", ""]))
    assert kept_days() == 180
    assert "请填 1 到 3650" in said(post(book, f"{HERE}files/", days="0").client.get(HERE))


def test_only_an_administrator_gets_in(book: Client) -> None:
    manager = create_account("m", name="李敏", role="销售经理", by=None, at=AT)
    other = client_of(viewer_for(manager))
    assert other.get(HERE).status_code == 403
    assert other.get(FIELD).status_code == 403
    for to in (FIELD, f"{HERE}clearing/", f"{HERE}files/"):
        assert post(other, to, on="1", days="9").status_code == 403
