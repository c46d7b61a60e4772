"""Keys, answers, per-column writing and owners against a real book, written and taken back."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from checksum import book_checksum
from django.conf import settings
from records.conftest import AT
from records.handing import accept, counts, keep_playbook

from zhike.jobs.run import run_now
from zhike.records.account.models import Account
from zhike.records.contact.models import Contact
from zhike.records.customer.changes import assign_customers
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.home import Home
from zhike.records.intake.mended import mend
from zhike.records.interaction.models import Interaction
from zhike.records.order.models import Order
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.portrait.page import page_for
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]
Hand = Callable[..., dict[str, Any]]
BOOK = (
    "客户编号,客户名称,联系人姓名,联系电话,所属行业,备注,跟进人,城市",
    "C1,宏远精密机械有限公司,张三,13800001111,软件和信息技术服务业,老客户,王磊,苏州市",
    "C2,甲公司,李四,13800002222,,,王磊,苏州市",
    "C3,甲公司,赵五,13800003333,,第二家,周小雨,上海市",
)


@pytest.fixture
def hand(people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Return a way to have lines proposed by the administrator, with a book of three customers."""
    monkeypatch.setattr(settings, "HOME", Home(tmp_path / "home").ensure())
    keep_playbook()

    def proposed(*lines: str, who: str = "管理员", **said: Any) -> dict[str, Any]:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
        path.write_text("\n".join(lines), "utf-8")
        return run_now("propose_import", people[who], paths=[str(path)], **said)

    first = proposed(*BOOK)
    run_now("accept_import", people["管理员"], batch=first["batch"])
    return proposed


def groups(viewer: Viewer, batch: int, fix: str) -> list[dict[str, Any]]:
    found = run_now("read_groups", viewer, batch=batch)["groups"]
    return [group for group in found if group["fix"] == fix]


def test_rows_are_known_by_a_phone_of_peoples_own_choice(hand: Hand, people: People) -> None:
    before = book_checksum()
    lines = (
        "客户名称,联系电话,备注",
        "宏远精密（改名）,13800001111,换了名字",
        "新公司,13800009999,",
    )
    by_phone = {"keys": {"customers": ["contacts.phone"]}}
    made = hand(*lines, mending=by_phone)
    assert counts(made) == (1, 1, 0, 0, 0)
    run_now("accept_import", people["管理员"], batch=made["batch"])
    one = Customer.objects.get(external_id="C1")
    assert (one.name, one.remark) == ("宏远精密（改名）", "换了名字")
    assert Customer.objects.live().count() == 4
    run_now("undo_import", people["管理员"], batch=made["batch"])
    assert book_checksum() == before


def test_two_that_agree_make_a_row_wait_for_its_answer(hand: Hand, people: People) -> None:
    admin = people["管理员"]
    lines = ("客户编号,客户名称,城市,备注", "X1,甲公司,苏州,一", "X2,宏远精密机械有限公司,无锡,二")
    made = hand(*lines, mending={"keys": {"customers": ["customers.name"]}})
    assert counts(made) == (0, 1, 0, 1, 0)
    (group,) = groups(admin, made["batch"], "answer")
    (pair,) = group["pairs"]
    assert pair["why"] == "ambiguous"
    assert [one["number"] for one in pair["candidates"]] == ["C2", "C3"]
    one = Customer.objects.get(external_id="C2").pk
    said = {"answers": {pair["identity"]: {"do": "same", "id": one}}}
    again = run_now("propose_again", admin, batch=made["batch"], mending=said)
    assert counts(again) == (0, 2, 0, 0, 0)
    new = run_now(
        "propose_again", admin, batch=made["batch"],
        mending={"answers": {pair["identity"]: {"do": "new"}}},
    )  # fmt: skip
    assert counts(new) == (1, 1, 0, 0, 0)
    out = run_now(
        "propose_again", admin, batch=made["batch"],
        mending={"answers": {pair["identity"]: {"do": "skip"}}},
    )  # fmt: skip
    assert counts(out) == (0, 1, 0, 0, 1)


def test_name_and_city_together_are_a_key(hand: Hand) -> None:
    made = hand(
        "客户名称,城市,备注", "甲公司,上海市,新的备注", "甲公司,南京市,第三家",
        mending={"keys": {"customers": ["customers.name", "customers.city"]}},
    )  # fmt: skip
    assert counts(made) == (1, 1, 0, 0, 0)


def test_a_number_that_is_taken_is_not_made_twice(hand: Hand, people: People) -> None:
    made = hand(
        "客户编号,联系电话", "C1,13811112222", kind="customers",
        mending={"keys": {"customers": ["contacts.phone"]}},
    )  # fmt: skip
    assert counts(made) == (0, 0, 0, 1, 0)
    (group,) = groups(people["管理员"], made["batch"], "answer")
    assert group["pairs"][0]["why"] == "taken"
    said = {"answers": {"编号:C1": {"do": "same", "id": Customer.objects.get(external_id="C1").pk}}}
    again = run_now("propose_again", people["管理员"], batch=made["batch"], mending=said)
    assert counts(again) == (0, 1, 0, 0, 0)


def test_a_key_that_is_no_column_is_refused(hand: Hand) -> None:
    with pytest.raises(Refused, match="不在这张表里"):
        hand("客户名称,城市", "甲公司,上海", mending={"keys": {"customers": ["contacts.phone"]}})


LIKE = ("客户编号,客户名称,联系人姓名,联系电话", "N1,宏远机械,张三,13800001111")


def test_a_likely_duplicate_is_asked_in_the_step(hand: Hand, people: People) -> None:
    admin = people["管理员"]
    made = hand(*LIKE)
    assert counts(made) == (1, 0, 0, 0, 0)
    (group,) = groups(admin, made["batch"], "answer")
    (pair,) = group["pairs"]
    assert pair["why"] == "likely"
    assert pair["given"]["联系电话"] == "13800001111"
    assert pair["candidates"][0]["number"] == "C1"
    assert pair["may"] == ["same", "new", "skip"]
    one = Customer.objects.get(external_id="C1")
    said = {"answers": {pair["identity"]: {"do": "same", "id": one.pk}}}
    assert counts(run_now("propose_again", admin, batch=made["batch"], mending=said))[1] == 1
    run_now("accept_import", admin, batch=made["batch"])
    one.refresh_from_db()
    assert (one.name, one.external_id) == ("宏远机械", "C1")  # under its own number still
    assert Customer.objects.live().count() == 3
    assert Contact.objects.live().filter(customer=one).count() == 1


def test_who_may_not_see_it_is_told_whose_it_is_and_no_more(hand: Hand, people: People) -> None:
    made = hand(*LIKE, who="周小雨")
    (group,) = groups(people["周小雨"], made["batch"], "answer")
    (pair,) = group["pairs"]
    assert pair["candidates"] == [
        {"id": None, "mine": False, "name": "", "number": "", "given": {},
         "said": "已有，归属 王磊、销售一部"},
    ]  # fmt: skip
    assert pair["may"] == ["new", "skip"]
    assert "宏远精密" not in str(made["problems"])


def test_what_is_told_of_a_candidate_is_masked_by_its_field(hand: Hand, people: People) -> None:
    admin = people["管理员"]
    made = hand(*LIKE)
    (group,) = groups(admin, made["batch"], "answer")
    (told,) = group["pairs"][0]["candidates"]
    assert told["given"]["联系电话"] == "138****1111"
    assert told["given"]["客户名称"] == told["name"] == "宏远精密机械有限公司"
    Customer.objects.filter(pk=told["id"]).update(kind="person", name="周建国")
    (group,) = groups(people["周小雨"], hand(*LIKE, who="周小雨")["batch"], "answer")
    assert "周建国" not in str(group)


def test_an_order_met_twice_is_asked_about_with_its_number(hand: Hand, people: People) -> None:
    admin, lines = people["管理员"], ("订单号,客户编号,订单日期,金额", "O1,C1,2024-05-01,100")
    run_now("accept_import", admin, batch=hand(*lines)["batch"])
    again = hand(*lines, "O1,C1,2024-05-02,200")
    (group,) = groups(admin, again["batch"], "answer")
    assert [one["name"] for one in group["pairs"][0]["candidates"]] == ["O1"]


def test_a_column_is_kept_filled_or_written_over(hand: Hand, people: People) -> None:
    admin, before = people["管理员"], book_checksum()
    lines = (
        "客户编号,客户名称,所属行业,备注",
        "C1,新名,汽车零部件,新备注",
        "C2,新名二,软件和信息技术服务业,新备注",
    )
    how = {"customers.name": "保留", "customers.remark": "补空", "customers.industry": "补空"}
    made = hand(*lines, mending={"writing": how})
    assert counts(made) == (0, 1, 1, 0, 0)
    run_now("accept_import", admin, batch=made["batch"])
    one, two = Customer.objects.filter(external_id__in=["C1", "C2"]).order_by("external_id")
    assert (one.name, one.remark, one.industry_code) == ("宏远精密机械有限公司", "老客户", "I65")
    assert (two.name, two.remark, two.industry_code) == ("甲公司", "新备注", "I65")
    run_now("undo_import", admin, batch=made["batch"])
    assert book_checksum() == before


def test_an_unknown_colleague_is_an_account_or_nobody(hand: Hand, people: People) -> None:
    admin = people["管理员"]
    lines = ("客户编号,客户名称,跟进人", "C8,丁公司,小王", "C9,戊公司,老李")
    made = hand(*lines)
    owners = groups(admin, made["batch"], "owner")
    assert {(one["value"], one["proposed"]) for one in owners} == {
        ("小王", "u2"),
        ("老李", ""),
    } or owners
    said = {"owners": {"小王": "u2", "老李": ""}}
    run_now("propose_again", admin, batch=made["batch"], mending=said)
    assert groups(admin, made["batch"], "owner") == []
    run_now("accept_import", admin, batch=made["batch"])
    eight, nine = Customer.objects.filter(external_id__in=["C8", "C9"]).order_by("external_id")
    assert eight.owner.name == "王磊"
    assert (nine.owner, nine.owner_text) == (None, "")


def test_a_cell_is_kept_at_once_and_judged_when_the_batch_is_accepted(
    hand: Hand, people: People
) -> None:
    admin = people["管理员"]
    made = hand("客户编号,客户名称,联系电话", "C7,己公司,1381")
    file = made["problems"][0]["file"]
    before = mend(
        admin, made["batch"], {"cells": [[file, "", 2, "联系电话", "13812345678"]]}, at=AT
    )
    assert before.cells == ()
    rows = run_now("read_rows", admin, batch=made["batch"])["sheets"][0]["rows"]
    assert rows[0]["mended"] == {"联系电话": "1381"}
    run_now("accept_import", admin, batch=made["batch"])
    assert Contact.objects.get(customer__external_id="C7").phone == "13812345678"
    with pytest.raises(Refused, match="已经处理过"):
        mend(admin, made["batch"], {"cells": []}, at=AT)


def test_a_stranger_gets_an_account_that_goes_with_the_batch(hand: Hand, people: People) -> None:
    admin, before = people["管理员"], book_checksum()
    accounts = Account.objects.count()
    made = hand(
        "客户编号,客户名称,跟进人", "C8,丁公司,小赵", "C1,,小赵", mending={"owners": {"小赵": "+"}}
    )
    assert Account.objects.count() == accounts  # nothing before it is accepted
    run_now("accept_import", admin, batch=made["batch"])
    stranger = Account.objects.get(name="小赵")
    assert not stranger.has_usable_password()
    owned = Customer.objects.live().filter(owner=stranger).values_list("external_id", flat=True)
    assert sorted(owned) == ["C1", "C8"]
    run_now("undo_import", admin, batch=made["batch"])
    assert (book_checksum(), Account.objects.count()) == (before, accounts)


def test_a_stranger_of_a_follow_up_gets_an_account_too(hand: Hand, people: People) -> None:
    admin, before = people["管理员"], book_checksum()
    made = hand(
        "客户编号,跟进时间,互动方式,沟通内容摘要,跟进人", "C1,2026-05-01,电话,回访,小赵",
        mending={"owners": {"小赵": "+"}},
    )  # fmt: skip
    run_now("accept_import", admin, batch=made["batch"])
    talk = Interaction.objects.live().get(by_text="小赵")
    assert talk.owner.name == "小赵"
    run_now("undo_import", admin, batch=made["batch"])
    assert book_checksum() == before
    assert not Account.objects.filter(name="小赵").exists()


def test_an_account_somebody_uses_by_now_stays(hand: Hand, people: People) -> None:
    admin = people["管理员"]
    made = hand("客户编号,客户名称,跟进人", "C8,丁公司,小赵", mending={"owners": {"小赵": "+"}})
    run_now("accept_import", admin, batch=made["batch"])
    stranger = Account.objects.get(name="小赵")
    assign_customers(
        admin, [Customer.objects.get(external_id="C2").pk], owner_id=stranger.pk, at=AT
    )
    run_now("undo_import", admin, batch=made["batch"])
    assert Account.objects.filter(name="小赵").exists()


def test_words_are_learnt_with_the_batch_and_forgotten_with_it(hand: Hand, people: People) -> None:
    admin, version = people["管理员"], active_playbook().version
    word = ["customers.customer_type", "成交啦", "成交"]
    lines = ("客户编号,客户名称,客户类型", "C8,丁公司,成交啦")
    made = hand(*lines, mending={"words": [word]})
    own = hand(*lines, who="王磊")
    with pytest.raises(Refused, match="不能给手册添加同义词"):
        run_now("propose_again", people["王磊"], batch=own["batch"], mending={"learn": [word]})
    run_now("propose_again", admin, batch=made["batch"], mending={"learn": [word]})
    assert active_playbook().version == version
    run_now("accept_import", admin, batch=made["batch"])
    learnt = active_playbook()
    assert learnt.vocabulary("客户类型").standard("成交啦") == "成交"
    line = HistoryLine.objects.filter(noun="playbook").order_by("-id").first()
    assert line.why == f"导入时学会：成交啦=成交（批次 {made['batch']}）"
    assert hand("客户编号,客户名称,客户类型", "C9,戊公司,成交啦")["problems"] == []
    run_now("undo_import", admin, batch=made["batch"])
    assert active_playbook().version == version


def test_what_an_industry_meant_is_learnt_and_forgotten_too(hand: Hand, people: People) -> None:
    admin, version = people["管理员"], active_playbook().version
    lines = ("客户编号,客户名称,所属行业", "C8,丁公司,车灯总成那块")
    word = ["customers.industry", "车灯总成那块", "C367 汽车零部件及配件制造"]
    made = hand(*lines, mending={"words": [word], "learn": [word]})
    run_now("accept_import", admin, batch=made["batch"])
    assert active_playbook().industry_codes == {"车灯总成那块": "C367"}
    assert hand("客户编号,客户名称,所属行业", "C9,戊公司,车灯总成那块")["problems"] == []
    run_now("undo_import", admin, batch=made["batch"])
    assert active_playbook().version == version
    assert hand("客户编号,客户名称,所属行业", "C9,戊公司,车灯总成那块")["problems"]


def test_the_second_who_accepts_is_told_who_was_quicker(hand: Hand, people: People) -> None:
    made = hand("客户编号,客户名称", "C8,丁公司")
    run_now("accept_import", people["管理员"], batch=made["batch"])
    with pytest.raises(Refused, match=r"已由 管理员 在 \d\d-\d\d \d\d:\d\d 导入，不用再导一次"):
        run_now("accept_import", people["管理员"], batch=made["batch"])


def test_a_corrected_value_says_whose_hand_it_was(
    hand: Hand, people: People, tmp_path: Path
) -> None:
    admin = people["管理员"]
    made = hand("客户编号,客户名称,客户类型,备注", "C7,己公司,成交啦,")
    file = Path(settings.HOME.batch(made["batch"]) / "files")
    name = next(file.iterdir()).name
    patch = {
        "cells": [[name, "", 2, "备注", "补上的"]],
        "words": [["customers.customer_type", "成交啦", "成交"]],
    }
    run_now("propose_again", admin, batch=made["batch"], mending=patch)
    run_now("accept_import", admin, batch=made["batch"])
    customer = Customer.objects.get(external_id="C7")
    page = page_for(admin, customer.pk, playbook=active_playbook(), home=settings.HOME)
    facts = {fact.label: fact for fact in page.facts}
    assert (facts["备注"].shown, facts["备注"].raw) == ("补上的", "空")
    assert re.fullmatch(
        rf"{name}!2 备注 · 由 管理员 \d{{4}}-\d\d-\d\d \d\d:\d\d 手工改正（批次 {made['batch']}）",
        facts["备注"].place,
    )
    assert (facts["客户类型"].shown, facts["客户类型"].raw) == ("成交", "成交啦")
    assert "手工改正" in facts["客户类型"].place


def test_a_number_met_again_is_answered_by_its_place(hand: Hand, people: People) -> None:
    admin = people["管理员"]
    heads = "客户编号,客户名称,联系人姓名,联系电话"
    lines = (heads, "N1,甲厂,张三,13811110001", "N1,乙厂,李四,13811110002")
    made = hand(*lines)
    assert counts(made) == (1, 0, 0, 1, 0)
    (pair,) = groups(admin, made["batch"], "answer")[0]["pairs"]
    assert (pair["why"], pair["given"]["客户名称"]) == ("repeated", "乙厂")

    def answered(**answer: object) -> dict[str, Any]:
        said = {"answers": {pair["identity"]: answer}}
        return run_now("propose_again", admin, batch=made["batch"], mending=said)

    assert counts(answered(do="skip")) == (1, 0, 0, 0, 1)
    assert counts(answered(do="same")) == (1, 0, 0, 0, 1)  # the later row stands for both
    assert counts(answered(do="new")) == (2, 0, 0, 0, 0)
    accept(admin, made)
    told = Contact.objects.live().filter(customer__name__in=["甲厂", "乙厂"]).order_by("id")
    assert [(one.customer.name, one.name) for one in told] == [("甲厂", "张三"), ("乙厂", "李四")]


def test_orders_follow_their_customer_to_the_one_it_is(
    hand: Hand, people: People, tmp_path: Path
) -> None:
    admin, before = people["管理员"], book_checksum()
    customers, orders = tmp_path / "c.csv", tmp_path / "o.csv"
    customers.write_text("客户编号,客户名称,联系电话\nN1,宏远机械,13800001111", "utf-8")
    orders.write_text("客户编号,订单日期,订单金额\nN1,2024-05-01,100\nN1,2024-05-01,50", "utf-8")
    made = run_now("propose_import", admin, paths=[str(customers), str(orders)])
    (pair,) = groups(admin, made["batch"], "answer")[0]["pairs"]
    one = Customer.objects.get(external_id="C1")
    said = {"answers": {pair["identity"]: {"do": "same", "id": one.pk}}}
    run_now("propose_again", admin, batch=made["batch"], mending=said)
    accept(admin, made)
    assert Customer.objects.live().count() == 3
    order = Order.objects.live().get(customer=one)
    assert order.amount_fen == 150_00
    assert [line.amount_fen for line in order.lines.order_by("id")] == [100_00, 50_00]
    again = run_now("propose_import", admin, paths=[str(orders)])
    assert counts(again)[:2] == (0, 0)
    run_now("undo_import", admin, batch=made["batch"])
    assert book_checksum() == before


def test_a_row_answered_same_is_known_by_its_number_from_then_on(
    hand: Hand, people: People
) -> None:
    admin, before = people["管理员"], book_checksum()
    lines = (
        "客户编号,客户名称,联系人,联系电话,备注",
        "K9,宏远精密机械有限公司,张三,13812345678,来自展会",
    )
    made = hand(*lines)
    (group,) = groups(admin, made["batch"], "answer")
    (pair,) = group["pairs"]
    known = pair["candidates"][0]["id"]
    said = {"answers": {pair["identity"]: {"do": "same", "id": known}}}
    run_now("propose_again", admin, batch=made["batch"], mending=said)
    run_now("accept_import", admin, batch=made["batch"])
    again = hand(*lines)
    assert (counts(again), again["problems"]) == ((0, 0, 1, 0, 0), [])
    order = hand("订单编号,客户编号,下单日期,金额", "O9,K9,2026-05-01,100")
    run_now("accept_import", admin, batch=order["batch"])
    assert Order.objects.get(external_id="O9").customer_id == known
    assert Customer.objects.get(pk=known).external_id == "C1"  # his own number stays
    assert Customer.objects.live().count() == 3
    for batch in (order, made):
        run_now("undo_import", admin, batch=batch["batch"])
    assert book_checksum() == before
    assert counts(hand(*lines)) != counts(again)
