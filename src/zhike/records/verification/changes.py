"""Noting that values are still right, and taking a note back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.customer.scope import NotYours, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.verification.how import HOW, digest_of
from zhike.records.verification.models import Verification
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

VERIFIED, TAKEN_BACK = "复核", "撤销复核"
Values = Mapping[str, str]
"""Field path → the value that was found right, as text; or a rule's id → what the rule said."""


@transaction.atomic
def verify(viewer: Viewer, found: Mapping[int, Values], *, how: str, at: datetime) -> list[int]:
    """Note for each customer which values are right, and how that is known (S1-25).

    Returns what `take_back_verified` needs. Nothing of the customer itself changes.
    """
    insist(viewer, "edit", VERIFIED)
    if how not in HOW:
        raise Refused(_("请选这些值是怎样核对的：%(how)s") % {"how": _("、").join(map(_, HOW))})
    _insist_mine(viewer, found)
    rows = [
        Verification(
            customer_id=one,
            field=field,
            value=digest_of(value),
            how=how,
            by_id=viewer.account_id,
            at=at,
        )
        for one, values in found.items()
        for field, value in values.items()
    ]
    for row in rows:
        row.save(force_insert=True)
    for one, values in found.items():
        write_line(
            VERIFIED, "customer", one, customer_id=one, by=viewer.account_id, at=at,
            after={"verified": list(values), "how": how},
        )  # fmt: skip
    return [row.pk for row in rows]


@transaction.atomic
def take_back_verified(viewer: Viewer, ids: Sequence[int], *, at: datetime) -> int:
    """Take notes back; returns how many there were."""
    insist(viewer, "edit", TAKEN_BACK)
    rows = list(Verification.objects.filter(pk__in=ids, gone_at=None))
    customers = sorted({row.customer_id for row in rows})
    _insist_mine(viewer, customers)
    Verification.objects.filter(pk__in=[row.pk for row in rows]).update(gone_at=at)
    for one in customers:
        fields = [row.field for row in rows if row.customer_id == one]
        write_line(
            TAKEN_BACK, "customer", one, customer_id=one, by=viewer.account_id, at=at,
            before={"verified": fields},
        )  # fmt: skip
    return len(rows)


def _insist_mine(viewer: Viewer, customer_ids: Sequence[int] | Mapping[int, Values]) -> None:
    ids = list(customer_ids)
    if not ids or customers_for(viewer).filter(pk__in=ids).count() != len(ids):
        raise NotYours(_("选中的客户里有不在您范围内的，请刷新后再试。"))
