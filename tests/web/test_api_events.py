"""Events at volume: into the snapshot beside the book, once, claimed and taken back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from web.small_book import client_of, id_of, open_book, said
from web.two_books import empty_house, fresh_house

from zhike.access.viewer import viewer_for
from zhike.jobs.errands.refresh import refreshed
from zhike.jobs.run import SOON, errand_of, run_now
from zhike.records.account.changes import create_account, create_team
from zhike.records.batch.models import Batch
from zhike.records.customer.scope import sight_for
from zhike.records.history.models import HistoryLine
from zhike.records.job.changes import mark_orphans
from zhike.records.job.lookups import next_queued
from zhike.records.job.models import Job
from zhike.records.key.changes import make_key
from zhike.store.tables import tables_for
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
API = "/api/v1/events"


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Viewer, str]]:
    """Return the administrator of three customers, committed for the snapshot, and a key."""
    with django_db_blocker.unblock():
        admin = fresh_house()
        team = create_team("一部", by=None, at=timezone.now())
        create_account("zhou", name="周小雨", role="销售顾问", team_id=team, by=None,
                       at=timezone.now())  # fmt: skip
        open_book(admin, tmp_path_factory.mktemp("book"))
        key = make_key(admin, "官网", account_id=admin.account_id, kinds=["events"],
                       may_accept=True, at=timezone.now())  # fmt: skip
        yield admin, key.secret
        empty_house()


def post(secret: str, events: Any, **headers: str) -> Any:
    """Send events: a list as JSON, text as a line each."""
    by_line = isinstance(events, str)
    kind = "application/x-ndjson" if by_line else "application/json"
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    told["Authorization"] = f"Bearer {secret}"
    body = events if by_line else json.dumps(events)
    return Client().post(API, body, content_type=kind, headers=told)


def visit(customer: str, own_id: str | None = None, **more: Any) -> dict[str, Any]:
    """Return one visit of a customer."""
    day = timezone.localdate().isoformat()
    return {
        "kind": "官网访问",
        "customer": customer,
        "at": f"{day}T00:30:00+08:00",
        "id": own_id,
    } | more


EVENTS = [
    visit("K1", "a1", count=2), visit("K2", "a2"), visit("K9", "a3"), visit("K1", "a1"),
    visit("K1", "a5", kind="看看"), visit("K1", "a6", at="2026-02-30"),
]  # fmt: skip


def counted(viewer: Viewer) -> dict[int, int]:
    """Return {customer: times} of the snapshot's events, within the viewer's rows."""
    tables = tables_for(sight_for(viewer), refreshed(errand_of(viewer)))
    events = tables.events
    rows = tables.run(events.group_by("customer_id").agg(n=events["count"].sum())).to_pylist()
    return {row["customer_id"]: row["n"] for row in rows}


@pytest.fixture
def sent(house: tuple[Viewer, str]) -> Iterator[dict[str, Any]]:
    """Return the answer to five visits, one of them of nobody known, and a broken one."""
    admin, secret = house
    told = post(secret, EVENTS).json()
    yield told
    if Batch.objects.get(pk=told["batch"]).state == "已接收":
        run_now("undo_import", admin, batch=told["batch"])


def test_problems_are_told_by_index_and_the_rest_is_kept(
    house: tuple[Viewer, str], sent: dict[str, Any]
) -> None:
    assert (sent["new"], sent["same"], sent["unclaimed"], sent["rejected"]) == (3, 1, 1, 2)
    assert [(p["index"], p["column"]) for p in sent["problems"]] == [
        (2, "customer"), (4, "kind"), (5, "at"),
    ]  # fmt: skip
    again = post(house[1], "\n".join(json.dumps(event) for event in EVENTS[:3])).json()
    assert (again["new"], again["same"], again["batch"]) == (0, 3, sent["batch"])
    batch = Batch.objects.get(pk=sent["batch"])
    assert (batch.fates["new"], batch.fates["rejected"]) == (3, 0)
    page = said(client_of(house[0]).get("/settings/keys/"))
    assert "未认领 1 条" in page
    assert "看看" in page


def test_events_count_wherever_events_count(
    house: tuple[Viewer, str], sent: dict[str, Any]
) -> None:
    admin, _ = house
    one, two = id_of("K1"), id_of("K2")
    assert counted(admin) == {one: 2, two: 1}
    assert counted(viewer_for(admin.account_id + 1)) == {}  # K3 is hers
    measured = run_now("measure", admin, names=["访问官网次数", "行为记录数"])["total"]
    assert measured == {"访问官网次数": 3, "行为记录数": 2}
    behind = run_now("explain_figure", admin, name="访问官网次数")["behind"]["rows"]
    assert sorted((row["customer_id"], row["said"].text) for row in behind) == [
        (one, "官网访问"), (two, "官网访问"),
    ]  # fmt: skip
    page = said(client_of(admin).get(f"/customers/{one}/?kind=行为"))
    assert "近90天" in page
    assert "官网访问 2 次" in page


def test_events_follow_their_customers(house: tuple[Viewer, str], sent: dict[str, Any]) -> None:
    admin, _ = house
    one, two = id_of("K1"), id_of("K2")
    made = run_intake(admin, [{"客户编号": "K9", "客户名称": "丁港化工有限公司"}])
    nine = id_of("K9")
    assert counted(admin) == {one: 2, two: 1, nine: 1}
    merged = run_now("merge", admin, survivor="K2", others=["K1"])
    assert counted(admin) == {two: 3, nine: 1}
    run_now("unmerge", admin, merge=merged["merge"])
    run_now("undo_import", admin, batch=made)
    assert counted(admin) == {one: 2, two: 1}
    run_intake(admin, [{"客户编号": "K9", "客户名称": "丁港化工有限公司"}])
    assert counted(admin) == {one: 2, two: 1, id_of("K9"): 1}


def test_a_day_of_a_source_is_taken_back_and_may_come_again(
    house: tuple[Viewer, str], sent: dict[str, Any]
) -> None:
    admin, secret = house
    headers = {"Authorization": f"Bearer {secret}"}
    undone = Client().post(f"/api/v1/batches/{sent['batch']}/undo", headers=headers)
    assert undone.json() == {"batch": sent["batch"], "left": []}
    assert counted(admin) == {}
    lines = HistoryLine.objects.filter(noun="batch", record_id=sent["batch"]).order_by("id")
    assert list(lines.values_list("action", flat=True)) == ["接收行为", "撤销导入"]
    fresh = post(secret, EVENTS[:1]).json()
    assert (fresh["new"], fresh["batch"] != sent["batch"]) == (1, True)
    run_now("undo_import", admin, batch=fresh["batch"])


def run_intake(admin: Viewer, rows: list[dict[str, str]]) -> int:
    """Take customers in over HTTP as the administrator."""
    key = make_key(admin, "后台", account_id=admin.account_id, may_accept=True, at=timezone.now())
    answer = Client().post(
        "/api/v1/intake/customers", json.dumps({"rows": rows}),
        content_type="application/json", headers={"Authorization": f"Bearer {key.secret}"},
    )  # fmt: skip
    batch: int = answer.json()["batch"]
    return batch


def test_a_named_call_is_taken_once(house: tuple[Viewer, str]) -> None:
    _, secret = house
    sent = [visit("K1"), visit("K2")]
    first = post(secret, sent, Idempotency_Key="n-1")
    again = post(secret, sent, Idempotency_Key="n-1")
    assert (first.json()["new"], again.json()) == (2, first.json())
    other = post(secret, sent[:1], Idempotency_Key="n-1")
    assert (other.status_code, "内容不同" in other.json()["error"]) == (422, True)


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("{x", 400, "第 1 行不是有效的 JSON"),
        ([], 400, "没有要提交的事件"),
        ([1], 400, "第 0 个事件（从 0 数）不是对象"),
        ([{"kid": 1}], 400, "不认识的栏目“kid”，最接近的是：kind"),
        ([{"kind": "a", "event": "b"}], 400, "是一个意思"),
        ([{}] * 10_001, 413, "一次最多 10,000 个事件，这次有 10,001 个"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    house: tuple[Viewer, str], body: Any, status: int, said: str
) -> None:
    answer = post(house[1], body)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert said in answer.json()["error"]


def test_only_who_sees_everybody_hands_events_in(house: tuple[Viewer, str]) -> None:
    admin, _ = house
    key = make_key(admin, "门店", account_id=admin.account_id + 1, may_accept=True,
                   at=timezone.now())  # fmt: skip
    answer = post(key.secret, [visit("K1")])
    assert (answer.status_code, "看得到全部客户" in answer.json()["error"]) == (403, True)
    assert settings.HOME.events.is_dir()


def test_events_without_a_number_count_once_when_the_call_comes_again(
    house: tuple[Viewer, str],
) -> None:
    admin, secret = house
    sent = [visit("K1", detail="首页"), visit("K1", detail="首页")]
    first = post(secret, sent).json()
    assert (first["new"], first["source"], "repeated" in first) == (2, "官网", False)
    assert post(secret, sent).json() == first | {"repeated": True}
    assert post(secret, sent, Idempotency_Key="meant").json()["new"] == 2  # said to be another call
    run_now("undo_import", admin, batch=first["batch"])
    again = post(secret, sent).json()
    assert (again["new"], again["batch"] != first["batch"]) == (2, True)
    run_now("undo_import", admin, batch=again["batch"])


def test_one_call_is_taken_back_alone_and_may_come_again(house: tuple[Viewer, str]) -> None:
    admin, secret = house
    one, two = id_of("K1"), id_of("K2")
    before = counted(admin)

    def more(ones: int, twos: int) -> dict[int, int]:
        return {one: before.get(one, 0) + ones, two: before.get(two, 0) + twos}

    keep = post(secret, [visit("K1", "u1"), visit("K2", "u2")]).json()
    gone = post(secret, [visit("K1", "u3", detail="错的"), visit("K1", "u4"), {"kind": "?"}]).json()
    assert counted(admin) == more(3, 1)
    key = make_key(admin, "别家", account_id=admin.account_id, may_accept=True, at=timezone.now())
    address = f"/api/v1/events/calls/{gone['call']}/undo"
    for bearer, status in ((key.secret, 404), (secret, 200), (secret, 404)):
        told = Client().post(address, headers={"Authorization": f"Bearer {bearer}"})
        assert told.status_code == status, told.content
    assert counted(admin) == more(1, 1)
    assert Batch.objects.get(pk=keep["batch"]).fates["new"] == 2
    assert HistoryLine.objects.filter(action="撤销一次行为", record_id=keep["batch"]).count() == 1
    fresh = post(secret, [visit("K1", "u3"), visit("K1", "u1")]).json()
    assert (fresh["new"], fresh["same"], fresh["batch"]) == (1, 1, keep["batch"])
    page = client_of(admin).get(f"/collect/{keep['batch']}/done/")
    assert "最近的提交" in said(page)
    address = f"/collect/{keep['batch']}/calls/{fresh['call']}/undo/"
    assert "已撤销这次提交的 1 条行为" in said(client_of(admin).post(address, follow=True))
    assert counted(admin) == more(1, 1)
    run_now("undo_import", admin, batch=keep["batch"])


def test_many_calls_ask_for_one_analysis(house: tuple[Viewer, str]) -> None:
    admin, secret = house
    Job.objects.all().delete()
    for number in range(3):
        told = post(secret, [visit("K1", f"j{number}")]).json()
    job = Job.objects.get(errand="analyse")
    assert job.not_before is not None
    assert next_queued(at=job.asked_at) is None
    assert next_queued(at=job.not_before) == next_queued() == job.pk
    mark_orphans(at=timezone.now())
    assert next_queued() == job.pk  # nobody watches it: it waits for the next start
    Job.objects.filter(pk=job.pk).update(state="完成", started_at=job.asked_at)
    batch = run_intake(admin, [{"客户编号": "K8", "客户名称": "己港化工有限公司"}])
    later = Job.objects.exclude(pk=job.pk).get(errand="analyse")
    assert later.not_before == job.asked_at + SOON[1]
    for one in (batch, told["batch"]):
        run_now("undo_import", admin, batch=one)
