"""Groups kept ready are those that the pairs give at any moment, for whoever looks."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import combinations
from random import Random

import pytest
from records.conftest import make_people
from web.small_book import id_of, open_book

from zhike.records.account.models import Account
from zhike.records.collaborator.models import Collaborator
from zhike.records.customer.changes import assign_customers
from zhike.records.customer.models import Customer
from zhike.records.match.changes import Run, stand_at
from zhike.records.match.found import Group
from zhike.records.match.gathering import gather, weigh_again
from zhike.records.match.grouping import groups_of
from zhike.records.match.models import MatchGroup, MatchPair
from zhike.records.match.open_pairs import groups_within
from zhike.records.match.ready import Ready, read_ready, remembered, state_of
from zhike.records.match.waiting import Waiting, place, waiting_for
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.judging import forget_judgement, judge_pair
from zhike.records.merge.unmerging import unmerge
from zhike.records.merge_round.candidates import counts_of_rules, found_for
from zhike.records.revision.lookups import current_token
from zhike.records.score.models import AnalysisRun, Standing
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
AT = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)
ROWS = 14
OWNERS = ("王磊", "王磊", "周小雨")
KINDS = (("duplicate", "", ""), ("review", "", "short"), ("related", "分公司", "branch"))


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book of 14 firms, two of three owned by 王磊."""
    people = make_people()
    rows = [f"K{at},甲{at}有限公司,{OWNERS[at % 3]}" for at in range(ROWS)]
    open_book(
        people["管理员"],
        tmp_path_factory.mktemp("book"),
        "\n".join(["客户编号,客户名称,跟进人", *rows]) + "\n",
    )
    return people


def found(*pairs: tuple[int, int, str], weight: float = 9.0) -> None:
    """Put found pairs down, as a comparison does: (a, b, verdict) by number."""
    told = {verdict: (relation, veto) for verdict, relation, veto in KINDS} | {"apart": ("", "")}
    for at, (a, b, verdict) in enumerate(pairs):
        relation, veto = told[verdict]
        low, high = sorted((id_of(f"K{a}"), id_of(f"K{b}")))
        MatchPair.objects.update_or_create(
            a_id=low, b_id=high,
            defaults={
                "weight": weight - at / 16, "probability": 0.9995, "verdict": verdict,
                "relation": relation, "veto": veto, "rules": "名称一致" if at % 2 else "",
                "token": 1, "at": AT,
            },
        )  # fmt: skip


def stand() -> None:
    stand_at(Run(current_token(), "", AT))


def numbers(groups: list[Group]) -> list[str]:
    names = dict(Customer.objects.values_list("id", "external_id"))
    return ["+".join(names[one] for one in group.ids) for group in groups]


def now(viewer: Viewer) -> list[Group]:
    """Return the groups as the pairs give them at this moment, nothing kept."""
    return sorted(groups_of(groups_within(viewer)), key=place)


def same_for_all(book: dict[str, Viewer], ready: dict[str, Ready] | None = None) -> list[Group]:
    """Insist that everybody is given what the pairs say, also by what was `ready` before; returns
    the administrator's groups.
    """
    for who, viewer in book.items():
        assert waiting_for(viewer).every() == now(viewer)
        assert waiting_for(viewer, ready=(ready or {}).get(who)).every() == now(viewer)
    return now(book["管理员"])


def give(admin: Viewer, customer_id: int, *, to: str) -> None:
    assign_customers(admin, [customer_id], owner_id=Account.objects.get(name=to).pk, at=AT)


def ready_before(book: dict[str, Viewer]) -> dict[str, Ready]:
    """Return what those read who don't see everything."""
    return {who: read_ready(viewer) for who, viewer in book.items() if viewer.scope != "all"}


def chance_pairs(chance: Random) -> list[tuple[int, int, str]]:
    picked = chance.sample(list(combinations(range(ROWS), 2)), 12)
    return [(a, b, chance.choice(("duplicate", "duplicate", "review", "apart"))) for a, b in picked]


@pytest.mark.parametrize("seed", range(4))
def test_kept_groups_follow_whatever_happens(book: dict[str, Viewer], seed: int) -> None:
    chance, admin = Random(seed), book["管理员"]
    found(*chance_pairs(chance))
    gather(None, progress=lambda *_: None)
    stand()
    ready = ready_before(book)
    same_for_all(book, ready)
    for _ in range(3):
        group = chance.choice(now(admin))
        a, b = group.ids[:2]
        judge_pair(admin, a, b, chance.choice(("不同", "以后", "有关联")), at=AT)
        same_for_all(book, ready)
    forget_judgement(admin, a, b, at=AT)
    same_for_all(book, ready)
    give(admin, chance.choice(now(admin)).ids[0], to=chance.choice(OWNERS))
    same_for_all(book, ready)
    group = now(admin)[0]
    merged = merge_customers(admin, group.ids[0], list(group.ids[1:]), at=datetime.now(UTC))
    assert group.ids not in {one.ids for one in same_for_all(book, ready)}
    unmerge(admin, merged, at=datetime.now(UTC))
    same_for_all(book, ready)
    found(*chance_pairs(chance))
    gather({one for pair in MatchPair.objects.all() for one in (pair.a_id, pair.b_id)},
           progress=lambda *_: None)  # fmt: skip
    stand()
    same_for_all(book)


def test_clusters_join_and_part_with_their_pairs(book: dict[str, Viewer]) -> None:
    admin = book["管理员"]
    found((0, 1, "duplicate"), (2, 3, "duplicate"))
    gather(None, progress=lambda *_: None)
    stand()
    found((1, 2, "duplicate"))
    gather({id_of("K1")}, progress=lambda *_: None)
    assert numbers(waiting_for(admin).every()) == ["K0+K1+K2+K3"]
    assert MatchGroup.objects.count() == 1
    MatchPair.objects.filter(a=id_of("K1"), b=id_of("K2")).delete()
    gather({id_of("K2")}, progress=lambda *_: None)
    assert numbers(waiting_for(admin).every()) == ["K0+K1", "K2+K3"]
    MatchPair.objects.filter(a=id_of("K0")).delete()
    gather({id_of("K0")}, progress=lambda *_: None)
    assert [row.ids for row in MatchGroup.objects.all()] == [f"{id_of('K2')},{id_of('K3')}"]


def earned(amounts: dict[str, int]) -> None:
    run = AnalysisRun.objects.create(
        as_of=AT.date(), token=1, playbook_version="", made_at=AT, state="当前"
    )
    for number, fen in amounts.items():
        Standing.objects.create(run=run, customer_id=id_of(number), amount_fen=fen)


def two_by_two(book: dict[str, Viewer]) -> Waiting:
    """Return seven groups of two, of which the third and last were written since."""
    found(*((at, at + 1, "duplicate") for at in range(0, ROWS, 2)))
    gather(None, progress=lambda *_: None)
    stand()
    earned({"K2": 500, "K5": 900, "K12": 700, "K8": 100})
    weigh_again()
    judge_pair(book["管理员"], id_of("K4"), id_of("K5"), "以后", at=AT)
    judge_pair(book["管理员"], id_of("K12"), id_of("K13"), "不同", at=AT)
    forget_judgement(book["管理员"], id_of("K12"), id_of("K13"), at=AT)
    return waiting_for(book["管理员"])


def test_most_money_comes_first_and_what_was_put_off_last(book: dict[str, Viewer]) -> None:
    waiting = two_by_two(book)
    order = ["K12+K13", "K2+K3", "K8+K9", "K0+K1", "K6+K7", "K10+K11", "K4+K5"]
    assert [one.ids for one in waiting.fresh] != []
    assert numbers(waiting.every()) == order
    for start in range(8):
        for most in (1, 2, 3, 9):
            assert numbers(waiting.some(start, most)) == order[start : start + most]
    for at, group in enumerate(waiting.every()):
        following = waiting.after(group)
        assert waiting.rank(group) == at
        assert waiting.of(group.ids[::-1]) == group
        assert numbers([following] if following else []) == order[at + 1 : at + 2]
    assert waiting.of([id_of("K0"), id_of("K2")]) is None


@pytest.mark.parametrize("who", ["管理员", "李敏"])
def test_counts_are_those_of_the_groups(book: dict[str, Viewer], who: str) -> None:
    two_by_two(book)
    found((0, 3, "related"), (2, 9, "review"))
    gather({id_of("K3"), id_of("K9")}, progress=lambda *_: None)
    waiting = waiting_for(book[who])
    groups = waiting.every()
    told = [one for one in groups if not one.relation]
    assert waiting.counted() == (
        len(groups), len(told), sum(one.is_sure for one in told),
        sum(one.amount_fen for one in told),
    )  # fmt: skip
    counts, money = counts_of_rules(waiting)
    for rule in ("名称一致", "把握不低于 99.9%"):
        mergeable = found_for(book[who], rule)
        assert counts[rule] == len(mergeable) > 0
        assert money[rule] == sum(one.amount_fen for one in mergeable)
        assert found_for(book[who], rule, most=1) == mergeable[:1]
    assert waiting.rule_counts()["名称一致"] == sum("名称一致" in one.rules for one in groups)


def test_a_change_of_owner_counts_at_once(book: dict[str, Viewer]) -> None:
    found((0, 1, "duplicate"), (1, 2, "duplicate"))  # K2 is 周小雨's
    gather(None, progress=lambda *_: None)
    stand()
    see: Callable[[], list[str]] = lambda: numbers(waiting_for(book["王磊"]).every())  # noqa: E731
    assert see() == ["K0+K1"]
    mine = Account.objects.get(name="王磊")
    Customer.objects.filter(external_id="K2").update(owner=mine)
    assert see() == ["K0+K1+K2"]
    Customer.objects.filter(external_id__in=["K1", "K2"]).update(owner=None)
    assert see() == []


def test_what_is_seen_is_read_again_only_for_another_state(book: dict[str, Viewer]) -> None:
    remembered.cache_clear()  # what other tests wrote was taken back
    seller, admin = book["王磊"], book["管理员"]
    see: Callable[[], Ready] = lambda: remembered(state_of(seller))  # noqa: E731
    found((0, 1, "duplicate"), (1, 2, "duplicate"), (3, 4, "duplicate"))  # K2 is 周小雨's
    gather(None, progress=lambda *_: None)
    stand()
    first = see()
    assert first.whole == {id_of("K3")}
    assert [(cluster, numbers([group])) for cluster, group in first.parts] == [
        (id_of("K0"), ["K0+K1"])
    ]
    give(admin, id_of("K3"), to="周小雨")
    judge_pair(admin, id_of("K0"), id_of("K1"), "以后", at=AT)
    assert see() is first  # loose ones are left out of it
    assert list(first.without({id_of("K0")}, ())) == list(first.without((), {id_of("K0")})) == []
    Collaborator.objects.create(customer_id=id_of("K2"), account_id=seller.account_id, at=AT)
    assert see().whole == {id_of("K0")}
    gather({id_of("K0")}, progress=lambda *_: None)
    assert see() is not first
    before = see()
    earned({"K0": 100})
    assert see() is not before
    assert see() is see()
    remembered.cache_clear()
