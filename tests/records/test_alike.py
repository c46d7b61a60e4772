"""What is told of kept customers that look alike: a guess as a guess, no more than one may see."""

from dataclasses import replace
from pathlib import Path

import pytest
from records.conftest import AT
from records.proposals import part, proposal
from records.test_batch import take_in

from zhike.clean.matching.typed import Typed
from zhike.records.alike import rows
from zhike.records.alike.late import alike_to_kept
from zhike.records.alike.lookups import near_customers
from zhike.records.alike.rows import alike_for
from zhike.records.blocking.catching_up import catch_up
from zhike.records.customer.models import Customer
from zhike.records.entry import already
from zhike.records.entry.already import LOOKS, likely, same_or_alike
from zhike.records.home import Home
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]
PHONE = "13911112222"


@pytest.fixture
def hua(tmp_path: Path, people: People) -> int:
    """Return the id of 王磊's customer; its branch is his, another firm is 周小雨's."""
    names = {"北京华兴科技有限公司": "王磊", "北京华兴科技有限公司上海分公司": "王磊"}
    rows = [
        {"_identity": f"编号:{name}", "external_id": name, "name": name,
         "owner_id": people[owner].account_id}
        for name, owner in names.items()
    ]  # fmt: skip
    contact = {"_identity": "联系人:1", "_parent": "编号:北京华兴科技有限公司", "phone": PHONE}
    parts = part("customers", rows), part("contacts", [contact])
    take_in(Home(tmp_path).ensure(), people["管理员"], proposal(*parts))
    catch_up()
    return Customer.objects.get(name="北京华兴科技有限公司").pk


def test_a_guess_is_told_as_one_with_what_it_rests_on(hua: int, people: People) -> None:
    first, branch = near_customers(people["王磊"], Typed("华星科技有限公司", phones=[PHONE]))
    assert (first.row.pk, first.is_likely, first.relation) == (hua, True, "")
    assert first.evidence == ("名称读音一致", "手机号一致")
    assert (branch.relation, branch.is_likely) == ("分公司", False)
    phone, look, *_ = same_or_alike(people["王磊"], Typed("华星科技有限公司", phones=[PHONE]))
    assert (phone.same, phone.is_sure) == ("电话", True)
    assert (look.same, look.is_sure, look.relation) == (LOOKS, False, "分公司")
    assert near_customers(people["王磊"], Typed("上海远洋食品有限公司", city="上海")) == []


def test_of_a_foreign_one_only_whose_it_is_and_only_when_likely(hua: int, people: People) -> None:
    zhou = people["周小雨"]
    (told,) = likely(zhou, Typed("华星科技有限公司", phones=["13911112223"], city="北京"), at=AT)
    assert (told.id, told.name, told.number, told.evidence) == (None, "", "", ())
    assert (told.owner, told.team, told.is_sure, told.is_likely) == (
        "王磊", "销售一部", False, True,
    )  # fmt: skip
    assert told.hidden_id == hua
    assert likely(zhou, Typed("华星科技"), at=AT) == []  # alike by name alone: not told
    mine = likely(people["王磊"], Typed("华星科技"), at=AT)
    assert [(one.id, one.relation) for one in mine] == [(hua, ""), (hua + 1, "分公司")]
    assert not any(one.is_likely or one.is_sure for one in mine)


def test_who_sees_phones_masked_learns_nothing_of_them(hua: int, people: People) -> None:
    blind = replace(people["王磊"], may=people["王磊"].may - {"see_full"})
    asked = Typed("华星科技", phones=["13911112223"])
    assert near_customers(people["王磊"], asked)[0].evidence == ("手机号只差一位", "名称读音一致")
    (near, _branch) = near_customers(blind, asked)
    assert (near.row.pk, near.evidence) == (hua, ("名称读音一致",))
    assert near_customers(blind, Typed(phones=["13911112223"])) == []


def test_guesses_count_in_the_days_measure(
    hua: int, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hua
    monkeypatch.setattr(already, "A_DAY", 0)
    asked = Typed("华星科技有限公司", phones=["13911112223"], city="北京")
    assert likely(people["周小雨"], asked, at=AT) == []
    assert likely(people["王磊"], asked, at=AT)


def test_many_are_told_what_each_alone_is_told(
    hua: int, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        Typed("华星科技有限公司", phones=[PHONE]),
        Typed("上海远洋食品有限公司", city="上海"),
        Typed("北京华兴科技", phones=["13911112223"], contacts=["王建国"], city="北京"),
        Typed("王建国", kind="person", phones=[PHONE]),
        Typed(),
    ]
    for who in ("王磊", "周小雨", "管理员"):
        alone = alike_for(people[who], asked, tell=silent)
        monkeypatch.setattr(rows, "ALONE", 0)
        assert alike_for(people[who], asked, tell=silent) == alone
        monkeypatch.setattr(rows, "FEW", 0)
        assert alike_for(people[who], asked, tell=silent) == alone
        monkeypatch.undo()
        assert [[one.id for one in some] for some in alone] == (
            [[], [], [], [], []] if who == "周小雨" else [[hua], [], [hua], [], []]
        )
    blind = replace(people["王磊"], may=people["王磊"].may - {"see_full"})
    for most in ("ALONE", "FEW"):
        monkeypatch.setattr(rows, most, 0)
        assert alike_for(blind, asked[:1], tell=silent) == [[]]  # of a name that sounds alike alone


def silent(_done: int, _total: int, _said: str) -> None:
    """Say nothing."""


def test_in_an_empty_book_no_new_customer_is_read(people: People, tmp_path: Path) -> None:
    asker, silent = people["王磊"], lambda *_said: None
    assert alike_to_kept(asker, tell=silent) is None
    row = {"_identity": "编号:1", "external_id": "1", "name": "北京华兴科技有限公司"}
    take_in(Home(tmp_path).ensure(), people["管理员"], proposal(part("customers", [row])))
    ask = alike_to_kept(asker, tell=silent)
    assert ask is not None
    assert ask([Typed("上海远洋食品有限公司")]) == [[]]
