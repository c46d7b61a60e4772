"""设置 → 接口: a key is shown once, revoked in one step, and only for who holds the settings."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from records.conftest import people as _people
from web.small_book import client_of, said

from zhike.records.history.models import HistoryLine
from zhike.records.key.models import Key
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
people = _people
PAGE = "/settings/keys/"


@pytest.fixture
def admin(people: dict[str, Viewer]) -> Client:
    """Return the administrator's browser."""
    ensure_playbook(at=timezone.now())
    return client_of(people["管理员"])


def test_a_key_is_made_shown_once_used_and_revoked(
    admin: Client, people: dict[str, Viewer]
) -> None:
    assert "还没有密钥" in said(admin.get(PAGE))
    account = people["管理员"].account_id
    told = {"source": "官网", "account": account, "way": "write", "kinds": ["customers"]}
    answer = admin.post(PAGE, told)
    (secret,) = set(re.findall(r"zk_[\w-]{43}", said(answer)))
    assert "curl http://testserver/api/v1/intake/customers" in said(answer)
    assert "no-store" in answer["Cache-Control"]
    assert secret not in said(admin.get(PAGE))
    assert f"{secret[:8]}…" in said(admin.get(PAGE))
    example = re.search(r"-d &#x27;(.*?)&#x27;|-d '(.*?)'</pre>", said(answer))
    assert example
    body = (example[1] or example[2]).replace("&quot;", '"')
    call = Client().post(
        "/api/v1/intake/customers", body, content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip
    assert call.json()["new"] == 1
    assert json.loads(body)["rows"][0]["客户编号"] == "C001"
    key = Key.objects.get()
    assert admin.post(f"{PAGE}{key.pk}/revoke/").status_code == 302
    assert "已停用" in said(admin.get(PAGE))
    lines = HistoryLine.objects.filter(noun="key").order_by("id")
    assert list(lines.values_list("action", flat=True)) == ["新建接口密钥", "停用接口密钥"]


def test_what_cannot_be_a_key_is_said_beside_the_field(
    admin: Client, people: dict[str, Viewer]
) -> None:
    over = timezone.localdate() - timedelta(days=1)
    account = people["管理员"].account_id
    told = {"source": "", "account": account, "way": "write", "expires_on": over.isoformat()}
    answer = admin.post(PAGE, told)
    assert answer.status_code == 422
    assert "这一天已经过去了" in said(answer)
    assert not Key.objects.exists()


def test_nobody_else_sees_or_makes_keys(people: dict[str, Viewer]) -> None:
    ensure_playbook(at=timezone.now())
    seller = client_of(people["王磊"])
    assert seller.get(PAGE).status_code == 403
    told = {"source": "官网", "account": people["王磊"].account_id, "way": "write"}
    assert seller.post(PAGE, told).status_code == 403
    assert not Key.objects.exists()
