"""Making several customers one."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.blocking.changes import refresh_blocking
from zhike.records.customer.models import Customer
from zhike.records.customer.pieces import refresh_search
from zhike.records.customer.scope import NotYours, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.interaction.follow import refresh_last_follow
from zhike.records.merge.belongings import (
    aside,
    brought_itself,
    children_of,
    lacking,
    twin_of,
)
from zhike.records.merge.fields import CHOSEN, FOLLOW, derived
from zhike.records.merge.journal import write
from zhike.records.merge.models import Merge
from zhike.records.order.models import OrderLine
from zhike.records.revision.changes import next_rev
from zhike.records.search import table as search
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@transaction.atomic
def merge_customers(
    viewer: Viewer,
    survivor_id: int,
    absorbed_ids: Sequence[int],
    *,
    take: Mapping[str, int] | None = None,
    at: datetime,
    why: str = "",
) -> int:
    """Make several customers one; what hangs on them moves, every value is journalled.

    `take` names for a column (merge.fields.CHOSEN) the customer whose value is kept; without it
    the survivor's own value stays, and an empty one is filled from the first that has it.
    Returns the merge's id.
    """
    insist(viewer, "edit", "合并客户")
    rows = _held(viewer, [survivor_id, *absorbed_ids])
    survivor, others = rows[survivor_id], [rows[i] for i in absorbed_ids]
    merge = Merge.objects.create(
        survivor=survivor, absorbed=list(absorbed_ids), by_id=viewer.account_id, at=at, why=why
    )
    rev, when = next_rev(), at.astimezone(UTC)  # as the database gives it back
    _fill(merge, survivor, kept_values(survivor, others, take or {}), rev=rev)
    _move(merge, survivor, list(absorbed_ids), rev=rev, at=when)
    for other in others:
        write(merge, "customers", other, {"gone_at": when, "merged_into_id": survivor_id}, rev=rev)
        _say(viewer, "并入客户", other.pk, at=at, after={"merged_into": survivor_id}, why=why)
    search.drop(list(absorbed_ids))
    refresh_search([survivor_id])
    refresh_blocking([survivor_id, *absorbed_ids])
    refresh_last_follow([survivor_id])
    names = {"merged": [other.name for other in others], "merge": merge.pk}
    _say(viewer, "合并客户", survivor_id, at=at, after=names, why=why)
    return merge.pk


def kept_values(
    survivor: Customer, others: Sequence[Customer], take: Mapping[str, int]
) -> dict[str, Any]:
    """Return the survivor's values after a merge, a column each."""
    rows = {row.pk: row for row in (survivor, *others)}
    values: dict[str, Any] = {}
    for name in CHOSEN:
        source = rows[take[name]] if name in take else _first_with(name, list(rows.values()))
        for column in (name, *FOLLOW.get(name, ())):
            values[column] = getattr(source, column)
    values["own"] = {k: v for row in reversed(rows.values()) for k, v in row.own.items()}
    return derived(values)


def _first_with(name: str, rows: list[Customer]) -> Customer:
    return next((row for row in rows if getattr(row, name) not in (None, "")), rows[0])


def _held(viewer: Viewer, ids: Sequence[int]) -> dict[int, Customer]:
    """Return the customers, locked; refuses when one is not the Viewer's or is named twice."""
    if len(ids) < 2 or len(set(ids)) != len(ids):
        raise Refused(_("合并要选至少两家不同的客户。"))
    seen = set(customers_for(viewer).filter(pk__in=ids).values_list("id", flat=True))
    if seen != set(ids):
        raise NotYours(_("选中的客户里有不在您范围内的，或已被合并，请刷新后再试。"))
    return Customer.objects.select_for_update().in_bulk(list(ids))


def _fill(merge: Merge, survivor: Customer, values: dict[str, Any], *, rev: int) -> None:
    write(merge, "customers", survivor, values, rev=rev)


def _move(merge: Merge, survivor: Customer, absorbed: list[int], *, rev: int, at: datetime) -> None:
    """Hang everything on the survivor; a second copy of what it has is laid aside instead."""
    moved, house = [], {survivor.pk, *absorbed}
    for hanging, row in children_of(absorbed):
        twin = twin_of(hanging.noun, row, survivor.pk)
        if twin is not None or brought_itself(hanging.noun, row, house):
            write(merge, hanging.noun, row, aside(hanging.noun, at), rev=rev)
        else:
            write(merge, hanging.noun, row, {hanging.column: survivor.pk}, rev=rev)
            moved += [row.pk] if hanging.noun == "orders" else []
        if twin is not None:
            write(merge, hanging.noun, twin, lacking(hanging.noun, twin, row), rev=rev)
    touch_lines(moved, rev=rev)


def touch_lines(orders: list[int], *, rev: int) -> None:
    """Raise the lines of moved orders: they say in the analyses whose they are."""
    if orders:
        OrderLine.objects.filter(order_id__in=orders).update(rev=rev)


def _say(viewer: Viewer, action: str, customer_id: int, **told: Any) -> None:
    write_line(
        action, "customer", customer_id, customer_id=customer_id, by=viewer.account_id, **told
    )
