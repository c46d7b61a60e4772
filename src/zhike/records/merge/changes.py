"""Making several customers one, and taking that back exactly."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.customer.models import Customer
from zhike.records.customer.pieces import refresh_search
from zhike.records.customer.scope import NotYours, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.intake.revise import plain
from zhike.records.interaction.follow import refresh_last_follow
from zhike.records.merge.belongings import JOURNALLED, brought_by, children_of, stays_behind
from zhike.records.merge.fields import CHOSEN, FOLLOW, derived
from zhike.records.merge.models import Judged, Merge, MergeEntry
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
        _write(merge, "customers", other, {"gone_at": when, "merged_into_id": survivor_id}, rev=rev)
        _say(viewer, "并入客户", other.pk, at=at, after={"merged_into": survivor_id}, why=why)
    search.drop(list(absorbed_ids))
    refresh_search([survivor_id])
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
    changed = {name: value for name, value in values.items() if getattr(survivor, name) != value}
    _write(merge, "customers", survivor, changed, rev=rev)


def _move(merge: Merge, survivor: Customer, absorbed: list[int], *, rev: int, at: datetime) -> None:
    """Hang everything on the survivor; a second copy of what it has is laid aside instead."""
    moved = []
    for noun, row in children_of(absorbed):
        if not stays_behind(noun, row, survivor):
            _write(merge, noun, row, {"customer_id": survivor.pk}, rev=rev)
            moved += [row.pk] if noun == "orders" else []
        elif noun == "tasks":
            _write(merge, noun, row, {"state": "取消", "closed_at": at}, rev=rev)
        else:
            _write(merge, noun, row, {"gone_at": at}, rev=rev)
    _touch_lines(moved, rev=rev)
    for row in brought_by(absorbed):
        _write(merge, "referrals", row, {"brought_by_id": survivor.pk}, rev=rev)


def _touch_lines(orders: list[int], *, rev: int) -> None:
    """Raise the lines of moved orders: they say in the analyses whose they are."""
    if orders:
        OrderLine.objects.filter(order_id__in=orders).update(rev=rev)


def _write(merge: Merge, noun: str, row: Any, values: dict[str, Any], *, rev: int) -> None:
    """Set columns of a row, its values before and after in the journal."""
    if not values:
        return
    fields = {name: [plain(getattr(row, name)), plain(after)] for name, after in values.items()}
    MergeEntry.objects.create(merge=merge, noun=noun, record_id=row.pk, fields=fields)
    raised = {"rev": rev} if hasattr(row, "rev") else {}
    for name, value in (values | raised).items():
        setattr(row, name, value)
    row.save(update_fields=[name.removesuffix("_id") for name in values] + list(raised))


def _say(viewer: Viewer, action: str, customer_id: int, **told: Any) -> None:
    write_line(
        action, "customer", customer_id, customer_id=customer_id, by=viewer.account_id, **told
    )


@transaction.atomic
def unmerge(viewer: Viewer, merge_id: int, *, at: datetime) -> list[dict[str, Any]]:
    """Put back each value that still is what the merge wrote; returns and keeps the rest.

    What came to the survivor after the merge stays with it.
    """
    insist(viewer, "edit", "撤销合并")
    merge = Merge.objects.select_for_update().filter(pk=merge_id).first()
    if merge is None or not customers_for(viewer).filter(pk=merge.survivor_id).exists():
        raise NotYours(_("没有这次合并，或合并后的客户又并入了别家：请先撤销后面那次合并。"))
    if merge.undone_at is not None:
        raise Refused(_("这次合并已经撤销过了。"))
    rev, left = next_rev(), []
    orders = []
    for entry in merge.journal.order_by("-id"):
        left += _put_back(entry, rev=rev)
        orders += [entry.record_id] if entry.noun == "orders" else []
    _touch_lines(orders, rev=rev)
    ids = [merge.survivor_id, *merge.absorbed]
    refresh_search(ids)
    refresh_last_follow(ids)
    merge.undone_at, merge.left_over = at, left
    merge.save(update_fields=["undone_at", "left_over"])
    for customer_id in ids:
        _say(viewer, "撤销合并", customer_id, at=at, after={"merge": merge.pk, "left": len(left)})
    return left


def _put_back(entry: MergeEntry, *, rev: int) -> list[dict[str, Any]]:
    model = JOURNALLED[entry.noun]
    row: Any = model._base_manager.select_for_update().get(pk=entry.record_id)
    back, left = {}, []
    for name, (before, after) in entry.fields.items():
        if plain(getattr(row, name)) == after:
            back[name] = _typed(model, name, before)
        else:
            left.append(
                {"noun": entry.noun, "id": row.pk, "column": name, "why": "合并后又被修改过"}
            )
    for name, value in back.items():
        setattr(row, name, value)
    raised = ["rev"] if hasattr(row, "rev") and back else []
    if raised:
        row.rev = rev
    row.save(update_fields=[name.removesuffix("_id") for name in back] + raised)
    return left


def _typed(model: Any, column: str, value: Any) -> Any:
    field = next(f for f in model._meta.concrete_fields if f.attname == column)
    return field.to_python(value)


@transaction.atomic
def judge_pair(viewer: Viewer, a: int, b: int, said: str, *, at: datetime) -> None:
    """Remember what a person said of two customers: 不同, 有关联 or 以后."""
    insist(viewer, "edit", "判断重复客户")
    low, high = sorted((a, b))
    if customers_for(viewer).filter(pk__in=(low, high)).count() != 2:
        raise NotYours(_("选中的客户里有不在您范围内的，请刷新后再试。"))
    Judged.objects.update_or_create(
        a_id=low, b_id=high, defaults={"said": said, "by_id": viewer.account_id, "at": at}
    )
    _say(viewer, "判断重复", low, at=at, after={"other": high, "said": said})


@transaction.atomic
def forget_judgement(viewer: Viewer, a: int, b: int, *, at: datetime) -> None:
    """Take back what was said of two customers."""
    insist(viewer, "edit", "判断重复客户")
    low, high = sorted((a, b))
    if customers_for(viewer).filter(pk__in=(low, high)).count() != 2:
        raise NotYours(_("选中的客户里有不在您范围内的，请刷新后再试。"))
    Judged.objects.filter(a_id=low, b_id=high).delete()
    _say(viewer, "撤销判断", low, at=at, before={"other": high})
