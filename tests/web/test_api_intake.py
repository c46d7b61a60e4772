"""Rows over HTTP with a source's key: checked, kept and undone as files are, once a call."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from web.small_book import client_of
from web.two_books import empty_house, fresh_house

from zhike.access.viewer import viewer_for
from zhike.records.account.changes import create_account
from zhike.records.account.models import Account
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.key.calls import begin_call, hold_call
from zhike.records.key.changes import make_key, revoke_key
from zhike.records.key.models import Call, Key
from zhike.web import auth
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
API = "/api/v1"
ROWS = [
    {"客户编号": "N001", "客户名称": "新来精工", "customers.region": "华东", "潜在价值评分": 4},
    {"客户编号": "N002", "客户名称": "又来物流", "customers.region": "华南"},
]


@pytest.fixture(scope="module")
def book(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Viewer]]:
    """Return an administrator and a seller of an empty book; what a test writes is rolled back."""
    with django_db_blocker.unblock():
        admin, at = fresh_house(), timezone.now()
        seller = create_account("wang", name="王磊", role="销售顾问", by=None, at=at)
        yield {"管理员": admin, "王磊": viewer_for(seller)}
        empty_house()


@pytest.fixture
def secret(book: dict[str, Viewer]) -> str:
    """Return a key of the website that may write customers and follow-ups."""
    admin = book["管理员"]
    return key_for(admin, kinds=("customers", "interactions"), may_accept=True)


def key_for(viewer: Viewer, *, account: Viewer | None = None, **told: Any) -> str:
    """Return a fresh key of 官网."""
    whose = (account or viewer).account_id
    return make_key(viewer, "官网", account_id=whose, at=timezone.now(), **told).secret


def post(address: str, body: Any, secret: str | None, **headers: str) -> Any:
    """Return the answer to a call of a program."""
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    if secret is not None:
        told["Authorization"] = f"Bearer {secret}"
    return Client().post(f"{API}/{address}", data, content_type="application/json", headers=told)


def test_rows_become_a_batch_that_can_be_undone(secret: str) -> None:
    answer = post("intake/customers", {"rows": ROWS}, secret).json()
    assert (answer["new"], answer["rejected"], answer["state"]) == (2, 0, "已接收")
    first = Customer.objects.get(external_id="N001")
    assert answer["rows"][0] == {"index": 0, "fate": "new", "id": "N001", "record": first.pk}
    assert (first.potential, first.region, first.place) == (4, "华东", "官网.json!1")
    again = post("intake/客户", {"rows": ROWS}, secret).json()
    assert (again["same"], again["new"]) == (2, 0)
    undone = post(f"batches/{answer['batch']}/undo", {}, secret)
    assert undone.json() == {"batch": answer["batch"], "left": []}
    assert not Customer.objects.live().exists()


def test_problems_name_the_index_and_good_rows_go_in(secret: str) -> None:
    rows = [*ROWS, {"客户编号": "", "客户名称": "", "customers.region": "华北"}]
    answer = post("intake/customers", {"rows": rows}, secret).json()
    assert [row["fate"] for row in answer["rows"]] == ["new", "new", "rejected"]
    assert {one["index"] for one in answer["problems"]} == {2}
    assert answer["rejected"] == 1


def test_nothing_goes_in_when_one_row_falls(secret: str) -> None:
    rows = [*ROWS, {"客户编号": None, "客户名称": "", "customers.region": "华北"}]
    answer = post("intake/customers", {"rows": rows, "on_problem": "nothing"}, secret)
    assert answer.status_code == 422
    assert answer.json()["error"] == "有 1 行不合格或不明，按“要么全部要么不导”没有写入。"
    assert not Customer.objects.exists()


def test_a_key_that_proposes_waits_for_a_person(book: dict[str, Viewer]) -> None:
    admin = book["管理员"]
    secret = key_for(admin)
    refused = post("intake/customers", {"rows": ROWS}, secret)
    assert refused.status_code == 403
    assert "待确认" in refused.json()["error"]
    waiting = post("intake/customers", {"rows": ROWS, "on_problem": "wait"}, secret).json()
    assert (waiting["state"], waiting["written"]) == ("待确认", False)
    assert "“官网”提交了 2 行，等您确认。" in client_of(admin).get("/notices/").content.decode()
    assert post(f"batches/{waiting['batch']}/accept", {}, secret).status_code == 403
    done = client_of(admin).post(f"{API}/batches/{waiting['batch']}/accept").json()
    assert done["new"] == 2


def test_the_same_name_gets_the_same_answer(secret: str) -> None:
    body = {"rows": ROWS}
    first = post("intake/customers", body, secret, Idempotency_Key="a-1")
    again = post("intake/customers", body, secret, Idempotency_Key="a-1")
    assert again.json() == first.json()
    assert again.json()["new"] == 2
    assert Batch.objects.count() == 1
    other = post("intake/customers", {"rows": ROWS[:1]}, secret, Idempotency_Key="a-1")
    assert (other.status_code, "内容不同" in other.json()["error"]) == (422, True)
    Call.objects.update(at=timezone.now() - timedelta(days=8))
    late = post("intake/customers", {"rows": ROWS[:1]}, secret, Idempotency_Key="a-1")
    assert late.json()["same"] == 1


def test_a_call_under_way_is_not_begun_twice(secret: str, settings: Any) -> None:
    key = Key.objects.get()
    body = json.dumps({"rows": ROWS})
    caller = auth.Caller(key.account_id, key.pk, key.source)
    refused = post("intake/customers", body, secret, Idempotency_Key="a-2")
    assert refused.status_code == 200
    call = begin_call(
        caller, name="a-2", digest=Call.objects.get(name="a-2").digest, at=timezone.now()
    )
    with hold_call(call, home=settings.HOME):
        if connection.vendor == "sqlite":  # one connection may hold a lock of the server twice
            busy = post("intake/customers", body, secret, Idempotency_Key="a-2")
            assert (busy.status_code, "还在处理" in busy.json()["error"]) == (409, True)


def test_a_call_broken_off_before_its_answer_goes_on(secret: str) -> None:
    body = {"rows": ROWS}
    first = post("intake/customers", body, secret, Idempotency_Key="a-3").json()
    Call.objects.update(status=None, answer=None, batch=None)  # as a kill -9 leaves it
    again = post("intake/customers", body, secret, Idempotency_Key="a-3").json()
    assert again == first
    assert (Batch.objects.count(), Customer.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("kind", "body", "status", "said"),
    [
        ("customers", "{rows: 1}", 400, "不是有效的 JSON：第 1 行第 2 个字附近。"),
        ("customers", "[]", 400, "请提交 {“rows”"),
        ("customers", {"rows": []}, 400, "rows 是空的"),
        ("customers", {"rows": ["x"]}, 400, "rows 的第 0 项（从 0 数）不是对象"),
        ("customers", {"rows": [{"客户名称": {"a": 1}}]}, 400, "第 0 项（从 0 数）的“客户名称”"),
        ("customers", {"rows": [{"客户名陈": "甲"}]}, 400, "“客户名陈”，最接近的是：客户名称"),
        ("customers", {"rows": ROWS, "kind": 1}, 400, "不认识“kind”"),
        ("customers", {"rows": ROWS, "on_problem": "x"}, 400, "on_problem 可以写"),
        ("customers", {"rows": ROWS, "writing": {"客户名称": "x"}}, 400, "写法“x”不认识"),
        ("customer", {"rows": ROWS}, 404, "没有“customer”这种记录，最接近的是：customers"),
        ("orders", {"rows": ROWS}, 403, "不能提交“订单”"),
        ("customers", {"rows": [{}] * 10_001}, 413, "一次最多 10,000 行，这次有 10,001 行"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(
    secret: str, kind: str, body: Any, status: int, said: str
) -> None:
    answer = post(f"intake/{kind}", body, secret)
    assert answer.status_code == status, answer.content.decode()
    assert list(answer.json()) == ["error"]
    assert said in answer.json()["error"]
    assert not Batch.objects.exists()
    assert not Call.objects.exists()


def test_a_key_that_opens_nothing_says_why(book: dict[str, Viewer], secret: str) -> None:
    admin = book["管理员"]
    today = timezone.localdate()
    over = key_for(admin, expires_on=today - timedelta(days=1))
    revoked = key_for(admin)
    revoke_key(admin, Key.objects.order_by("-id")[0].pk, at=timezone.now())
    for shown, said in ((over, "已过期"), (revoked, "已停用"), ("zk_nobody", "没有这个密钥")):
        answer = post("intake/customers", {"rows": ROWS}, shown)
        assert answer.status_code == 401
        assert said in answer.json()["error"]
    stranger = post("intake/customers", {"rows": ROWS}, None)
    assert (stranger.status_code, stranger.json()) in ((401, {"error": "请先登录。"}), (403, None))
    elsewhere = Client().get(f"{API}/customers", headers={"Authorization": f"Bearer {secret}"})
    assert elsewhere.status_code == 401
    assert "不收密钥" in elsewhere.json()["error"]


def test_a_key_acts_with_the_rights_of_its_account_now(book: dict[str, Viewer]) -> None:
    admin, seller = book["管理员"], book["王磊"]
    secret = key_for(admin, account=seller, may_accept=True)
    other = key_for(admin, may_accept=True)
    made = post("intake/customers", {"rows": ROWS}, other).json()
    told = post("intake/customers", {"rows": [ROWS[0] | {"customers.region": "西北"}]}, secret)
    assert told.json()["unclear"] == 1  # somebody else's customer is neither shown nor changed
    assert post(f"batches/{made['batch']}/undo", {}, secret).status_code == 404
    Account.objects.filter(pk=seller.account_id).update(is_active=False)
    answer = post("intake/customers", {"rows": ROWS}, secret)
    assert (answer.status_code, "账号已停用" in answer.json()["error"]) == (401, True)


def test_only_the_hash_is_kept_and_use_is_counted(
    book: dict[str, Viewer], secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    post("intake/customers", {"rows": ROWS}, secret)
    key = Key.objects.get()
    assert (key.uses, key.prefix) == (1, secret[:8])
    assert key.last_used_at is not None
    kept = json.dumps([str(row) for row in Key.objects.values()], ensure_ascii=False)
    lines = json.dumps(list(HistoryLine.objects.values("action", "after")), ensure_ascii=False)
    assert secret not in kept + lines + caplog.text
    assert "新建接口密钥" in lines


def test_a_key_that_never_pauses_is_slowed_down(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "CALLS_A_MINUTE", 1)
    auth._recent.clear()
    assert post("intake/customers", {"rows": ROWS}, secret).status_code == 200
    assert post("intake/customers", {"rows": ROWS}, secret).status_code == 429


def test_only_settings_make_keys_and_only_for_who_imports(book: dict[str, Viewer]) -> None:
    with pytest.raises(Exception, match="管理接口密钥"):
        key_for(book["王磊"])
    assert not Key.objects.exists()


def test_what_is_kept_may_stay_by_column(secret: str) -> None:
    post("intake/customers", {"rows": ROWS}, secret)
    rows = [{"客户编号": "N001", "客户名称": "新来精工厂", "customers.region": "西北"}]
    body = {"rows": rows, "writing": {"customers.region": "保留"}}
    assert post("intake/customers", body, secret).json()["changed"] == 1
    first = Customer.objects.get(external_id="N001")
    assert (first.name, first.region) == ("新来精工厂", "华东")


def test_where_rows_come_from_is_kept_and_a_bought_list_needs_more(secret: str) -> None:
    batch = post("intake/customers", {"rows": ROWS, "channel": "官网"}, secret).json()["batch"]
    kept = Batch.objects.get(pk=batch)
    assert (kept.channel, kept.collector) == ("线上表单", "官网")
    bought = {"rows": ROWS, "channel": "第三方"}
    assert post("intake/customers", bought, secret).status_code == 400
    lawful = post("intake/customers", bought | {"lawful_source": "合同 A-1"}, secret)
    assert lawful.status_code == 200


def test_the_docs_tell_of_it(book: dict[str, Viewer]) -> None:
    admin = client_of(book["管理员"])
    paths = admin.get(f"{API}/openapi.json").json()["paths"]
    told = paths[f"{API}/intake/{{kind}}"]["post"]
    assert told["requestBody"]["content"]["application/json"]["schema"]["required"] == ["rows"]
    kinds = admin.get(f"{API}/intake").json()["kinds"]
    assert {field["path"] for field in kinds["events"]["fields"]} >= {"events.event_kind"}
