"""Two people at one customer: who saves second is told who changed what, and nothing is lost."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from bad_input.told import check
from django.test import Client
from django.utils import timezone
from web.small_book import SHEET, client_of, id_of, open_book, said

from zhike.jobs.run import run_now
from zhike.records.customer.changes import assign_customers
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_at(book: dict[str, Viewer], tmp_path: Path) -> int:
    """Return a customer of 王磊, whom 李敏 leads."""
    open_book(book["管理员"], tmp_path)
    return id_of("K1")


def fields_of(page: str) -> dict[str, str]:
    """Return what every field of the edit form holds, as a browser would send it."""
    inputs = re.findall(r'<input [^>]*name="(\w+)" value="([^"]*)"', page)
    texts = re.findall(r'<textarea name="(\w+)"[^>]*>\r?\n?([^<]*)</textarea>', page)
    lists = re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    chosen = [(name, re.findall(r'value="([^"]*)" selected', o)[0]) for name, o in lists]
    found = dict([*inputs, *texts, *chosen])
    return {name: html.unescape(value) for name, value in found.items()}


def opened(client: Client, customer: int) -> dict[str, str]:
    """Open the edit form and return what it holds."""
    return fields_of(said(client.get(f"/customers/{customer}/edit/")))


def test_the_second_save_is_told_and_both_changes_stay(book: dict[str, Viewer], open_at) -> None:
    first, second = client_of(book["王磊"]), client_of(book["李敏"])
    theirs, mine = opened(first, open_at), opened(second, open_at)
    address = f"/customers/{open_at}/edit/"
    assert first.post(address, theirs | {"remark": "等样机到"}).status_code == 302
    late = second.post(address, mine | {"region": "华中"})
    assert late.status_code == 409
    check("edited meanwhile", said(late))
    assert "<td>备注</td><td>=1+1</td><td>等样机到</td>" in said(late)
    again = fields_of(said(late))
    assert (again["region"], again["remark"]) == ("华中", "等样机到")  # typed here; taken over
    assert Customer.objects.get(pk=open_at).region == "华东"  # nothing written yet
    assert second.post(address, again).status_code == 302
    kept = Customer.objects.get(pk=open_at)
    assert (kept.region, kept.remark) == ("华中", "等样机到")
    last = HistoryLine.objects.filter(noun="customer", record_id=open_at).latest("id")
    assert last.after == {"region": "华中"}  # only what was typed was written


def test_of_the_same_field_both_words_are_shown(book: dict[str, Viewer], open_at) -> None:
    first, second = client_of(book["王磊"]), client_of(book["李敏"])
    theirs, mine = opened(first, open_at), opened(second, open_at)
    address = f"/customers/{open_at}/edit/"
    first.post(address, theirs | {"remark": "等样机到"})
    late = said(second.post(address, mine | {"remark": "已寄样机"}))
    assert "<td>备注</td><td>=1+1</td><td>等样机到</td><td>已寄样机" in late
    assert second.post(address, fields_of(late)).status_code == 302
    lines = HistoryLine.objects.filter(noun="customer", record_id=open_at, action="修改客户")
    assert [(line.before["remark"], line.after["remark"]) for line in lines.order_by("id")] == [
        ("=1+1", "等样机到"),
        ("等样机到", "已寄样机"),
    ]  # the word that was replaced stands in the history


def test_an_import_counts_as_somebody(book: dict[str, Viewer], open_at, tmp_path) -> None:
    client = client_of(book["王磊"])
    mine = opened(client, open_at)
    file = tmp_path / "新.csv"
    file.write_text(SHEET.replace("机械,华东", "机械,华南"), "utf-8")
    run_now("import_files", book["管理员"], paths=[str(file)], asked={})
    late = client.post(f"/customers/{open_at}/edit/", mine | {"remark": "已寄样机"})
    check("imported meanwhile", said(late))
    assert fields_of(said(late))["region"] == "华南"


def test_another_owner_meanwhile_is_no_clash(book: dict[str, Viewer], open_at) -> None:
    second = client_of(book["李敏"])
    mine, before = opened(second, open_at), Customer.objects.get(pk=open_at).rev
    lead = book["李敏"]
    assign_customers(lead, [open_at], owner_id=lead.account_id, at=timezone.now())
    assert Customer.objects.get(pk=open_at).rev > before
    saved = second.post(f"/customers/{open_at}/edit/", mine | {"region": "华中"})
    assert saved.status_code == 302
    kept = Customer.objects.get(pk=open_at)
    assert (kept.region, kept.owner_id) == ("华中", lead.account_id)


def patch(client: Client, customer: int, body: dict[str, Any]) -> tuple[int, Any]:
    """Send a change over the API; return status and answer."""
    address = f"/api/v1/customers/{customer}"
    answer = client.patch(address, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_the_api_tells_the_same(book: dict[str, Viewer], open_at) -> None:
    first, second = client_of(book["王磊"]), client_of(book["李敏"])
    seen = second.get(f"/api/v1/customers/{open_at}").json()
    told = {"rev": seen["rev"], "seen": seen["values"]}
    assert patch(first, open_at, told | {"values": {"remark": "等样机到"}})[0] == 200
    status, answer = patch(second, open_at, told | {"values": {"region": "华中"}})
    assert status == 409
    check("edited meanwhile", answer["error"])
    (one,) = answer["changed"]
    assert (one["field"], one["was"], one["now"], one["by"]) == (
        "remark",
        "=1+1",
        "等样机到",
        "王磊",
    )
    assert answer["yours"] == {"region": "华中"}
    again = {"rev": answer["rev"], "seen": answer["values"], "values": answer["yours"]}
    assert patch(second, open_at, again)[0] == 200
    kept = Customer.objects.get(pk=open_at)
    assert (kept.region, kept.remark) == ("华中", "等样机到")


def test_the_api_holds_back_by_revision_alone(book: dict[str, Viewer], open_at) -> None:
    client = client_of(book["王磊"])
    rev = client.get(f"/api/v1/customers/{open_at}").json()["rev"]
    assert patch(client, open_at, {"rev": rev, "values": {"remark": "一"}})[0] == 200
    assert patch(client, open_at, {"rev": rev, "values": {"remark": "二"}})[0] == 409
    assert Customer.objects.get(pk=open_at).remark == "一"


def test_the_api_refuses_what_makes_no_sense(book: dict[str, Viewer], open_at) -> None:
    client = client_of(book["王磊"])
    rev = client.get(f"/api/v1/customers/{open_at}").json()["rev"]
    status, answer = patch(client, open_at, {"rev": rev, "values": {"potential": 9}})
    assert (status, "潜在价值评分" in answer["error"]) == (422, True)
    status, answer = patch(client, open_at, {"rev": rev, "values": {"owner_id": 1}})
    assert (status, "owner_id" in answer["error"]) == (400, True)
    other = client_of(book["周小雨"])
    assert patch(other, open_at, {"rev": rev, "values": {"remark": "x"}})[0] == 404
