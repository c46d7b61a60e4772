"""A book of three customers, taken in from a real file, and people who log in."""

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from zhike.jobs.run import run_now
from zhike.records.account.models import Account
from zhike.records.customer.models import Customer
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.words.viewer import Viewer

SHEET = """\
客户编号,客户名称,联系人,联系电话,所属行业,区域,客户类型,跟进人,最近跟进时间,跟进记录,潜在价值评分,备注
K1,甲州精密机械有限公司,赵经理,13800001111,机械,华东,成交,王磊,2024-05-20,要看样机,5,=1+1
K2,乙城物流有限公司,钱总,13800002222,物流,华南,潜在,王磊,2024-06-25,等预算,3,
K3,丙江食品有限公司,孙女士,13800003333,食品,华东,意向,周小雨,2024-05-01,嫌贵,4,
"""


def open_book(admin: Viewer, folder: Path, text: str = SHEET) -> int:
    """Take the sheet in as the administrator; returns the batch's id."""
    cache.clear()
    settings.HOME.ensure()
    ensure_playbook(at=timezone.now())
    file = folder / "客户.csv"
    file.write_text(text, "utf-8")
    batch: int = run_now("propose_import", admin, paths=[str(file)])["batch"]
    run_now("accept_import", admin, batch=batch)
    return batch


def client_of(viewer: Viewer, *, strict: bool = False) -> Client:
    """Return a browser logged in as somebody; a strict one sends no token by itself."""
    client = Client(enforce_csrf_checks=strict)
    account = Account.objects.get(pk=viewer.account_id)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def id_of(number: str) -> int:
    """Return the inner id of a customer known by the number in the sheet."""
    return Customer.objects.get(external_id=number, gone_at__isnull=True).pk


def said(answer: object) -> str:
    """Return what an answer says."""
    return answer.content.decode()  # type: ignore[attr-defined]
