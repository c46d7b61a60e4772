"""Hand-ins: who may see which, whom they are about, and what they become."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings

from zhike.collect.form.design import Design, Item
from zhike.jobs.run import run_now
from zhike.records.case.models import Case
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import MayNot
from zhike.records.demand.models import Demand
from zhike.records.entry.changes import enter
from zhike.records.event.models import Event
from zhike.records.form.changes import add_link, create_form, publish_form
from zhike.records.form.lookups import NoSuchForm, form_for, open_form
from zhike.records.form.models import FormLink
from zhike.records.handin.changes import Handed, hand_in, mark_spam, put_into, send_back
from zhike.records.handin.lookups import NoSuchHandIn, hand_ins_for, waiting_for
from zhike.records.handin.models import HandIn
from zhike.records.interaction.models import Interaction
from zhike.records.notice.lookups import notices_for
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.entry import propose_entry
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
AT = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)
ASKED = Design(
    title="留言",
    items=(
        Item("a", "field", label="公司", path="customers.name"),
        Item("q", "satisfaction", label="满意吗"),
    ),
    response="调查回应",
)


@pytest.fixture
def book(people: dict[str, Viewer]) -> dict[str, Viewer]:
    """Return Viewers over a book with a playbook."""
    settings.HOME.ensure()
    ensure_playbook(at=AT)
    return people


def kept(viewer: Viewer, noun: str = "customers", whose: int | None = None, **cells: str) -> int:
    """Enter a record by hand; returns its id."""
    told = {f"{noun}.{name}" if "__" not in name else name.replace("__", "."): text
            for name, text in cells.items()}  # fmt: skip
    entry = propose_entry(noun, [told], playbook=active_playbook(), owners={})
    return enter(viewer, entry.proposal, customer_id=whose, at=AT).id


def form_of(viewer: Viewer) -> FormLink:
    """Return the link of a published form."""
    form = create_form(viewer, ASKED, at=AT)
    link = add_link(viewer, form, channel="线上表单", label="", at=AT)
    publish_form(viewer, form, playbook=active_playbook(), at=AT)
    return FormLink.objects.get(pk=link)


def handed(link: FormLink, name: str, *, once: str = "", **answers: Any) -> int:
    """Hand a form in."""
    told = Handed(
        values={"customers.name": name}, answers=answers, form_id=link.form_id, version=1,
        link_id=link.pk, channel=link.channel, once=once, tells=link.form.owner_id, title="留言",
    )  # fmt: skip
    return hand_in(told, at=AT)


def test_forms_and_hand_ins_are_of_the_own_team(book: dict[str, Viewer]) -> None:
    link = form_of(book["李敏"])
    handed(link, "甲公司")
    assert [len(hand_ins_for(book[name])) for name in ("管理员", "李敏")] == [1, 1]
    assert hand_ins_for(book["周小雨"]) == []  # another team
    assert hand_ins_for(book["王磊"]) == []  # sees his own only
    other = form_of(book["管理员"])
    with pytest.raises(NoSuchForm):
        form_for(book["李敏"], other.form_id)
    with pytest.raises(MayNot):
        form_for(book["周小雨"], link.form_id)
    theirs = handed(other, "乙公司")
    assert waiting_for(book["李敏"]) == 1
    for act in (mark_spam, send_back):
        with pytest.raises(NoSuchHandIn):
            act(book["李敏"], [theirs], at=AT, **({"reason": "x"} if act is send_back else {}))


def test_the_owner_of_a_form_is_told_once_how_many_wait(book: dict[str, Viewer]) -> None:
    link = form_of(book["李敏"])
    first, again = handed(link, "甲公司", once="1"), handed(link, "甲公司", once="1")
    handed(link, "乙公司")
    assert first == again
    assert [one.text for one in notices_for(book["李敏"])] == ["“留言”有 2 份待收"]
    run_now("take_hand_ins", book["李敏"], ids=list(HandIn.objects.values_list("id", flat=True)))
    assert notices_for(book["李敏"]) == []


def test_a_customer_corrects_his_own_card(book: dict[str, Viewer]) -> None:
    wang = book["王磊"]
    customer = kept(wang, name="甲州精密", city="苏州", contacts__name="赵经理",
                    contacts__phone="13800001111")  # fmt: skip
    told = Handed(
        values={"customers.city": "杭州", "contacts.name": "赵经理",
                "contacts.phone": "13800002222"},
        customer_id=customer, tells=wang.account_id,
    )  # fmt: skip
    key = hand_in(told, at=AT)
    assert hand_ins_for(book["周小雨"]) == []  # not her customer
    checked = run_now("check_hand_ins", wang, ids=[key])["rows"][key]
    assert (checked.fate, checked.is_good) == ("changed", True)
    run_now("take_hand_ins", wang, ids=[key])
    row = Customer.objects.live().get()
    assert (row.pk, row.name, row.city) == (customer, "甲州精密", "杭州市")
    assert Contact.objects.filter(customer=customer, phone="13800002222", gone_at=None).exists()
    assert HandIn.objects.get().batch.state == "已接收"


def test_a_form_never_makes_a_customer_of_somebody_elses(book: dict[str, Viewer]) -> None:
    kept(book["周小雨"], name="丙江食品", city="宁波")
    key = handed(form_of(book["李敏"]), "丙江食品")
    told = run_now("take_hand_ins", book["李敏"], ids=[key])
    assert told["taken"] == []
    assert told["left"][key]
    assert Customer.objects.live().count() == 1
    assert waiting_for(book["李敏"]) == 1


def test_satisfaction_rates_the_case_solved_last_else_it_is_feedback(
    book: dict[str, Viewer],
) -> None:
    admin = book["管理员"]
    customer = kept(admin, name="甲州精密")
    solved = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
    case = kept(admin, "cases", whose=customer, opened_at=solved, solved_at=solved,
                case_kind="投诉", detail="交货慢")  # fmt: skip
    link = form_of(admin)
    run_now("take_hand_ins", admin, ids=[handed(link, "甲州精密", q="2")])
    assert Case.objects.get().pk == case
    assert Case.objects.get().satisfaction == 2
    assert not Interaction.objects.exists()
    run_now("take_hand_ins", admin, ids=[handed(link, "甲州精密", q="5")])
    assert (Case.objects.get().satisfaction, Interaction.objects.get().feedback) == (2, "积极")


def test_needs_and_complaints_become_records_of_their_own(book: dict[str, Viewer]) -> None:
    link = form_of(book["管理员"])
    told = Handed(
        values={"customers.name": "丁公司", "demands.need": "要 20 台", "cases.detail": "有异响",
                "cases.case_kind": "报修"},
        form_id=link.form_id, version=1, link_id=link.pk, channel=link.channel,
    )  # fmt: skip
    run_now("take_hand_ins", book["管理员"], ids=[hand_in(told, at=AT)])
    customer = Customer.objects.get()
    assert Demand.objects.get().customer_id == Case.objects.get().customer_id == customer.pk
    event = Event.objects.get()
    assert (event.event_kind, event.detail) == ("调查回应", "留言")
    assert (Demand.objects.get().raised_on.isoformat(), Case.objects.get().opened_at) == (
        "2024-07-01", "2024-07-01 09:00",
    )  # fmt: skip


def test_two_people_cannot_take_the_same(book: dict[str, Viewer]) -> None:
    key = handed(form_of(book["管理员"]), "戊公司")
    run_now("take_hand_ins", book["管理员"], ids=[key])
    batch = HandIn.objects.get().batch_id
    with pytest.raises(NoSuchHandIn):
        put_into(book["管理员"], [key], batch_id=batch, at=AT)
    assert open_form(FormLink.objects.get().token, today=AT.date()).channel == "线上表单"
