"""Putting customers aside as invalid, and back where they were."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.customer.models import Customer
from zhike.records.customer.scope import NotYours, customers_for, insist
from zhike.records.entry.bury import bury, dig_out
from zhike.records.history.changes import write_line
from zhike.records.set_aside.lookups import asides_for
from zhike.records.set_aside.models import SetAside
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

ASIDE, BACK = "放进无效", "从无效放回"
MOST = 20_000  # at once; an act that takes longer would be an errand


@transaction.atomic
def set_aside(viewer: Viewer, whys: dict[int, str], *, rule: str = "", at: datetime) -> list[int]:
    """Put customers aside, each with its reason; returns what `bring_back` needs.

    They leave every list, figure, analysis and comparison; nothing of them is changed.
    """
    insist(viewer, "edit", ASIDE)
    ids = sorted(whys)
    if not ids or not all(whys.values()):
        raise Refused(_("请选好客户，并写明为什么无效。"))
    if len(ids) > MOST:
        raise Refused(_("一次最多放进 %(most)s 家，请分几次。") % {"most": f"{MOST:,}"})
    if customers_for(viewer).filter(pk__in=ids).count() != len(ids):
        raise NotYours(_("选中的客户里有不在您范围内的，或已不在名单里，请刷新后再试。"))
    bury("customers", ids, at=at)
    rows = [
        SetAside(customer_id=one, rule=rule, why=whys[one], by_id=viewer.account_id, at=at)
        for one in ids
    ]
    SetAside.objects.bulk_create(rows, batch_size=1_000)
    for one in ids:
        _say(viewer, ASIDE, one, at=at, why=whys[one])
    kept = SetAside.objects.filter(customer_id__in=ids, back_at=None).order_by("id")
    return list(kept.values_list("id", flat=True))


@transaction.atomic
def bring_back(viewer: Viewer, aside_ids: Sequence[int], *, at: datetime) -> dict[int, str]:
    """Put customers back where they were; returns each with the reason it was out for."""
    insist(viewer, "edit", BACK)
    rows = list(asides_for(viewer).filter(pk__in=aside_ids).select_for_update(of=("self",)))
    if not rows or len(rows) != len(set(aside_ids)):
        raise NotYours(_("选中的客户里有不在您范围内的，或已经放回，请刷新后再试。"))
    ids = [row.customer_id for row in rows]
    _insist_free(ids)
    dig_out("customers", ids)
    asked = SetAside.objects.filter(pk__in=[row.pk for row in rows])
    asked.update(back_at=at, back_by_id=viewer.account_id)
    for row in rows:
        _say(viewer, BACK, row.customer_id, at=at, why=row.why)
    return {row.customer_id: row.why for row in rows}


def _insist_free(customer_ids: Sequence[int]) -> None:
    """Refuse where somebody else bears the number of one that would come back."""
    out = Customer.objects.filter(pk__in=customer_ids)
    taken = Customer.objects.live().filter(identity__in=out.values("identity")).first()
    if taken is not None:
        raise Refused(
            _("已有同样编号或名称的客户“%(name)s”，不能再放回一家；请先改它的编号，或就留那一家。")
            % {"name": taken}
        )


def _say(viewer: Viewer, action: str, customer_id: int, *, at: datetime, why: str) -> None:
    write_line(
        action, "customer", customer_id, customer_id=customer_id, by=viewer.account_id, at=at,
        why=why,
    )  # fmt: skip
