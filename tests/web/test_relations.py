"""关联客户 on a customer's page: said, seen from both sides, added up, taken back."""

import pytest
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said
from web.test_customer_page import undo_of

from zhike.records.customer.models import Customer
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.judging import forget_judgement, judge_pair
from zhike.records.merge.lookups import judged_among
from zhike.records.merge.related import house_of, related_to
from zhike.records.merge.unmerging import unmerge
from zhike.records.score.models import AnalysisRun, Standing
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,区域,客户类型,跟进人
K1,甲州精密机械有限公司,赵经理,13800001111,华东,成交,王磊
K2,甲州精密机械有限公司苏州分公司,钱经理,13800002222,华东,成交,王磊
K3,甲州精密机械苏州分公司,钱经理,13800002222,华东,意向,王磊
K4,丙江食品有限公司,孙女士,13800003333,华东,意向,周小雨
K5,丁山物流有限公司,李先生,13800004444,华东,意向,王磊
"""


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with a firm, its branch twice, and two others."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"), SHEET)
    return people


def words(viewer: Viewer, number: str) -> list[tuple[str, str]]:
    """Return whom a customer is related to, by name, and how."""
    return [(one.name, one.relation) for one in related_to(viewer, id_of(number))]


def test_a_relation_is_seen_from_both_sides_and_taken_back(book: dict[str, Viewer]) -> None:
    client, one, branch = client_of(book["王磊"]), id_of("K1"), id_of("K2")
    told = {"customer": branch, "relation": "分公司"}
    answer = client.post(f"/customers/{one}/related/", told, follow=True)
    assert "已记下：分公司" in said(answer)
    assert words(book["王磊"], "K1") == [("甲州精密机械有限公司苏州分公司", "分公司")]
    assert words(book["王磊"], "K2") == [("甲州精密机械有限公司", "总公司")]
    assert "总公司" in said(client.get(f"/customers/{branch}/"))
    client.post(undo_of(answer))
    assert words(book["王磊"], "K1") == []
    client.post(f"/customers/{branch}/related/", {"customer": one, "relation": "分公司"})
    assert words(book["王磊"], "K1") == [("甲州精密机械有限公司苏州分公司", "总公司")]
    answer = client.post(f"/customers/{one}/related/{branch}/remove/", follow=True)
    assert words(book["王磊"], "K2") == []
    client.post(undo_of(answer))
    assert words(book["王磊"], "K2") == [("甲州精密机械有限公司", "分公司")]


def test_what_cannot_be_is_refused(book: dict[str, Viewer]) -> None:
    client, one, foreign = client_of(book["王磊"]), id_of("K1"), id_of("K4")
    for told, status in [
        ({"customer": foreign, "relation": "分公司"}, 404),
        ({"customer": one, "relation": "分公司"}, 400),
        ({"customer": id_of("K2"), "relation": "亲戚"}, 400),
        ({"customer": "", "relation": "分公司"}, 400),
    ]:
        assert client.post(f"/customers/{one}/related/", told).status_code == status, told
    assert client.post(f"/customers/{one}/related/{foreign}/remove/").status_code == 400
    assert words(book["管理员"], "K1") == []


def test_a_house_is_added_up_once_within_the_viewers_rows(book: dict[str, Viewer]) -> None:
    boss, mine = book["管理员"], book["王磊"]
    run = AnalysisRun.objects.create(
        as_of="2024-06-30", token=1, playbook_version="v", made_at="2024-07-01T00:00Z", state="当前"
    )
    for n, number in enumerate(("K1", "K2", "K3", "K4", "K5"), 1):
        Standing.objects.create(run=run, customer_id=id_of(number), amount_fen=10**n)
    at = run.made_at
    for a, b, word in [
        ("K1", "K2", "分公司"), ("K2", "K3", "兄弟公司"), ("K1", "K3", "分公司"),
        ("K3", "K4", "同一负责人"), ("K1", "K5", "共用电话"),
    ]:  # fmt: skip
        judge_pair(boss, id_of(a), id_of(b), "有关联", relation=word, at=at)
    whole, part = house_of(boss, id_of("K1")), house_of(mine, id_of("K1"))
    assert whole is not None
    assert part is not None
    assert (len(whole.ids), whole.amount_fen) == (4, 11_110)  # a shared phone is no house
    assert (len(part.ids), part.amount_fen) == (3, 1_110)  # K4 is 周小雨's
    assert (words(mine, "K3"), house_of(boss, id_of("K5"))) == (
        [("甲州精密机械有限公司", "总公司"), ("甲州精密机械有限公司苏州分公司", "兄弟公司")], None,
    )  # fmt: skip
    assert house_of(book["周小雨"], id_of("K4")) is None  # only by way of others' customers
    page = said(client_of(mine).get(f"/customers/{id_of('K1')}/"))
    assert "连同本客户 3 家 · 近12个月合计 11" in page
    assert "丙江" not in page


def test_what_was_said_of_one_that_was_merged_holds_for_the_survivor(
    book: dict[str, Viewer],
) -> None:
    boss, at = book["管理员"], Customer.objects.latest("id").created_at
    one, two, three = (id_of(number) for number in ("K1", "K2", "K3"))
    judge_pair(boss, one, three, "有关联", relation="分公司", at=at)
    judge_pair(boss, three, id_of("K5"), "不同", at=at)
    merge = merge_customers(boss, two, [three], at=at)
    assert words(boss, "K2") == [("甲州精密机械有限公司", "总公司")]
    assert judged_among([one, two, id_of("K5")]).rows() == [
        (one, two, "有关联"), (two, id_of("K5"), "不同"),
    ]  # fmt: skip
    unmerge(boss, merge, at=at)
    assert (words(boss, "K2"), len(words(boss, "K3"))) == ([], 1)
    merge_customers(boss, two, [three], at=at)
    forget_judgement(boss, one, two, at=at)
    assert words(boss, "K1") == []
