"""按规则批量: a sample looked at, the rest merged and undone as one, nothing by itself unproven."""

from typing import Any

import pytest
from records.conftest import AT, make_people
from web.small_book import client_of, id_of, open_book, said
from web.test_customer_page import undo_of

from zhike.jobs.run import errand_of, run_now
from zhike.jobs.unattended import merge_proven
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.job.changes import JobCancelled
from zhike.records.merge.models import Judged, Merge
from zhike.records.merge_round.changes import begin_merging, merge_group
from zhike.records.merge_round.models import MergeRound, RuleReview
from zhike.records.merge_round.reviews import records_of
from zhike.records.notice.lookups import notices_for
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
RULE = "名称和电话一致"
SHEET = """\
客户编号,客户名称,联系人,联系电话,区域,客户类型,跟进人
K1,甲州精密机械有限公司,赵经理,13800001111,华东,成交,王磊
K2,甲州精密機械有限公司,赵经理,13800001111,,潜在,王磊
K3,乙城物流有限公司,钱总,13800002222,华南,潜在,王磊
K4,乙城物流 有限公司,钱总,13800002222,华南,潜在,王磊
K5,丙江食品有限公司,孙女士,13800003333,华东,意向,周小雨
K6,丙江食品（有限公司）,孙女士,13800003333,华东,意向,周小雨
K7,丁山化工有限公司,李工,13800004444,华东,意向,周小雨
"""


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with three firms kept twice and one kept once."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"), SHEET)
    run_now("find_matches", people["管理员"])
    return people


def open_round(client: Any) -> str:
    """Begin a round of the rule; returns its address."""
    answer = client.post("/clean/same/rules/start/", {"rule": RULE, "size": "10"})
    return str(answer.headers["location"])


def look(client: Any, address: str, word: str) -> Any:
    """Answer the group that is asked about."""
    place = client.get(address).context["place"]
    return client.post(f"{address}answer/", {"place": place, "said": word}, follow=True)


def live() -> int:
    """Count the customers there are."""
    return Customer.objects.live().count()


def test_a_sample_found_right_is_merged_and_undone_as_one(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    rules = client.get("/clean/same/rules/").context["rules"]
    assert [(one["name"], one["count"], one["reviewed"]) for one in rules] == [
        ("统一社会信用代码一致", 0, 0),
        (RULE, 3, 0),
        ("把握不低于 99.9%", 3, 0),
    ]
    address = open_round(client)
    assert client.post(f"{address}merge/").status_code == 302
    number = MergeRound.objects.get().pk
    with pytest.raises(Exception, match="抽查"):  # not before the sample was looked at
        run_now("merge_by_rule", book["管理员"], round=number)
    for _each in range(3):
        page = look(client, address, "是同一家")
    assert "每一组都看过" in said(page)
    assert live() == 7
    run_now("merge_by_rule", book["管理员"], round=number)
    assert (live(), Merge.objects.count()) == (4, 3)
    assert records_of([RULE])[0].right == 3
    assert "已合并 3 组" in said(client.get(address))
    run_now("undo_merge_round", book["管理员"], round=number)
    assert live() == 7
    assert records_of([RULE])[0].n == 0  # a round taken back says nothing of the rule
    assert "这一批已撤销" in said(client.get(address))


def test_a_merge_taken_apart_later_counts_against_the_rule(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    ids = client.get("/clean/same/").context["ids"]
    client.post("/clean/same/merge/", {"ids": ids})
    assert (records_of([RULE])[0].right, records_of([RULE])[0].n) == (1, 1)
    run_now("unmerge", book["王磊"], merge=Merge.objects.get().pk)
    assert (records_of([RULE])[0].right, records_of([RULE])[0].n) == (0, 1)
    slip = client.post("/clean/same/merge/", {"ids": ids}, follow=True)
    assert records_of([RULE])[0].right == 1
    client.post(undo_of(slip))
    assert records_of([RULE])[0].n == 0


def test_one_wrong_group_leaves_the_rest(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    address = open_round(client)
    look(client, address, "是同一家")
    stopped = look(client, address, "不是同一家")
    assert "这一批停下了" in said(stopped)
    assert (live(), Judged.objects.get().said) == (7, "不同")
    record = records_of([RULE])[0]
    assert (record.right, record.n) == (1, 2)
    with pytest.raises(Exception, match="停下"):
        run_now("merge_by_rule", book["管理员"], round=MergeRound.objects.get().pk)
    client.post(undo_of(stopped))
    assert not Judged.objects.exists()
    assert client.get(address).context["place"] is not None
    assert records_of([RULE])[0].n == 1


def test_who_is_unsure_stops_a_round_and_says_nothing_of_the_rule(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    address = open_round(client)
    assert "这一批停下了" in said(look(client, address, "看不准"))
    assert not Judged.objects.exists()
    assert records_of([RULE])[0].n == 0
    assert client.post(f"{address}answer/", {"place": 0, "said": "也许"}).status_code == 400


def test_a_round_is_cancelled_whole_and_goes_on_where_it_was_broken_off(
    book: dict[str, Viewer],
) -> None:
    admin = book["管理员"]
    client = client_of(admin)
    address = open_round(client)
    for _each in range(3):
        look(client, address, "是同一家")
    number = MergeRound.objects.get().pk

    def cancel(done: int, total: int, told: str) -> None:
        if done == 2:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        run_now("merge_by_rule", admin, tell=cancel, round=number)
    assert (live(), MergeRound.objects.get().state) == (7, "待合并")
    assert (records_of([RULE])[0].right, records_of([RULE])[0].n) == (3, 3)  # not regretted
    first, *_rest = begin_merging(admin, number)
    merge_group(admin, number, first, at=AT)  # and the lights go out
    assert "接着合并" in said(client.get(address))
    run_now("merge_by_rule", admin, round=number)
    assert (live(), len(MergeRound.objects.get().merges)) == (4, 3)


def test_a_group_that_changed_meanwhile_is_left(book: dict[str, Viewer]) -> None:
    admin = book["管理员"]
    client = client_of(admin)
    address = open_round(client)
    for _each in range(3):
        look(client, address, "是同一家")
    run_now("merge", admin, survivor="K1", others=["K2"])
    told = run_now("merge_by_rule", admin, round=MergeRound.objects.get().pk)
    assert (told["merged"], live()) == (2, 4)
    assert [left["ids"] for left in told["left"]] == [sorted([id_of("K1"), gone("K2")])]
    assert "后来变了" in said(client.get(address))


def gone(number: str) -> int:
    """Return the id of a customer that was merged away."""
    return Customer.objects.get(external_id=number, gone_at__isnull=False).pk


def test_rounds_hold_and_show_ones_own_rows_only(book: dict[str, Viewer]) -> None:
    mine, other = client_of(book["王磊"]), client_of(book["周小雨"])
    address = open_round(mine)
    assert [sorted(ids) for ids in MergeRound.objects.get().groups] == [
        [id_of("K1"), id_of("K2")],
        [id_of("K3"), id_of("K4")],
    ]
    assert other.get(address).status_code == 404
    for act in ("answer", "merge", "undo"):
        told = {"place": 0, "said": "是同一家"}
        assert other.post(f"{address}{act}/", told).status_code == 404
    kept = said(client_of(book["管理员"]).get(address))
    assert "甲州" in kept or "乙城" in kept
    assert mine.post("/clean/same/rules/switch/", {"rule": RULE, "on": "yes"}).status_code == 403


def test_nothing_is_merged_by_itself_before_reviews_prove_the_rule(book: dict[str, Viewer]) -> None:
    admin = book["管理员"]
    client, on = client_of(admin), {"rule": RULE, "on": "yes"}
    prove(admin, 764)
    assert client.post("/clean/same/rules/switch/", on).status_code == 400
    assert "还需 1 次审核" in said(client.get("/clean/same/rules/"))
    prove(admin, 2000)
    assert client.post("/clean/same/rules/switch/", on).status_code == 302
    assert merge_proven(errand_of(admin)) == [MergeRound.objects.get().pk]
    assert live() == 4
    assert HistoryLine.objects.filter(action="合并客户", why__contains="自动合并").count() == 3
    assert "自动合并了 3 组" in notices_for(admin)[0].text
    assert "甲州" in notices_for(book["王磊"])[0].text
    assert "丙江" not in notices_for(book["王磊"])[0].text
    run_now("undo_merge_round", admin, round=MergeRound.objects.get().pk)
    assert (records_of([RULE])[0].right, records_of([RULE])[0].n) == (2000, 2003)
    assert merge_proven(errand_of(admin)) == []  # nobody's undoing is overruled
    assert (live(), records_of([RULE])[0].is_proven) == (7, True)
    RuleReview.objects.filter(ids__in=("1", "2", "3", "4", "5")).update(right=False)
    assert merge_proven(errand_of(admin)) == []
    assert "不再达到要求" in notices_for(admin)[0].text


def prove(by: Viewer, n: int) -> None:
    """Plant so many right reviews of the rule."""
    RuleReview.objects.all().delete()
    told = {"rule": RULE, "right": True, "by_id": by.account_id, "at": AT}
    RuleReview.objects.bulk_create(RuleReview(ids=str(at), **told) for at in range(n))
