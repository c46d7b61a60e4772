"""A sensitive value is kept only with the tick that its person agreed to it by itself."""

import json

import pytest
from django.test import Client
from web.small_book import client_of, said

from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.lookups import active_version
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
NEW = "/entries/customers/new/"
HOME = "家庭住址"
TYPED = {
    "kind": "person", "name": "顾明", "customer_type": "潜在", "industry": "机械",
    "contacts.name": "顾明", "contacts.phone": "13900002222", HOME: "苏州市人民路 1 号",
}  # fmt: skip


@pytest.fixture
def client(boss: Viewer) -> Client:
    """Return a browser where a sensitive field was switched on."""
    browser = client_of(boss)
    assert "consent_sensitive" not in said(browser.get(NEW))
    told = {"version": active_version(), "act": "show"}
    assert browser.post(f"/settings/fields/customers.{HOME}/act/", told).status_code == 302
    return browser


def test_without_the_tick_it_is_refused_and_with_it_the_history_keeps_that(client: Client) -> None:
    assert "已单独征得本人同意" in said(client.get(NEW))
    refused = client.post(NEW, TYPED)
    assert refused.status_code == 422
    assert "这是敏感信息：先单独征得本人同意" in said(refused)
    assert "苏州市人民路 1 号" in said(refused)
    assert not Customer.objects.exists()
    assert client.post(NEW, TYPED | {"consent_sensitive": "on"}).status_code == 302
    line = HistoryLine.objects.get(action="录入客户")
    assert line.why == f"已单独征得本人同意：{HOME}"
    without = {name: text for name, text in TYPED.items() if name != HOME}
    plain = without | {"name": "许文", "contacts.name": "许文", "contacts.phone": "13900003333"}
    assert client.post(NEW, plain).status_code == 302  # nothing sensitive, nothing to tick


def test_a_program_has_to_say_so_too(client: Client) -> None:
    def call(**more: object) -> tuple[int, dict[str, object]]:
        body = json.dumps(TYPED | more)
        answer = client.post("/api/v1/customers", body, content_type="application/json")
        return answer.status_code, answer.json()

    for no in ({}, {"consent_sensitive": False}, {"consent_sensitive": "no"}):
        code, told = call(**no)
        assert (code, list(told["fields"])) == (422, [HOME])  # type: ignore[call-overload]
    assert call(consent_sensitive=True)[0] == 201
