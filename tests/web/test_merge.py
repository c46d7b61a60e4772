"""查重: the groups, one side by side, merged and judged from the page, and the old file again."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said
from web.test_customer_page import undo_of

from zhike.cli.entry import zhike
from zhike.jobs.run import run_now
from zhike.records.customer.changes import edit_customer
from zhike.records.customer.models import Customer
from zhike.records.merge.models import Judged
from zhike.records.merge_round.reviews import records_of
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,区域,客户类型,跟进人,备注
K1,甲州精密机械有限公司,赵经理,13800001111,华东,成交,王磊,
K2,甲州精密機械有限公司,赵经理,13800001111,,潜在,王磊,老客户
K3,丙江食品有限公司,孙女士,13800003333,华东,意向,周小雨,
K4,丙江物流有限公司,孙女士,13800003333,华东,意向,周小雨,
"""


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with one firm under two spellings and two sister firms."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"), SHEET)
    run_now("find_matches", people["管理员"])
    return people


def test_a_group_is_shown_side_by_side_and_merged(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    page = client.get("/clean/same/")
    assert "<b>1</b> 组疑似重复" in said(page)
    assert "几乎可以肯定" in said(page)
    assert "手机号一致" in said(page)
    assert "丙江" not in said(page)  # 周小雨's
    assert rows_of(page) == {
        "客户名称": ("甲州精密机械有限公司", True),  # two spellings to choose from
        "客户编号": ("K1", True),
        "客户类型": ("成交", True),  # what the firm has become
        "区域": ("华东", False),  # only one side has it: filled in
        "备注": ("老客户", False),
    }
    ids = page.context["ids"]
    first = int(ids.split(",")[0])
    answer = client.post("/clean/same/merge/", {"ids": ids, "take_name": id_of("K2")}, follow=True)
    assert "已合并 2 条" in said(answer)
    assert "没有待审的重复" in said(answer)
    survivor = Customer.objects.live().get(match_key=Customer.objects.get(pk=first).match_key)
    assert (survivor.name, survivor.remark) == ("甲州精密機械有限公司", "老客户")
    gone = next(one for one in map(int, ids.split(",")) if one != survivor.pk)
    assert client.get(f"/customers/{gone}/").headers["location"] == f"/customers/{survivor.pk}/"
    assert answer.context["last_undo"] == undo_of(answer)
    client.post(undo_of(answer))
    assert "几乎可以肯定" in said(client.get("/clean/same/"))
    assert client.get(f"/customers/{gone}/").status_code == 200


def rows_of(page: Any) -> dict[str, tuple[str, bool]]:
    """Return what each field would become, and whether there is a choice."""
    return {row["label"]: (row["after"], row["differs"]) for row in page.context["rows"]}


def test_the_bars_add_up_to_what_is_said(book: dict[str, Viewer]) -> None:
    page = client_of(book["王磊"]).get("/clean/same/")
    (pair,) = page.context["pairs"]
    total = sum(float(bar["bits"].replace("−", "-")) for bar in pair["bars"])
    assert total == pytest.approx(float(pair["total"].replace("−", "-")), abs=0.5)
    assert pair["bars"][0]["against"]  # two firms at random are not one
    assert pair["sure"] == ">99.99%"


def test_sister_firms_are_related_and_stay_apart(book: dict[str, Viewer]) -> None:
    client = client_of(book["周小雨"])
    page = client.get("/clean/same/")
    assert page.context["group_count"] == 0  # no duplicate, but worth a word
    assert [one["word"] for one in page.context["relations"] if one["here"]] == ["兄弟公司"]
    assert "主营不同" in said(page)
    ids = page.context["ids"]
    told = {"ids": ids, "said": "有关联", "relation": "兄弟公司"}
    answer = client.post("/clean/same/judge/", told, follow=True)
    assert "已记下：有关联" in said(answer)
    assert Judged.objects.get().relation == "兄弟公司"
    pairs = run_now("find_duplicates", book["周小雨"])["pairs"]
    assert [pair["verdict"] for pair in pairs] == ["related"]
    client.post(undo_of(answer))
    assert "主营不同" in said(client.get("/clean/same/"))
    for wrong in ({"said": "删掉"}, {"said": "有关联", "relation": "亲戚"}):
        assert client.post("/clean/same/judge/", {"ids": ids, **wrong}).status_code == 400
    assert not Judged.objects.exists()


def test_the_page_says_when_changed_customers_are_compared(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    assert "重新比对" not in said(client.get("/clean/same/"))
    row = Customer.objects.get(pk=id_of("K3"))
    edit_customer(
        book["管理员"], row.pk, {"name": "丙江食品厂"}, seen_rev=row.rev, at=timezone.now()
    )
    page = client.get("/clean/same/")
    assert "名单有变，正在重新比对" in said(page)
    assert "比对好了" not in said(page)
    asked = re.search(r'hx-get="(/clean/same/compared/)"', said(page))
    assert asked
    assert "正在重新比对" in said(client.get(asked[1]))
    run_now("find_matches", book["管理员"])
    assert "比对好了，看新名单" in said(client.get(asked[1]))


def test_one_of_a_group_can_be_left_out(book: dict[str, Viewer], tmp_path: Path) -> None:
    third = "K5,甲州精密机械公司,赵经理,13800001111,华东,成交,王磊,\n"
    open_book(book["管理员"], tmp_path, SHEET + third)
    run_now("find_matches", book["管理员"])
    client, out = client_of(book["王磊"]), id_of("K5")
    ids = client.get("/clean/same/").context["ids"]
    assert len(ids.split(",")) == 3
    told = {"ids": ids, "said": "有关联", "relation": "分公司"}
    related = client.post("/clean/same/judge/", told, follow=True)
    first = int(ids.split(",")[0])
    words = [
        (first in (one.a_id, one.b_id), one.relation in ("分公司", "总公司"))
        for one in Judged.objects.all()
    ]
    assert sorted(words) == [(False, False), (True, True), (True, True)]
    client.post(undo_of(related))
    answer = client.post("/clean/same/merge/", {"ids": ids, "apart": out}, follow=True)
    assert "已合并 2 条" in said(answer)
    assert Customer.objects.live().filter(pk=out).exists()
    (record,) = records_of(["联系电话一致"])
    assert (record.right, record.n) == (0, 1)  # it had found one too many
    alone = client.post("/clean/same/merge/", {"ids": f"{out},{id_of('K1')}", "apart": out})
    assert alone.status_code == 400


def test_the_next_group_follows_and_the_last_leads_to_the_first(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    first = client.get("/clean/same/")
    other = first.context["groups"][1]["ids"]
    assert first.context["following"] == other
    told = {"ids": first.context["ids"], "following": other, "said": "以后"}
    after = client.post("/clean/same/judge/", told, follow=True)
    assert set(after.context["ids"].split(",")) == set(other.split(","))
    gone = client.get("/clean/same/?then=1,99999")  # judged by somebody else meanwhile
    assert gone.status_code == 200
    assert gone.context["merging"]


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
