"""查重: the groups, one side by side, merged and judged from the page, and the old file again."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from records.conftest import people  # noqa: F401 - a fixture
from web.small_book import client_of, id_of, open_book, said
from web.test_customer_page import undo_of

from zhike.cli.entry import zhike
from zhike.jobs.run import run_now
from zhike.records.customer.models import Customer
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,区域,客户类型,跟进人,备注
K1,甲州精密机械有限公司,赵经理,13800001111,华东,成交,王磊,
K2,甲州精密機械有限公司,赵经理,13800001111,,潜在,王磊,老客户
K3,丙江食品有限公司,孙女士,13800003333,华东,意向,周小雨,
K4,丙江物流有限公司,孙女士,13800003333,华东,意向,周小雨,
"""


@pytest.fixture
def book(people: dict[str, Viewer], tmp_path: Path) -> dict[str, Viewer]:  # noqa: F811
    """Return the people of a book with one firm under two spellings and two sister firms."""
    open_book(people["管理员"], tmp_path, SHEET)
    run_now("find_matches", people["管理员"])
    return people


def test_a_group_is_shown_side_by_side_and_merged(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    page = client.get("/clean/same/")
    assert "几乎可以肯定" in said(page)
    assert "客户名称一致" in said(page)
    assert "丙江" not in said(page)  # 周小雨's
    ids = page.context["ids"]
    first = int(ids.split(",")[0])
    answer = client.post(
        "/clean/same/merge/", {"ids": ids, "take_remark": id_of("K2")}, follow=True
    )
    assert "已合并 2 条" in said(answer)
    assert "没有待审的重复" in said(answer)
    survivor = Customer.objects.live().get(match_key=Customer.objects.get(pk=first).match_key)
    assert (survivor.remark, survivor.customer_type) == ("老客户", "成交")
    gone = next(one for one in map(int, ids.split(",")) if one != survivor.pk)
    assert client.get(f"/customers/{gone}/").headers["location"] == f"/customers/{survivor.pk}/"
    client.post(undo_of(answer))
    assert "几乎可以肯定" in said(client.get("/clean/same/"))
    assert client.get(f"/customers/{gone}/").status_code == 200


def test_sister_firms_are_judged_and_stay_apart(book: dict[str, Viewer]) -> None:
    client = client_of(book["周小雨"])
    page = client.get("/clean/same/")
    assert "待核对" in said(page)
    ids = page.context["ids"]
    told = {"ids": ids, "said": "有关联"}
    answer = client.post("/clean/same/judge/", told, follow=True)
    assert "已记下：有关联" in said(answer)
    pairs = run_now("find_duplicates", book["周小雨"])["pairs"]
    assert [pair["verdict"] for pair in pairs] == ["related"]
    client.post(undo_of(answer))
    assert "待核对" in said(client.get("/clean/same/"))
    assert client.post("/clean/same/judge/", {"ids": ids, "said": "删掉"}).status_code == 400


def test_nobody_looks_at_or_merges_others(book: dict[str, Viewer]) -> None:
    client, foreign = client_of(book["王磊"]), f"{id_of('K3')},{id_of('K4')}"
    page = client.get(f"/clean/same/?ids={foreign}")
    assert (page.status_code, "丙江" in said(page)) == (404, False)
    assert client.post("/clean/same/merge/", {"ids": foreign}).status_code == 404
    assert client.post("/clean/same/judge/", {"ids": foreign, "said": "不同"}).status_code == 404
    assert Customer.objects.live().count() == 4


def test_the_old_file_again_adds_nothing_after_a_merge(
    book: dict[str, Viewer], tmp_path: Path
) -> None:
    admin = book["管理员"]
    done = run_now("merge", admin, survivor="K1", others=["K2"])
    file = tmp_path / "再来.csv"
    file.write_text(SHEET, "utf-8")
    again = run_now("propose_import", admin, paths=[str(file)])
    assert (again["new"], again["changed"], again["same"], again["unclear"]) == (0, 0, 4, 0)
    file.write_text(SHEET.replace("老客户", "大客户"), "utf-8")
    moved = run_now("propose_import", admin, paths=[str(file)])
    assert (moved["same"], moved["unclear"]) == (3, 1)
    assert "已并入别的客户" in moved["problems"][0]["message"]
    assert run_now("unmerge", admin, merge=done["merge"])["left"] == []


def test_the_commands_merge_and_unmerge(book: dict[str, Viewer]) -> None:
    run = CliRunner()
    merged = json.loads(run.invoke(zhike, ["merge", "K1", "K2", "--json"]).stdout)
    assert (merged["survivor"], merged["absorbed"]) == ("K1", ["K2"])
    assert json.loads(run.invoke(zhike, ["duplicates", "--json"]).stdout)["groups"] == []
    back: Any = json.loads(run.invoke(zhike, ["unmerge", str(merged["merge"]), "--json"]).stdout)
    assert back["left"] == []
    missing = run.invoke(zhike, ["merge", "K1", "K99"])
    assert missing.exit_code == 1
