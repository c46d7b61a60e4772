"""Asking to work with another's customer, answering, and ending it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.account.models import Account
from zhike.records.collaborator.models import Ask, Collaborator
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import NotYours, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.notice.changes import settle, tell, tell_all
from zhike.records.together.lookups import ask_row, team_of, who_answers
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

TOGETHER, REMIND = "协作", "提醒"
AGREED, NO_NEED = "同意", "不必"
A_DAY, AGAIN_AFTER = 20, timedelta(days=7)
LONGEST_WHY = 200


@transaction.atomic
def ask(viewer: Viewer, customer_id: int, kind: str, *, why: str = "", at: datetime) -> str:
    """Ask the owner of a customer outside one's sight, or remind him; returns what happened.

    The owner and the managers of his team are told who asks and why; the asker learns nothing but
    whose customer it is, which was shown before. At most 20 a day, each question once in 7 days.
    """
    if kind not in (TOGETHER, REMIND):
        raise Refused(_("不认识的申请。"))
    customer = Customer.objects.live().select_related("owner").filter(pk=customer_id).first()
    if customer is None or customers_for(viewer).filter(pk=customer_id).exists():
        raise Refused(_("这家客户您已经看得到，或已经不在了，不用再申请。"))
    _insist_measure(viewer, customer_id, kind, at)
    made = Ask.objects.create(
        customer_id=customer_id, asker_id=viewer.account_id, kind=kind, why=why[:LONGEST_WHY], at=at
    )
    people = who_answers(customer)
    if not people:
        raise Refused(_("这家客户现在没有人负责，也没有人能答复；请找管理员。"))
    _tell_owners(viewer, made, customer, [one.pk for one in people], at)
    write_line(
        f"申请{kind}" if kind == TOGETHER else "提醒归属人", "asks", made.pk,
        customer_id=customer_id, by=viewer.account_id, at=at, why=made.why,
    )  # fmt: skip
    return _("、").join(one.name for one in people)


def _insist_measure(viewer: Viewer, customer_id: int, kind: str, at: datetime) -> None:
    mine = Ask.objects.filter(asker_id=viewer.account_id)
    if mine.filter(at__gt=at - timedelta(days=1)).count() >= A_DAY:
        raise Refused(_("24 小时内最多申请 %(most)s 次，请明天再试。") % {"most": A_DAY})
    if mine.filter(customer_id=customer_id, kind=kind, at__gt=at - AGAIN_AFTER).exists():
        raise Refused(_("您 7 天内已经为这家客户申请过，请等归属人答复。"))


def _tell_owners(
    viewer: Viewer, made: Ask, customer: Customer, people: list[int], at: datetime
) -> None:
    asker = Account.objects.select_related("team").get(pk=viewer.account_id)
    who = f"{asker.name}（{team_of(asker)}）" if asker.team else asker.name
    why = f"：{made.why}" if made.why else ""
    name = customer.name or customer.external_id or customer.number
    if made.kind == TOGETHER:
        text, link = f"{who}申请协作 {name}{why}", f"/asks/{made.pk}/"
    else:
        text, link = f"{who}提醒：{name} 该跟进了{why}", f"/customers/{customer.pk}/"
    about = f"ask:{made.pk}" if made.kind == TOGETHER else ""
    tell_all(people, text, link=link, about=about, at=at)


@transaction.atomic
def answer(viewer: Viewer, ask_id: int, *, agreed: bool, at: datetime) -> str:
    """Answer a question about one's customer; agreeing lets the asker see it and write about it."""
    insist(viewer, "edit", "答复协作申请")
    row = ask_row(viewer, ask_id)
    row = Ask.objects.select_for_update().get(pk=row.pk)
    if row.answer:
        raise Refused(_("这条申请已经有人答复过：%(answer)s。") % {"answer": _(row.answer)})
    row.answer = AGREED if agreed else NO_NEED
    row.answered_by_id, row.answered_at = viewer.account_id, at
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    settle(f"ask:{row.pk}", at=at)
    if agreed:
        _let_in(viewer, row.customer, row.asker_id, at)
    text = (
        f"{viewer.name} 同意您协作 {row.customer.name}，现在看得到它、能写跟进了"
        if agreed
        else f"{viewer.name} 答复：您 {row.at:%m-%d} 申请协作的那家客户由原来的人继续跟进"
    )
    tell(row.asker_id, text, link=f"/customers/{row.customer_id}/" if agreed else "", at=at)
    return row.asker.name


def _let_in(viewer: Viewer, customer: Customer, account_id: int, at: datetime) -> None:
    Collaborator.objects.get_or_create(
        customer=customer, account_id=account_id, gone_at=None,
        defaults={"by_id": viewer.account_id, "at": at},
    )  # fmt: skip
    _line("添加协作人", viewer, customer.pk, account_id, at)


@transaction.atomic
def let_go(viewer: Viewer, collaborator_id: int, *, at: datetime) -> tuple[int, str]:
    """End somebody's part in a customer: by whoever may edit it, or by that person.

    Returns the account and the name, for letting them in again.
    """
    row = Collaborator.objects.select_related("account").filter(
        pk=collaborator_id, gone_at=None, customer__in=customers_for(viewer)
    ).first()  # fmt: skip
    if row is None:
        raise NotYours(_("没有这位协作人，可能已经去掉了。"))
    if row.account_id != viewer.account_id:
        insist(viewer, "edit", "去掉协作人")
    Collaborator.objects.filter(pk=row.pk).update(gone_at=at)
    _line("去掉协作人", viewer, row.customer_id, row.account_id, at)
    return row.account_id, row.account.name


@transaction.atomic
def let_in_again(viewer: Viewer, customer_id: int, account_id: int, *, at: datetime) -> str:
    """Take back that somebody's part was ended."""
    insist(viewer, "edit", "恢复协作人")
    customer = customers_for(viewer).filter(pk=customer_id).first()
    if customer is None:
        raise NotYours(_("没有这个客户，或它不在您的范围内。"))
    _let_in(viewer, customer, account_id, at)
    return Account.objects.get(pk=account_id).name


def _line(action: str, viewer: Viewer, customer_id: int, account_id: int, at: datetime) -> None:
    write_line(
        action, "customer", customer_id, customer_id=customer_id, by=viewer.account_id, at=at,
        after={"account": account_id}, why=Account.objects.get(pk=account_id).name,
    )  # fmt: skip
