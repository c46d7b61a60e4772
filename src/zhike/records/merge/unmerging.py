"""Taking a merge back exactly, and what came to it since divided as people say."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.blocking.changes import refresh_blocking
from zhike.records.customer.models import Customer
from zhike.records.customer.pieces import refresh_search
from zhike.records.customer.scope import insist
from zhike.records.history.changes import write_line
from zhike.records.interaction.follow import refresh_last_follow
from zhike.records.kept import Kept
from zhike.records.merge.belongings import JOURNALLED
from zhike.records.merge.changes import merge_customers, touch_lines
from zhike.records.merge.dividing import divide
from zhike.records.merge.fields import CHOSEN, derived
from zhike.records.merge.journal import Left, fields_of, put_back, store
from zhike.records.merge.models import Merge, MergeEntry
from zhike.records.merge.opened import open_merge
from zhike.records.merge.twins import asides_beside, bring_in
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@transaction.atomic
def unmerge(
    viewer: Viewer, merge_id: int, *, at: datetime, sides: Mapping[str, int] | None = None
) -> list[Left]:
    """Put back each value that still is what the merge wrote; returns and keeps the rest.

    What came to the survivor after the merge stays with it, but for what `sides` gives to one of
    the others (merge.division: `orders:12` → its customer).
    """
    insist(viewer, "edit", "撤销合并")
    merge = Merge.objects.select_for_update().get(pk=open_merge(viewer, merge_id).pk)
    rev, ids = next_rev(), [merge.survivor_id, *merge.absorbed]
    entries = list(merge.journal.order_by("-id"))
    rows = _rows_of(entries)
    _insist_free(entries, rows)
    beside = asides_beside(merge)
    left = [one for entry in entries for one in _put_back(entry, rows, rev=rev)]
    stay = divide(merge, left, sides or {}, rev=rev)
    left += stay
    bring_in(beside, rev=rev)
    merge.undone_at, merge.left_over = at, left
    merge.save(update_fields=["undone_at", "left_over"])
    given = [int(key.partition(":")[2]) for key in sides or {} if key.startswith("orders:")]
    orders = [entry.record_id for entry in entries if entry.noun == "orders"]
    touch_lines([*orders, *given], rev=rev)
    _refresh(ids, rev=rev)
    for customer_id in ids:
        told = {"merge": merge.pk, "left": len(left), "divided": len(sides or {})}
        write_line("撤销合并", "customer", customer_id, customer_id=customer_id,
                   by=viewer.account_id, at=at, after=told)  # fmt: skip
    return left


def _rows_of(entries: Iterable[MergeEntry]) -> dict[tuple[str, int], Any]:
    """Return the rows a journal speaks of, locked, a query a table."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.noun, set()).add(entry.record_id)
    return {
        (noun, pk): row
        for noun, ids in wanted.items()
        for pk, row in JOURNALLED[noun]._base_manager.select_for_update().in_bulk(ids).items()
    }


def _put_back(entry: MergeEntry, rows: dict[tuple[str, int], Any], *, rev: int) -> list[Left]:
    row = rows.get((entry.noun, entry.record_id))
    return put_back(entry, row, rev=rev) if row is not None else []


def _insist_free(entries: Iterable[MergeEntry], rows: dict[tuple[str, int], Any]) -> None:
    """Refuse when somebody bears by now what a row that comes back was known by."""
    for entry in entries:
        row = rows.get((entry.noun, entry.record_id))
        if "gone_at" not in entry.fields or not isinstance(row, Kept):
            continue
        now = type(row)._default_manager.filter(identity=row.identity, gone_at=None)
        if now.exclude(pk=row.pk).exists():
            raise Refused(
                _("“%(key)s”合并后又新建了一条，先处理那一条（改编号或合并），再撤销这次合并。")
                % {"key": row.identity.partition("#")[0]}
            )


def _refresh(ids: list[int], *, rev: int) -> None:
    """Reckon again what follows from the values: match key, search, last follow-up."""
    for row in Customer.objects.filter(pk__in=ids):
        key = derived({"name": row.name})["match_key"]
        if row.match_key != key:
            store(row, {"match_key": key}, rev=rev)
    refresh_search(ids)
    refresh_blocking(ids)
    refresh_last_follow(ids)


@transaction.atomic
def merge_again(viewer: Viewer, merge_id: int, *, at: datetime) -> int:
    """Take an unmerge back: the same customers, the same values chosen; returns the new merge."""
    merge = Merge.objects.filter(pk=merge_id, undone_at__isnull=False).first()
    if merge is None:
        raise Refused(_("这次合并没有撤销过，不用再合并。"))
    rows = Customer.objects.in_bulk([merge.survivor_id, *merge.absorbed])
    wrote = {
        name: after
        for entry in merge.journal.filter(noun="customers", record_id=merge.survivor_id)
        for name, (_before, after) in fields_of(entry).items()
        if name in CHOSEN
    }
    take = {
        name: whose
        for name, after in wrote.items()
        for whose in merge.absorbed
        if str(getattr(rows[whose], name)) == str(after)
    }
    return merge_customers(
        viewer, merge.survivor_id, merge.absorbed, take=take, at=at, why=merge.why
    )
