"""What was done to one file is done to the next of the same heads, line by line (S3-44)."""

import json
from datetime import UTC, datetime

import pytest
import yaml
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from web.small_book import client_of, said

from zhike.access.viewer import viewer_for
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account, ensure_roles
from zhike.records.batch.lookups import proposal_of
from zhike.records.mapping.changes import remember_mapping
from zhike.records.mapping.models import SavedMapping
from zhike.records.playbook_version.changes import ensure_playbook

pytestmark = pytest.mark.django_db
AT = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)
MAY = """\
号,单位,谁,累计(万),性质
K1,甲州精密机械有限公司,赵经理,三百来,民营
K2,乙城物流有限公司,钱总,12,村办
"""
JUNE = MAY.replace("K1,甲州", "K8,午山").replace("K2,乙城", "K9,未水")


@pytest.fixture
def admin():
    settings.HOME.ensure()
    ensure_roles()
    ensure_playbook(at=timezone.now())
    return viewer_for(create_account("admin", name="管理员", role="管理员", by=None, at=AT))


def proposed(viewer, folder, text):
    file = folder / "客户.csv"
    file.write_text(text, "utf-8")
    return run_now("propose_import", viewer, paths=[str(file)])["batch"]


@pytest.fixture
def recipe(admin, tmp_path):
    """Return the recipe of a file whose columns, a word and a cell were put right by hand."""
    batch = proposed(admin, tmp_path, MAY)
    mapping = {
        "customers.external_id": "号", "customers.name": "单位",
        "customers.stated_amount_fen": "累计(万)", "customers.ownership": "性质",
        "contacts.name": "谁",
    }  # fmt: skip
    mending = {
        "words": [["customers.ownership", "村办", "集体"]],
        "cells": [["客户.csv", "", 2, "累计(万)", "300"], ["客户.csv", "", 3, "累计(万)", "13"]],
    }
    run_now("propose_again", admin, batch=batch, mapping=mapping, mending=mending)
    (kept,) = remember_mapping(admin, batch, "五月", home=settings.HOME, at=AT)
    return kept


def customers(viewer, batch):
    rows = proposal_of(viewer, batch, home=settings.HOME).part("customers").rows
    return {row["external_id"]: row for row in rows.iter_rows(named=True)}


def test_the_next_file_of_the_same_heads_is_read_the_same(admin, recipe, tmp_path):
    found = customers(admin, proposed(admin, tmp_path, JUNE))
    assert found["K9"]["ownership"] == "集体"
    # 三百来 nobody could read: what it was corrected to holds again; a readable 12 stays 12.
    assert found["K8"]["stated_amount_fen"] == 300 * 10_000_00
    assert found["K9"]["stated_amount_fen"] == 12 * 10_000_00


def test_a_line_that_is_off_is_not_done(admin, recipe, tmp_path):
    client = client_of(admin)
    page = said(client.get(f"/clean/recipes/{recipe}/"))
    assert "“村办”" in page
    assert "→ 集体" in page
    line = "words:customers.ownership:村办"
    answer = client.post(f"/clean/recipes/{recipe}/line/", {"line": line, "on": "0"}, follow=True)
    assert "已停用" in said(answer)
    assert customers(admin, proposed(admin, tmp_path, JUNE))["K9"]["ownership"] is None
    undo = next(message.extra_tags for message in answer.context["messages"])
    client.post(undo)
    assert SavedMapping.objects.get(pk=recipe).choices["off"] == []
    assert client.post(f"/clean/recipes/{recipe}/line/", {"line": "x"}).status_code == 400


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_a_recipe_goes_out_and_comes_in_as_it_was(admin, recipe, ending):
    client = client_of(admin)
    text = said(client.get(f"/clean/recipes/{recipe}/recipe.{ending}"))
    told = yaml.safe_load(text) if ending == "yaml" else json.loads(text)
    assert told["列"]["customers.name"] == "单位"
    assert {"栏目": "customers.ownership", "原值": "村办", "改为": "集体"} in told["词"]
    before = SavedMapping.objects.values("name", "kind", "signature", "mapping").get(pk=recipe)
    client.post(f"/clean/recipes/{recipe}/drop/")
    assert not SavedMapping.objects.exists()
    file = SimpleUploadedFile(f"r.{ending}", text.encode())
    client.post("/clean/recipes/import/", {"file": file})
    assert SavedMapping.objects.values("name", "kind", "signature", "mapping").get() == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"\xff\xfe", "不是有效的"),
        (b"a: 1", "不是清洗步骤"),
        ("名称: 一\n种类: 客户\n表头: [号]\n列: {customers.nothing: 号}".encode(), "没有"),
        ("名称: 一\n种类: 天书\n表头: [号]\n列: {customers.name: 号}".encode(), "不认识"),
    ],
)
def test_what_is_no_recipe_is_refused_with_the_reason(admin, text, why):
    answer = client_of(admin).post(
        "/clean/recipes/import/", {"file": SimpleUploadedFile("r", text)}
    )
    assert answer.status_code == 400
    assert why in said(answer)
    assert not SavedMapping.objects.exists()


def test_another_team_sees_no_recipe_of_a_consultant(admin, recipe):
    wang = viewer_for(create_account("wang", name="王磊", role="销售顾问", by=None, at=AT))
    SavedMapping.objects.filter(pk=recipe).update(by_id=wang.account_id)
    zhou = viewer_for(create_account("zhou", name="周小雨", role="销售顾问", by=None, at=AT))
    client = client_of(zhou)
    assert "五月" not in said(client.get("/clean/recipes/"))
    assert client.get(f"/clean/recipes/{recipe}/").status_code == 404
    assert client.get(f"/clean/recipes/{recipe}/recipe.yaml").status_code == 404
