"""Keeping what is handed in, and what somebody decides about it."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from zhike.records.customer.scope import insist
from zhike.records.form.models import FormLink
from zhike.records.handin.lookups import NOT_TAKEN, NoSuchHandIn, insist_judge, seen_by
from zhike.records.handin.models import HandIn
from zhike.records.history.changes import write_line
from zhike.records.notice.changes import settle, tell
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

LONGEST = 300
KEPT = timedelta(days=30)  # spam and what was sent back
MEANWHILE = timedelta(minutes=1)  # somebody else may be taking them in right now
WAITING_PAGE = "/collect/waiting/"


@dataclass(frozen=True, slots=True)
class Handed:
    """What one person hands in, word for word.

    `values` are texts by field path, `answers` texts, numbers or lists of texts by question.
    `customer_id` is the customer who corrects his own card; then there is no form. Two with one
    `once` are the same hand-in. `tells` is who is told that it waits.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    consent: Mapping[str, str] = field(default_factory=dict)  # text, at
    form_id: int | None = None
    version: int = 0
    link_id: int | None = None
    channel: str = ""
    customer_id: int | None = None
    once: str = ""
    tells: int | None = None
    title: str = ""  # what it is called in the notice


@transaction.atomic
def hand_in(handed: Handed, *, at: datetime, spam: bool = False) -> int:
    """Keep a hand-in and tell who waits for it; returns its id, of a second click the first's.

    Spam and what was sent back longer than KEPT ago is erased meanwhile: nobody needs it any more.
    """
    forget_old(at=at)
    row, fresh = HandIn.objects.get_or_create(
        once=handed.once or secrets.token_urlsafe(12),
        defaults={
            "form_id": handed.form_id, "version": handed.version, "link_id": handed.link_id,
            "channel": handed.channel, "customer_id": handed.customer_id,
            "values": dict(handed.values), "answers": dict(handed.answers),
            "consent": dict(handed.consent), "at": at, "state": _first_state(handed, spam),
        },
    )  # fmt: skip
    if fresh and handed.link_id is not None:
        FormLink.objects.filter(pk=handed.link_id).update(handed_in=F("handed_in") + 1)
    if fresh and row.state == "待收" and handed.tells is not None:
        _tell(handed, at)
    return row.pk


def forget_old(*, at: datetime) -> int:
    """Erase spam and what was sent back longer than KEPT ago; returns how many."""
    old = HandIn.objects.filter(state__in=["垃圾", "已退"], at__lt=at - KEPT)
    return old.exclude(judged_at__gte=at - KEPT).delete()[0]


def _first_state(handed: Handed, spam: bool) -> str:
    """Return how it begins: answers without any personal field need nobody to take them in."""
    if spam:
        return "垃圾"
    return "待收" if handed.values else "已收"


def _about(form_id: int | None, customer_id: int | None) -> str:
    return f"form:{form_id}" if form_id else f"card:{customer_id}"


def _tell(handed: Handed, at: datetime) -> None:
    waiting = _waiting(handed.form_id, handed.customer_id).count()
    named = f"“{handed.title}”" if handed.title else "客户自己改的资料"
    link = f"{WAITING_PAGE}?form={handed.form_id}" if handed.form_id else WAITING_PAGE
    about = _about(handed.form_id, handed.customer_id)
    tell(handed.tells or 0, f"{named}有 {waiting} 份待收", link=link, about=about, at=at)


@transaction.atomic
def send_back(viewer: Viewer, ids: Iterable[int], *, reason: str, at: datetime) -> list[int]:
    """Send waiting hand-ins back with a reason; returns those that were."""
    reason = reason.strip()[:LONGEST]
    if not reason:
        raise Refused(_("请写一句退回的原因，例如“电话打不通”。"))
    return _judge(viewer, ids, "已退", "退回表单", reason=reason, at=at)


@transaction.atomic
def mark_spam(viewer: Viewer, ids: Iterable[int], *, at: datetime) -> list[int]:
    """Put waiting hand-ins among the spam; returns those that were."""
    return _judge(viewer, ids, "垃圾", "标为垃圾", reason="", at=at)


@transaction.atomic
def put_back(viewer: Viewer, ids: Iterable[int], *, at: datetime) -> list[int]:
    """Put what was sent back or called spam into the waiting room again."""
    found = [row.pk for row in _mine(viewer, ids).filter(state__in=["已退", "垃圾"])]
    for key in found:
        write_line("放回待收", "hand_in", key, by=viewer.account_id, at=at)
    HandIn.objects.filter(pk__in=found).update(
        state="待收", reason="", judged_by=viewer.account_id, judged_at=at
    )
    return found


@transaction.atomic
def look_at_full(viewer: Viewer, hand_in_id: int, *, at: datetime) -> dict[str, str]:
    """Return what somebody typed, unmasked, and note who looked (S0-13)."""
    insist(viewer, "see_full", "查看完整电话")
    row = _mine(viewer, [hand_in_id]).first()
    if row is None:
        raise NoSuchHandIn(_("没有这一份，或它不在您的范围内。"))
    write_line("查看完整电话", "hand_in", row.pk, by=viewer.account_id, at=at)
    return dict(row.values)


@transaction.atomic
def put_into(viewer: Viewer, ids: Iterable[int], *, batch_id: int, at: datetime) -> None:
    """Note which batch takes hand-ins in, before it writes: they are 已收 while it is accepted."""
    wanted = list(ids)
    being_taken = Q(batch__state="待确认", judged_at__gt=at - MEANWHILE)
    rows = _mine(viewer, wanted).filter(NOT_TAKEN, state="待收").exclude(being_taken)
    free = {row.pk for row in rows}
    if free != set(wanted):
        raise NoSuchHandIn(_("其中有的已经被别人处理了，请刷新待收再试。"))
    HandIn.objects.filter(pk__in=wanted).update(
        batch_id=batch_id, judged_by=viewer.account_id, judged_at=at
    )


def _judge(
    viewer: Viewer, ids: Iterable[int], state: str, action: str, *, reason: str, at: datetime
) -> list[int]:
    rows = _mine(viewer, ids).filter(NOT_TAKEN, state="待收")
    found = list(rows)
    if not found:
        raise NoSuchHandIn(_("选中的已经被别人处理了，或不在您的范围内。请刷新待收。"))
    for row in found:
        after = {"state": state, "reason": reason}
        write_line(action, "hand_in", row.pk, by=viewer.account_id, at=at, after=after)
    HandIn.objects.filter(pk__in=[row.pk for row in found]).update(
        state=state, reason=reason, judged_by=viewer.account_id, judged_at=at
    )
    settle_empty(found, at=at)
    return [row.pk for row in found]


def settle_taken(ids: Iterable[int], *, at: datetime) -> None:
    """End the notices that have nothing left to wait for, after hand-ins were taken in."""
    settle_empty(HandIn.objects.filter(pk__in=list(ids)), at=at)


def settle_empty(rows: Iterable[HandIn], *, at: datetime) -> None:
    """End the notice of every form none of whose hand-ins waits any more."""
    for form_id, customer_id in {(row.form_id, row.customer_id) for row in rows}:
        if not _waiting(form_id, customer_id).exists():
            settle(_about(form_id, customer_id), at=at)


def _waiting(form_id: int | None, customer_id: int | None) -> QuerySet[HandIn]:
    same = Q(form_id=form_id) if form_id else Q(form=None, customer_id=customer_id)
    return HandIn.objects.filter(same, NOT_TAKEN, state="待收")


def _mine(viewer: Viewer, ids: Iterable[int]) -> Any:
    insist_judge(viewer)
    return HandIn.objects.select_for_update(of=("self",)).filter(seen_by(viewer), pk__in=list(ids))
