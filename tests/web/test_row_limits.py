"""Every address, asked for everything that belongs to somebody else, gives nothing of it away."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from databases import ON_POSTGRES
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from web.noted import Reading
from web.two_books import (
    AS_OF,
    MINE,
    PEOPLE,
    PERIOD,
    REPORT,
    THEIRS,
    Marks,
    Side,
    consultant,
    empty_house,
    find_something,
    fresh_house,
    logged_in,
)

from zhike.jobs.run import run_now
from zhike.records.score.models import AnalysisRun
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
# What an address may carry besides the ids of somebody's records. A new address whose argument is
# neither here nor among `Side.ids` makes the walk fail: say here what to ask it for.
KNOWN = {
    "name": REPORT, "rest": "customers", "token": "no-such-token", "kind": "customers", "place": 1,
    "step": "cell", "noun": "customers", "key_id": 1, "field_path": "customers.remark",
    "cell_rule_id": "S0-09.unit", "table": "T0", "ending": "csv", "made": "table-1-none", "call": 1,
}  # fmt: skip
FEW = 2  # questions
ASIDE = {"logout"}  # asking it for anything would end the walk


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Viewer, Side, Side]]:
    """Return the administrator, me and the other one, with a run over both books.

    Built once, since nothing here changes it; the rows are committed, as the snapshot reads them
    through a connection of its own.
    """
    with django_db_blocker.unblock():
        admin = fresh_house()
        me, other = consultant("mine", "沈我", MINE), consultant("theirs", "韩彼", THEIRS)
        run_now("analyse", admin, as_of=AS_OF.isoformat())
        for side in (me, other):
            find_something(side, AnalysisRun.objects.get(state="当前").pk)
        yield admin, me, other
        empty_house()


def routes(patterns: Any = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the house with the pattern that ends it."""
    for pattern in patterns or get_resolver().url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, address)
        else:
            yield address, pattern


def filled(address: str, pattern: URLPattern, ids: dict[str, Any]) -> str:
    """Return an address with every argument given; fails for an argument nobody told it of."""
    known = KNOWN | ids
    for name, converter in pattern.pattern.converters.items():
        if name not in known:
            pytest.fail(f"{address}: 参数 {name} 不知道填什么，请写进 KNOWN 或 Side.ids")
        start = address.index("<")
        end = address.index(">", start)
        address = f"{address[:start]}{converter.to_url(known[name])}{address[end + 1 :]}"
    return f"/{address}"


def questions(other: Side) -> list[dict[str, Any]]:
    """Return what an address is asked for: nothing, their words, their ids."""
    marks, ids = other.marks, other.ids
    words = {
        "q": marks.half, "name": "总销售额", "metric": "成交客户数", "period": PERIOD, "by": "月",
        "where": '区域 = "华东"', "whose": "all", "state": "open", "plan": "高潜力客户30天未跟进",
    }  # fmt: skip
    named = {
        "owner": other.viewer.name, "customer": ids["customer_id"], "id": ids["customer_id"],
        "customer_id": ids["customer_id"], "batch": ids["batch_id"], "metric": "总销售额",
        "name": "总销售额", "period": PERIOD, "by": "跟进人", "whose": "all",
        "跟进人": other.viewer.account_id, "part": "总销售额",
        "ids": f"{ids['customer_id']},{ids['customer_id'] + 1}", "giving": ids["giving_id"],
    }  # fmt: skip
    typed = {"name": marks.half, "customer_text": marks.half}
    return [
        {}, words, named, typed,
        {"metric": "总销售额", "period": PERIOD, "q": marks.phone[-4:-1]},
    ]  # fmt: skip


def said(answer: Any) -> str:
    """Return all an answer says, also inside a workbook."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return str(dict(answer.headers)) + body.decode("utf-8", "replace")


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Return what the address asked last reads of its questions."""
    made = Reading()
    made.note(monkeypatch)
    return made


def walk(
    client: Client, other: Side, reading: Reading, *, only: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """Yield each address that answered, with what it said, for everything it could be asked.

    A question of which an address reads nothing would only be answered the same once more. On the
    second database an address asks by the same lookups, whatever its question.
    """
    many = FEW if ON_POSTGRES and not only else None
    for address, pattern in routes():
        url = filled(address, pattern, other.ids)
        if pattern.name in ASIDE or (only and unquote(url) not in only):
            continue
        reading.forget()
        for number, question in enumerate(questions(other)[:many]):
            if number > 1 and not reading.concerns(question):
                continue
            asked = f"{url}?{urlencode(question)}" if question else url
            answer = client.get(asked, headers={"HX-Request": "true"} if number % 2 else {})
            body = said(answer)
            if answer.status_code < 400:
                yield unquote(url), body


def whole(marks: Marks) -> tuple[str, ...]:
    """Return what no page says in full, not even to who may see it on asking."""
    return (marks.phone, marks.email, *PEOPLE)


def test_nothing_of_others_is_shown_at_any_address(
    house: tuple[Viewer, Side, Side], reading: Reading
) -> None:
    _, me, other = house
    hidden = (*THEIRS.all, *whole(MINE))  # the own ones are told masked (S0-13)
    told = [
        (url, mark)
        for url, body in walk(me.client(), other, reading)
        for mark in hidden
        if mark in body
    ]
    assert told == []


def test_the_walk_would_notice(house: tuple[Viewer, Side, Side], reading: Reading) -> None:
    """The administrator sees those words at the addresses that matter, so looking works."""
    admin, _, other = house
    customer = other.ids["customer_id"]
    wanted = frozenset({
        "/customers/", f"/customers/{customer}/", "/why/", "/tasks/", "/tasks/plan/",
        "/clean/same/",
        "/measure/", "/analyse/", f"/reports/{REPORT}/", "/api/v1/customers",
        f"/entries/cases/{other.ids['cases_id']}/", f"/entries/orders/{other.ids['orders_id']}/",
        "/entries/customers/found/", "/entries/products/found/",
        f"/api/v1/customers/{customer}", "/api/v1/measure", "/api/v1/analyse", "/api/v1/tasks",
        "/api/v1/duplicates", "/api/v1/batches", f"/attachments/{other.ids['attachment_id']}/",
        f"/asks/{other.ids['ask_id']}/", f"/activities/{other.ids['activity_id']}/",
        "/collect/waiting/", "/collect/forms/", f"/collect/forms/{other.ids['form_id']}/",
        "/api/v1/hand-ins", "/collect/export/T0.csv",
    })  # fmt: skip
    walked = list(walk(logged_in(admin.account_id), other, reading, only=wanted))
    assert {url for url, body in walked if any(mark in body for mark in THEIRS.all)} == wanted
    assert [url for url, body in walked if any(mark in body for mark in whole(THEIRS))] == []
    seen = dict(walked)[f"/customers/{customer}/"]
    assert ("139****7788" in seen, "j***@deepsea.example" in seen) == (True, True)


def test_own_words_are_shown(house: tuple[Viewer, Side, Side]) -> None:
    _, me, _ = house
    client = me.client()
    for url in ("/customers/", f"/customers/{me.ids['customer_id']}/", "/tasks/", "/clean/same/"):
        assert MINE.name in said(client.get(url)), url
    made = client.get(f"/reports/files/{me.ids['report_id']}/{me.ids['file']}")
    assert made.status_code == 200
    assert said(made)


def test_counts_and_sums_are_of_the_own_rows(house: tuple[Viewer, Side, Side]) -> None:
    _, me, _ = house
    client = me.client()

    def api(address: str) -> Any:
        return client.get(f"/api/v1/{address}").json()

    assert api("customers")["total"] == 2
    assert api("customers")["amount"] == 3141.59
    assert api("measure?name=总销售额&name=客户总数")["total"] == {
        "总销售额": 3141.59,
        "客户总数": 2,
    }
    assert api("analyse")["customers_count"] == 2
    assert sum(s["customers"] for s in api("analyse")["abc"].values()) <= 2
    assert api(f"reports/{REPORT}?period={PERIOD}")["figures"]["总销售额"] == 3141.59
    assert [field["cells"] for field in api("completeness")["fields"]] == [2] * 5
    assert len(api("tasks")["tasks"]) == 1
    assert len(api("batches")["batches"]) == 1
    assert "3,141.59" in said(client.get(f"/why/?metric=总销售额&period={PERIOD}"))


def test_writes_to_others_are_refused(house: tuple[Viewer, Side, Side]) -> None:
    _, me, other = house
    client, task = me.client(), other.ids["task_id"]
    for url, told in [
        (f"/tasks/{task}/done/", {"outcome": "x"}),
        (f"/tasks/{task}/undo/", {}),
        (f"/entries/cases/{other.ids['cases_id']}/", {"detail": "x", "rev": 10**9}),
        (f"/entries/cases/{other.ids['cases_id']}/remove/", {}),
        (f"/entries/orders/{other.ids['orders_id']}/remove/", {}),
        (f"/tasks/{task}/postpone/", {"due_on": "2024-08-01"}),
        (f"/api/v1/batches/{other.ids['batch_id']}/undo", {}),
        (f"/api/v1/batches/{other.ids['batch_id']}/accept", {}),
        (f"/entries/contacts/{other.ids['contacts_id']}/remove/", {}),
        (f"/attachments/{other.ids['attachment_id']}/remove/", {}),
        (f"/attachments/customers/{other.ids['customer_id']}/", {}),
        (f"/activities/attendees/{other.ids['event_id']}/remove/", {}),
        (f"/asks/{other.ids['ask_id']}/answer/", {"answer": "yes"}),
    ]:
        assert client.post(url, told).status_code in (400, 403, 404), url
