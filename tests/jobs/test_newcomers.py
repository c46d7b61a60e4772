"""Whom new customers belong to when the sheet names nobody."""

from pathlib import Path

import pytest
from django.utils import timezone
from records.conftest import people  # noqa: F401 - a fixture

from zhike.jobs.run import run_now
from zhike.records.customer.models import Customer
from zhike.records.playbook_version.changes import ensure_playbook

pytestmark = pytest.mark.django_db
SHEET = "客户编号,客户名称,跟进人\nN1,甲公司,\nN2,乙公司,李敏\nN3,丙公司,查无此人\n"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("王磊", {"N1": "王磊", "N2": "李敏", "N3": None}),  # who sees only the own ones keeps them
        ("管理员", {"N1": None, "N2": "李敏", "N3": None}),
    ],
)
def test_new_customers_nobody_is_named_for(people, tmp_path: Path, who, expected) -> None:  # noqa: F811
    ensure_playbook(at=timezone.now())
    file = tmp_path / "新客户.csv"
    file.write_text(SHEET, "utf-8")
    batch = run_now("propose_import", people[who], paths=[str(file)])["batch"]
    run_now("accept_import", people[who], batch=batch)
    owners = dict(Customer.objects.values_list("external_id", "owner__name"))
    assert owners == expected
