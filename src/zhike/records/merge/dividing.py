"""Giving what came after a merge to the side a person named."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.customer.models import Customer
from zhike.records.merge.belongings import twin_of
from zhike.records.merge.division import came_after
from zhike.records.merge.edits import edits_after, is_edit
from zhike.records.merge.fields import FOLLOW
from zhike.records.merge.journal import Left, fields_of, store, typed, value_of
from zhike.records.merge.models import Merge
from zhike.words.problem import Refused

EDIT = "customers:"


def divide(merge: Merge, left: list[Left], sides: Mapping[str, int], *, rev: int) -> list[Left]:
    """Move what `sides` names (`orders:12`, `customers:remark`) to a customer each.

    Call it when the merge was put back. Returns what had to stay, since that side has the like;
    `left` loses the edits that were given away.
    """
    wanted = {key: side for key, side in sides.items() if side != merge.survivor_id}
    if not wanted:
        return []
    if set(wanted.values()) - set(merge.absorbed):
        raise Refused(_("只能分给这次合并里的客户。"))
    rows = {f"{hanging.noun}:{row.pk}": (hanging.noun, row) for hanging, row in came_after(merge)}
    edits = {f"{EDIT}{name}": was for name, was in edits_after(merge, left).items()}
    if unknown := wanted.keys() - rows.keys() - edits.keys():
        raise Refused(_("有 %(n)s 行在您看的时候变了，请刷新再分。") % {"n": len(unknown)})
    stay = [
        one
        for key, side in wanted.items()
        if key in rows
        for one in _give(*rows[key], side, rev=rev)
    ]
    given = {key.removeprefix(EDIT): side for key, side in wanted.items() if key in edits}
    for column, side in given.items():
        _give_edit(merge, column, edits[EDIT + column], side, rev=rev)
    left[:] = [one for one in left if not (is_edit(merge, one) and one["column"] in given)]
    return stay


def _give(noun: str, row: Any, side: int, *, rev: int) -> list[Left]:
    if twin_of(noun, row, side) is not None:
        why = "那一边已经有同样的一条"
        return [{"noun": noun, "id": row.pk, "column": "customer_id", "why": why}]
    store(row, {"customer_id": side}, rev=rev)
    return []


def _give_edit(merge: Merge, column: str, was: Any, side: int, *, rev: int) -> None:
    """Give a value written after the merge to the other side; the survivor gets its own back."""
    survivor = Customer.objects.get(pk=merge.survivor_id)
    other = Customer.objects.get(pk=side)
    store(other, {name: value_of(survivor, name) for name in _with(column)}, rev=rev)
    first = merge.journal.filter(noun="customers", record_id=survivor.pk).order_by("pk").first()
    wrote = fields_of(first) if first else {}
    before = {name: wrote[name][0] for name in _with(column) if name in wrote} | {column: was}
    store(survivor, {n: typed("customers", n, v) for n, v in before.items()}, rev=rev)


def _with(column: str) -> list[str]:
    return [column, *FOLLOW.get(column, ())]
