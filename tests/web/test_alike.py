"""A customer that is kept already is said before it is written: by hint, form and API."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said

from zhike.clean import alike_rows
from zhike.clean.alike_rows import TOO_MANY
from zhike.jobs.run import run_now
from zhike.records.alike import rows
from zhike.records.batch.chest import load_asked
from zhike.records.blocking.catching_up import catch_up
from zhike.records.customer.models import Customer
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
TYPED = "name=甲洲精密机械&contacts.phone=138 0000 1112"  # alike in sound, one digit off


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with K1 and K2 of 王磊 and K3 of 周小雨, keyed."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    catch_up()
    return people


def test_what_looks_alike_is_hinted_with_its_reasons(book: dict[str, Viewer]) -> None:
    client, address = client_of(book["王磊"]), "/entries/already/"
    both = said(client.get(f"{address}?{TYPED}"))
    assert f"/customers/{id_of('K1')}/" in both
    assert "可能是同一家：" in both
    assert "手机号只差一位、名称读音一致" in both
    assert "相同：" not in both
    name = said(client.get(f"{address}?name=甲洲精密机械"))
    assert "看起来像：" in name
    beside = {"HX-Trigger-Name": "contacts.phone"}
    assert said(client.get(f"{address}?name=甲洲精密机械", headers=beside)).strip() == ""
    foreign = said(client_of(book["周小雨"]).get(f"{address}?{TYPED}"))
    assert "可能已有（看起来像同一家），归属 王磊 销售一部" in foreign
    assert "甲州" not in foreign
    assert "K1" not in foreign
    assert "一位" not in foreign


def told(viewer: Viewer, **others: Any) -> Any:
    body = {"name": "甲州机械", "contacts.name": "赵经理", "industry": "机械"} | others
    return client_of(viewer).post(
        "/api/v1/customers", json.dumps(body), content_type="application/json"
    )


def test_the_api_says_who_it_may_be_and_keeps_it_anyway(book: dict[str, Viewer]) -> None:
    same = told(book["王磊"], **{"contacts.phone": "13800001111"})
    assert same.status_code == 409
    (kept,) = same.json()["already"]
    assert (kept["same"], kept["sure"], kept["id"]) == ("电话", True, id_of("K1"))
    foreign = told(book["周小雨"], **{"contacts.phone": "13800001111"}).json()["already"][0]
    assert (foreign["owner"], foreign["id"], foreign["name"]) == ("王磊", None, "")
    assert Customer.objects.count() == 3
    assert told(book["王磊"], **{"contacts.phone": "13800001111"}, anyway=True).status_code == 201
    assert (
        told(book["王磊"], name="无名精工", **{"contacts.phone": "13911112222"}).status_code == 201
    )


@pytest.mark.parametrize("few", [100, 0])
def test_a_sheet_asks_about_what_looks_alike_among_ones_own(
    book: dict[str, Viewer], tmp_path: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most in ("ALONE", "FEW"):
        monkeypatch.setattr(rows, most, few)
    file = tmp_path / "六月.csv"
    file.write_text(
        "客户名称,联系人,联系电话,所属行业\n"
        "甲洲精密机械,赵经理,13800001112,机械\n"
        "丙江食品公司,孙女士,13800003334,食品\n"
        "无名精工有限公司,吴先生,13911112222,机械\n",
        "utf-8",
    )
    batch = run_now("propose_import", book["王磊"], paths=[str(file)])
    (asked,) = load_asked(settings.HOME.batch(batch["batch"])).to_dicts()
    assert (asked["row"], asked["ids"]) == (2, [id_of("K1")])
    assert asked["message"] == (
        "看起来像“甲州精密机械有限公司（K1）”（手机号只差一位、名称读音一致、"
        "联系人同姓（一方只写了称呼）），可能是同一家；"
        "请选同一家、不是同一家，或不导入"
    )
    monkeypatch.setattr(alike_rows, "MOST_ROWS", 2)
    batch = run_now("propose_import", book["王磊"], paths=[str(file)])
    assert load_asked(settings.HOME.batch(batch["batch"])).is_empty()
    assert TOO_MANY in said(client_of(book["王磊"]).get(f"/collect/{batch['batch']}/problems/"))
