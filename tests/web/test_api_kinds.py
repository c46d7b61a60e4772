"""Every kind of record over HTTP is taken as the same rows are from a file."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from web.two_books import empty_house, fresh_house

from zhike.jobs.run import run_now
from zhike.records.intake.nouns import NOUNS
from zhike.records.key.changes import make_key
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
KINDS = Path(__file__).parents[1] / "examples/kinds"
CUSTOMERS = [
    {"客户编号": f"C202400{at}", "客户名称": f"客户{at}有限公司", "联系人": "王伟"}
    for at in (1, 2, 3)
]
OTHERS = {
    "contacts": [{"客户编号": "C2024001", "联系人姓名": "李想", "联系电话": "13911112222"}, {}],
    "interactions": [{"客户编号": "C2024002", "互动时间": "2024-05-06", "互动方式": "电话"}],
    "orders": [
        {"订单号": "O1", "客户编号": "C2024002", "下单日期": "2024-05-06", "订单金额": 125000},
    ],
    "order_lines": [
        {"订单号": "O2", "客户编号": "C2024003", "下单日期": "2024-05-06", "产品": "碳带",
         "数量": 2, "金额": 90.5},
        {"订单号": "O3", "客户编号": "C9", "下单日期": "2024-05-06", "产品": "碳带", "金额": 1},
    ],
}  # fmt: skip
FILES = sorted(path.stem for path in KINDS.glob("*.csv"))


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Viewer, str]]:
    """Return the administrator of three customers, and a key; each test's rows are rolled back."""
    with django_db_blocker.unblock():
        admin = fresh_house()
        key = make_key(
            admin, "ERP", account_id=admin.account_id, may_accept=True, at=timezone.now()
        )
        assert post(key.secret, "customers", CUSTOMERS)["new"] == 3
        yield admin, key.secret
        empty_house()


def post(secret: str, kind: str, rows: Any) -> Any:
    """Hand rows in and return the answer; the fates told by row are those counted."""
    answer = Client().post(
        f"/api/v1/intake/{kind}", json.dumps({"rows": rows}), content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip
    assert answer.status_code == 200, answer.content.decode()
    told = answer.json()
    fates = [row["fate"] for row in told["rows"]]
    counted = {fate: told[fate] for fate in ("new", "changed", "same", "unclear", "rejected")}
    assert {fate: fates.count(fate) for fate in counted} == counted
    return told


@pytest.mark.parametrize("kind", FILES)
def test_rows_are_taken_as_from_a_file(house: tuple[Viewer, str], kind: str) -> None:
    admin, secret = house
    path = KINDS / f"{kind}.csv"
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    filed = run_now("propose_import", admin, paths=[str(path)], kind=kind)
    told = post(secret, kind, rows)
    names = ("new", "changed", "same", "unclear", "rejected")
    assert {name: told[name] for name in names} == {name: filed[name] for name in names}
    assert [(p["column"], p["value"], p["message"]) for p in told["problems"]] == [
        (p["column"], p["value"], p["message"]) for p in filed["problems"]
    ]
    assert NOUNS[kind].model._default_manager.count() >= told["new"]


@pytest.mark.parametrize("kind", OTHERS)
def test_the_other_kinds_are_taken_too(house: tuple[Viewer, str], kind: str) -> None:
    told = post(house[1], kind, OTHERS[kind])
    assert told["new"] == 1
    assert told["rows"][0]["record"]


def test_every_kind_is_tried() -> None:
    assert {"customers", *FILES, *OTHERS} == set(NOUNS)
