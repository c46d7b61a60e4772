"""A waiting batch says exactly which values would change, masked, within the asker's rows."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from zhike.jobs.run import run_now
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]

HEADS = "客户编号,客户名称,联系人,联系电话,所属行业,企业规模,跟进人,累计交易金额(万元),续约次数"
ONE = "K1,甲州精密机械有限公司,赵经理,13800001111,机械,100-500人,王磊,12.5,1"
TWO = "K2,乙城物流有限公司,钱总,13800002222,物流,中小企业,周小雨,3,"


def wait(viewer: Viewer, folder: Path, *rows: str) -> dict[str, object]:
    """Hand a sheet over and return what the waiting batch would change."""
    file = folder / "客户.csv"
    file.write_text("\n".join([HEADS, *rows]), "utf-8")
    batch = run_now("propose_import", viewer, paths=[str(file)])["batch"]
    return {"batch": batch, **run_now("read_changes", viewer, batch=batch)}


@pytest.fixture
def book(people: People, tmp_path: Path) -> People:
    """Return the people of a book with two customers, of 王磊 and of 周小雨."""
    settings.HOME.ensure()
    ensure_playbook(at=timezone.now())
    run_now(
        "accept_import", people["管理员"], batch=wait(people["管理员"], tmp_path, ONE, TWO)["batch"]
    )
    return people


def test_the_same_file_again_changes_nothing(book: People, tmp_path: Path) -> None:
    told = wait(book["管理员"], tmp_path, ONE, TWO)
    assert told["records"] == []
    assert told["columns"] == {}
    assert told["counts"]["customers"] == {"new": 0, "changed": 0, "same": 2}


def test_each_changed_value_is_told_once_old_beside_new(book: People, tmp_path: Path) -> None:
    changed = (
        ONE.replace("机械,", "食品,")
        .replace("王磊", "李敏")
        .replace("12.5", "13")
        .replace(",1,", ",2,")
    )
    told = wait(book["管理员"], tmp_path, changed[:-1] + "2", TWO)
    (record,) = told["records"]
    assert (record["noun"], record["what"], record["name"]) == (
        "customers", "K1", "甲州精密机械有限公司",
    )  # fmt: skip
    assert {(f["label"], f["before"], f["after"]) for f in record["fields"]} == {
        ("所属行业", "机械", "食品"),
        ("跟进人", "王磊", "李敏"),
        ("累计交易金额", "125,000.00 元", "130,000.00 元"),
        ("续约次数", "1", "2"),
    }
    assert told["columns"] == {
        "customers.industry": 1, "customers.owner": 1, "customers.stated_amount_fen": 1,
        "customers.续约次数": 1,
    }  # fmt: skip


def test_a_new_phone_is_told_masked(book: People, tmp_path: Path) -> None:
    told = wait(book["管理员"], tmp_path, ONE.replace("13800001111", "13800009111"), TWO)
    (record,) = told["records"]
    assert (record["noun"], record["what"]) == ("contacts", "*经理")
    (field,) = record["fields"]
    assert field["label"] == "联系电话"
    assert field["before"] == "138****1111"
    assert field["after"] == "138****9111"


def test_nobody_sees_what_changes_of_other_peoples_customers(book: People, tmp_path: Path) -> None:
    batch = wait(book["管理员"], tmp_path, ONE.replace("机械,", "食品,"), TWO.replace("3,", "4,"))
    assert len(batch["records"]) == 2
    mine = wait(book["周小雨"], tmp_path, ONE.replace("机械,", "食品,"), TWO.replace(",3,", ",4,"))
    assert [record["what"] for record in mine["records"]] == ["K2"]
    assert mine["counts"]["customers"]["changed"] == 1
