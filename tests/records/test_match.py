"""Found pairs are kept, brought up to date row by row, and shown within a Viewer's rows."""

import pytest
from django.utils import timezone
from records.conftest import make_people
from web.small_book import id_of, open_book

from zhike.jobs.run import run_now
from zhike.records.contact.models import Contact
from zhike.records.customer.changes import edit_customer
from zhike.records.customer.models import Customer
from zhike.records.match.lookups import groups_for, pair_for, pairs_for, where_compared
from zhike.records.match.models import MatchPair, MatchStanding
from zhike.records.match.same import same_customers
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.judging import judge_pair
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,区域,客户类型,跟进人
K1,甲州精密机械有限公司,赵建国,13800001111,华东,成交,王磊
K2,甲州精密機械有限公司,赵建国,13800001111,,潜在,王磊
K3,甲州精密机械有限公司上海分公司,赵建国,13800001111,华东,潜在,周小雨
K4,丙江食品有限公司,孙丽丽,13800003333,华东,意向,周小雨
K5,丙江食品贸易有限公司,孙丽丽,13800003333,华东,意向,周小雨
K6,戊山电子有限公司,钱多多,13800006666,华东,意向,王磊
"""


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with one firm twice, its branch and two sister firms."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"), SHEET)
    run_now("find_matches", people["管理员"])
    return people


def numbers(viewer: Viewer) -> list[tuple[str, ...]]:
    names = dict(Customer.objects.values_list("id", "external_id"))
    return sorted(tuple(names[one] for one in group.ids) for group in groups_for(viewer))


def test_groups_are_those_of_the_viewers_rows(book: dict[str, Viewer]) -> None:
    admin = book["管理员"]
    assert ("K1", "K2") in numbers(admin)
    assert ("K1", "K3") in numbers(admin)  # proposed as a branch
    assert numbers(book["王磊"]) == [("K1", "K2")]
    assert {one for ids in numbers(book["周小雨"]) for one in ids} == {"K4", "K5"}
    assert pair_for(book["王磊"], id_of("K1"), id_of("K3")) is None


def test_a_pair_says_why(book: dict[str, Viewer]) -> None:
    pair = pair_for(book["王磊"], id_of("K2"), id_of("K1"))
    assert pair is not None
    assert (pair.verdict, pair.veto, pair.relation) == ("duplicate", "", "")
    assert "名称和电话一致" in pair.rules
    assert pair.start_bits < 0
    assert pair.start_bits + sum(one.weight for one in pair.evidence) == pytest.approx(
        pair.weight, abs=1e-4
    )
    branch = pair_for(book["管理员"], id_of("K1"), id_of("K3"))
    assert branch is not None
    assert (branch.verdict, branch.relation) == ("related", "分公司")
    assert branch.veto == "分支机构不同（总部 / 上海），不合并"


def test_only_what_changed_is_compared_and_ids_stay(book: dict[str, Viewer]) -> None:
    admin = book["管理员"]
    assert run_now("find_matches", admin)["compared"] is False
    before = dict(MatchPair.objects.values_list("id", "token"))
    kept = MatchPair.objects.get(a=id_of("K1"), b=id_of("K2")).pk
    renamed(admin, "K6", "丙江食品有限公司")
    Contact.objects.filter(customer=id_of("K6")).update(phone="13800003333")
    assert where_compared().behind
    assert run_now("find_matches", admin)["compared"] is True
    assert ("K4", "K6") in numbers(admin)
    after = dict(MatchPair.objects.values_list("id", "token"))
    assert {pk: after[pk] for pk in before} == before  # nobody else was compared again
    assert kept in after
    some = said(admin)
    MatchPair.objects.all().delete()
    MatchStanding.objects.all().delete()
    run_now("find_matches", admin)
    assert said(admin) == some


def test_what_is_alike_no_more_falls_away(book: dict[str, Viewer]) -> None:
    Contact.objects.filter(customer=id_of("K2")).update(phone="13800009999", name="周吴郑")
    renamed(book["管理员"], "K2", "庚河物流有限公司")
    run_now("find_matches", book["管理员"])
    assert ("K1", "K2") not in numbers(book["管理员"])


def test_merged_customers_are_no_pair_and_are_one_again_after_the_undo(
    book: dict[str, Viewer],
) -> None:
    admin, first, second = book["管理员"], id_of("K1"), id_of("K2")
    merge = merge_customers(admin, first, [second], at=timezone.now())
    assert ("K1", "K2") not in numbers(admin)  # also before the next comparison
    run_now("find_matches", admin)
    assert ("K1", "K2") not in numbers(admin)
    run_now("unmerge", admin, merge=merge)
    assert ("K1", "K2") in numbers(admin)  # as before the merge, without a comparison
    run_now("find_matches", admin)
    assert ("K1", "K2") in numbers(admin)


def test_judged_pairs_leave_and_count_as_two(book: dict[str, Viewer]) -> None:
    admin, first, second = book["管理员"], id_of("K1"), id_of("K2")
    same = same_customers(admin)
    assert set(same.filter(same["customer_id"].is_in([first, second]))["sure"]) == {False}
    judge_pair(admin, first, second, "不同", at=timezone.now())
    assert ("K1", "K2") not in numbers(admin)
    assert first not in same_customers(admin)["customer_id"]


def said(viewer: Viewer) -> list[tuple[int, int, str, str]]:
    """Return what is said of each pair; how rare a value is moves other weights a little."""
    return [(pair.a, pair.b, pair.verdict, pair.relation) for pair in pairs_for(viewer)]


def renamed(viewer: Viewer, number: str, name: str) -> None:
    rev = Customer.objects.get(pk=id_of(number)).rev
    edit_customer(viewer, id_of(number), {"name": name}, seen_rev=rev, at=timezone.now())
