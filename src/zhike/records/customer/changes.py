"""Writing customers one at a time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from zhike.clean.names import match_keys
from zhike.records.blocking.changes import refresh_blocking
from zhike.records.customer.channel import insist_channel
from zhike.records.customer.follows import CLASS, with_class
from zhike.records.customer.models import EDITABLE, Customer
from zhike.records.customer.pieces import refresh_search
from zhike.records.customer.scope import NotYours, customer_for, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


class ChangedMeanwhile(Refused):
    """Somebody else wrote the row after it was shown; what was typed is kept in the form."""

    status = 409


@transaction.atomic
def edit_customer(
    viewer: Viewer, customer_id: int, values: Mapping[str, Any], *, seen_rev: int, at: datetime
) -> dict[str, Any]:
    """Write some fields of a customer; refuses when it changed since `seen_rev`.

    An industry's words ask for their class anew (`with_class`). Returns the before-values, for
    undoing by the same function.
    """
    insist(viewer, "edit", "修改客户")
    unknown = set(values) - EDITABLE.union(CLASS)
    if unknown:
        raise Refused(
            _("这些栏目不能在这里修改：%(unknown)s") % {"unknown": _("、").join(sorted(unknown))}
        )
    customer_for(viewer, customer_id)
    row = Customer.objects.select_for_update().get(pk=customer_id)
    if row.rev > seen_rev:
        raise ChangedMeanwhile(_("这个客户刚被别人改过，请先看一眼新的内容再保存。"))
    insist_channel([row], values)
    values = with_class(values)
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.match_key = match_keys(pl.Series([row.name])).item()
    row.rev = next_rev()
    row.save(update_fields=[*values, "match_key", "rev"])
    if "name" in values:
        refresh_search([row.pk])
    refresh_blocking([row.pk])
    write_line(
        "修改客户", "customer", row.pk, customer_id=row.pk, by=viewer.account_id, at=at,
        before=before, after=values,
    )  # fmt: skip
    return before


@transaction.atomic
def assign_customers(
    viewer: Viewer, customer_ids: Iterable[int], *, owner_id: int | None, at: datetime
) -> dict[int, int | None]:
    """Give customers to another person; returns who had them before, for undoing."""
    wanted = list(customer_ids)
    insist(viewer, "assign", "分派客户")
    rows = list(customers_for(viewer).filter(pk__in=wanted))
    if len(rows) != len(set(wanted)):
        raise NotYours(_("选中的客户里有不在您范围内的，请刷新列表后再试。"))
    rev = next_rev()
    before = {row.pk: row.owner_id for row in rows}
    Customer.objects.filter(pk__in=wanted).update(owner_id=owner_id, rev=rev)
    for row in rows:
        write_line(
            "分派客户", "customer", row.pk, customer_id=row.pk, by=viewer.account_id, at=at,
            before={"owner_id": row.owner_id}, after={"owner_id": owner_id},
        )  # fmt: skip
    return before
