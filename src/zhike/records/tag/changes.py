"""Setting and removing tags by hand."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.customer.scope import NotYours, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.revision.changes import next_rev
from zhike.records.tag.models import Tag
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

LONGEST = 20


@transaction.atomic
def set_tag(viewer: Viewer, customer_id: int, tag: str, *, at: datetime, why: str = "") -> None:
    """Put a tag on a customer by hand; it is an input and raises the revision."""
    insist(viewer, "edit", "打标签")
    if not customers_for(viewer).filter(pk=customer_id).exists():
        raise NotYours(_("没有这个客户，或它不在您的范围内。"))
    hand = Tag.objects.filter(customer_id=customer_id, tag=tag, origin="hand", gone_at__isnull=True)
    if hand.exists():
        return
    row = Tag.objects.create(
        customer_id=customer_id, tag=tag, origin="hand", by_id=viewer.account_id, at=at,
        rev=next_rev(), evidence=why,
    )  # fmt: skip
    write_line(
        "打标签", "tag", row.pk, customer_id=customer_id, by=viewer.account_id, at=at,
        after={"tag": tag}, why=why,
    )  # fmt: skip


@transaction.atomic
def tag_many(viewer: Viewer, customer_ids: Iterable[int], tag: str, *, at: datetime) -> list[int]:
    """Put a tag on several customers; returns those who had it not, for undoing."""
    tag = tag.strip()
    if not tag or len(tag) > LONGEST:
        raise Refused(_("标签要写 1 到 %(longest)s 个字。") % {"longest": LONGEST})
    wanted = set(customer_ids)
    if customers_for(viewer).filter(pk__in=wanted).count() != len(wanted):
        raise NotYours(_("选中的客户里有不在您范围内的，请刷新列表后再试。"))
    tagged = Tag.objects.filter(
        customer_id__in=wanted, tag=tag, origin="hand", gone_at__isnull=True
    )
    fresh = sorted(wanted - set(tagged.values_list("customer_id", flat=True)))
    for customer_id in fresh:
        set_tag(viewer, customer_id, tag, at=at)
    return fresh


@transaction.atomic
def remove_tag(viewer: Viewer, customer_id: int, tag: str, *, at: datetime) -> None:
    """Take a hand-set tag off a customer; it stays as a tombstone."""
    insist(viewer, "edit", "去掉标签")
    rows = Tag.objects.filter(
        customer__in=customers_for(viewer).filter(pk=customer_id), tag=tag, origin="hand",
        gone_at__isnull=True,
    )  # fmt: skip
    for row in rows:
        row.gone_at, row.rev = at, next_rev()
        row.save(update_fields=["gone_at", "rev"])
        write_line(
            "去标签", "tag", row.pk, customer_id=customer_id, by=viewer.account_id, at=at,
            before={"tag": tag},
        )  # fmt: skip
