"""Public forms: built, filled in by somebody outside, judged, and taken in like a file."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from records.conftest import people  # noqa: F401 - a fixture
from web.small_book import client_of, said

from zhike.collect.form.design import Design, Item
from zhike.records.customer.models import Customer
from zhike.records.form.changes import add_link, create_form, publish_form, save_draft, stop_form
from zhike.records.form.models import FormLink, PublicForm
from zhike.records.handin.models import HandIn
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.pages import public_form
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db

ASKED = Design(
    title="展会登记",
    items=(
        Item("a", "field", label="您的公司", path="customers.name", required=True),
        Item("b", "field", label="怎么称呼您", path="contacts.name"),
        Item("c", "field", label="电话", path="contacts.phone", required=True),
        Item("d", "field", label="城市", path="customers.city"),
        Item("q", "satisfaction", label="总体满意吗？"),
        Item("m", "multi", label="看重什么", choices=("价格", "质量")),
        Item("t", "text", label="还想说什么"),
    ),
    consent="我同意用于联系。",
)
TYPED = {"a": "新城自动化有限公司", "b": "马工", "c": "13812340001", "consent": "on"}


@pytest.fixture
def boss(people: dict[str, Viewer]) -> Viewer:  # noqa: F811
    """Return the administrator of a book with a playbook and nothing else."""
    settings.HOME.ensure()
    ensure_playbook(at=timezone.now())
    return people["管理员"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests hand in without waiting; one test waits for real."""
    monkeypatch.setattr(public_form, "SHORTEST_S", 0)


def opened(boss: Viewer, design: Design = ASKED, channel: str = "展会问卷") -> str:
    """Return the token of a published form."""
    now = timezone.now()
    form = create_form(boss, design, at=now)
    link = add_link(boss, form, channel=channel, label="", at=now)
    publish_form(boss, form, playbook=active_playbook(), at=now)
    return FormLink.objects.get(pk=link).token


def stamp_of(answer: Any) -> str:
    """Return the sign hidden in a shown form."""
    return str(answer.content.decode().split('name="stamp" value="')[1].split('"')[0])


def filled(token: str, typed: dict[str, Any] | None = None, **more: Any) -> Any:
    """Open a form as a stranger and hand it in."""
    stranger = Client(enforce_csrf_checks=True)
    stamp = stamp_of(stranger.get(f"/f/{token}/"))
    return stranger.post(f"/f/{token}/", {"stamp": stamp, **(typed or TYPED), **more})


def test_a_stranger_hands_in_and_a_person_takes_it_in(boss: Viewer) -> None:
    token = opened(boss)
    answer = filled(token, q="4", m=["价格", "质量"], t="=cmd|' /C calc'!A0")
    assert answer.status_code == 200
    assert "收到了" in said(answer)
    assert not answer.cookies
    row = HandIn.objects.get()
    assert row.values == {
        "customers.name": "新城自动化有限公司",
        "contacts.name": "马工",
        "contacts.phone": "13812340001",
    }
    assert row.consent["text"] == "我同意用于联系。"
    client = client_of(boss)
    page = said(client.get("/collect/waiting/"))
    assert "新客户" in page
    assert "138****0001" in page
    client.post("/collect/waiting/act/", {"do": f"take:{row.pk}"})
    customer = Customer.objects.get()
    assert (customer.name, customer.source_channel) == ("新城自动化有限公司", "展会问卷")
    assert customer.customer_type == "潜在"
    assert customer.place.startswith("表单 展会登记#客户!")
    assert customer.interactions.get().feedback == "积极"
    assert "没有待收的表单" in said(client.get("/collect/waiting/"))
    assert "批次" in said(client.get("/collect/waiting/?state=已收"))
