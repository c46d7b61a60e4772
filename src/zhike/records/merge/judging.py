"""Remembering what people said of two customers that look alike or belong together."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.customer.scope import NotYours, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.merge.lately import note_judged
from zhike.records.merge.models import Judged
from zhike.records.merge.relations import across, checked
from zhike.records.merge.standing import ids_within
from zhike.words.viewer import Viewer

Said = tuple[str, str]
"""What was said of a pair, and what the second is to the first."""


@transaction.atomic
def judge_pair(
    viewer: Viewer, a: int, b: int, said: str, *, relation: str = "", at: datetime
) -> Said | None:
    """Remember what a person said of two customers: 不同, 有关联 or 以后.

    `relation` (merge.relations.RELATIONS) goes with 有关联 and says what `b` is to `a`. Returns
    what had been said of them before.
    """
    _insist_pair(viewer, a, b)
    low, high = sorted((a, b))
    note_judged(a, b)
    before = Judged.objects.filter(a_id=low, b_id=high).first()
    word = checked(said, relation)
    told = {"said": said, "relation": word if a == low else across(word)}
    Judged.objects.update_or_create(
        a_id=low, b_id=high, defaults=told | {"by_id": viewer.account_id, "at": at}
    )
    if not word:
        _say(viewer, "判断重复", a, at=at, after={"other": b, "said": said})
    else:  # both pages show it
        _say(viewer, "判断重复", a, at=at, after={"other": b, "said": said, "relation": word})
        _say(viewer, "判断重复", b, at=at,
             after={"other": a, "said": said, "relation": across(word)})  # fmt: skip
    if before is None:
        return None
    return before.said, before.relation if a == low else across(before.relation)


@transaction.atomic
def forget_judgement(viewer: Viewer, a: int, b: int, *, at: datetime) -> None:
    """Take back what was said of two customers, also of those that went into them."""
    _insist_pair(viewer, a, b)
    one, other = ids_within(a), ids_within(b)
    rows = Judged.objects.filter(a_id__in=one | other, b_id__in=one | other)
    gone = [row.pk for row in rows if (row.a_id in one) != (row.b_id in one)]
    Judged.objects.filter(pk__in=gone).delete()
    note_judged(a, b)
    _say(viewer, "撤销判断", min(a, b), at=at, before={"other": max(a, b)})


def _insist_pair(viewer: Viewer, a: int, b: int) -> None:
    insist(viewer, "edit", "判断重复客户")
    if a == b or customers_for(viewer).filter(pk__in=(a, b)).count() != 2:
        raise NotYours(_("选中的客户里有不在您范围内的，请刷新后再试。"))


def _say(viewer: Viewer, action: str, customer_id: int, **told: Any) -> None:
    write_line(
        action, "customer", customer_id, customer_id=customer_id, by=viewer.account_id, **told
    )
