"""Taking a batch back: whole when it was interrupted, value by value when people undo it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from zhike.records.attachment.models import Attachment
from zhike.records.batch.models import Batch, JournalEntry
from zhike.records.customer.models import Customer
from zhike.records.customer.pieces import refresh_search
from zhike.records.intake.deals import forget_raised
from zhike.records.intake.nouns import NOUNS, OF_CUSTOMERS, Noun
from zhike.records.intake.revise import plain
from zhike.records.intake.tags import take_tags_off
from zhike.records.interaction.follow import refresh_last_follow
from zhike.records.interaction.models import Interaction
from zhike.records.order.models import OrderLine
from zhike.records.revision.changes import next_rev
from zhike.records.rows import CHUNK, delete_rows, holding, update_rows
from zhike.records.search import table as search
from zhike.records.tag.models import Tag
from zhike.records.task.models import Task

STEP = 5_000  # rows of a batch that go in one transaction (DESIGN §3)
Told = Callable[..., None]
CHILDREN: dict[str, list[tuple[Any, str]]] = {
    "customers": [
        *((noun.model, "customer_id") for noun in OF_CUSTOMERS),
        *((model, "customer_id") for model in (Tag, Task, Attachment)),
    ],
    "orders": [(OrderLine, "order_id")],
}


def silent(*_said: Any) -> None:
    """Say nothing."""


def erase_batch(batch: Batch, *, told: Told = silent) -> None:
    """Remove every trace an interrupted batch left in the tables; nobody ever saw its rows."""
    forget_raised(batch.pk)
    take_tags_off(batch, at=None)
    _restore(batch)
    told = _counted(batch, told)
    for noun in reversed(NOUNS.values()):
        while ids := _some_born(noun, batch):
            with transaction.atomic():
                followed = _followed_elsewhere(noun, batch, ids)
                if noun.model is Customer:
                    search.drop(ids)
                delete_rows(noun.model, ids)
                refresh_last_follow(followed)
            told(len(ids))


def _followed_elsewhere(noun: Noun, batch: Batch, ids: list[int]) -> list[int]:
    """Return the customers of follow-ups that were there before the batch."""
    if noun.model is not Interaction:
        return []
    rows = Interaction._base_manager.filter(
        born_batch=batch, pk__gte=ids[0], pk__lte=ids[-1]
    ).exclude(customer__born_batch=batch)
    return list(rows.order_by().values_list("customer_id", flat=True).distinct())


def _counted(batch: Batch, told: Told) -> Told:
    """Return how to tell of rows that are gone: how many by now, of all the batch brought."""
    if told is silent:
        return told
    total = sum(_born(noun, batch).count() for noun in NOUNS.values())
    done = 0

    def tell(rows: int) -> None:
        nonlocal done
        done += rows
        with suppress(Exception):  # whoever asks to stop: half taken back is worse than waiting
            told(done, total, f"已取回 {done:,} / {total:,} 行")

    return tell


def _restore(batch: Batch) -> list[dict[str, Any]]:
    """Put back each journalled value that still is what the batch wrote; return the others."""
    left: list[dict[str, Any]] = []
    while entries := list(JournalEntry.objects.filter(batch=batch).order_by("-id")[:CHUNK]):
        with transaction.atomic():
            for noun in NOUNS.values():
                mine = [entry for entry in entries if entry.noun == noun.name]
                left += _restore_noun(noun, mine)
            JournalEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return left


def _restore_noun(noun: Noun, entries: list[JournalEntry]) -> list[dict[str, Any]]:
    if not entries:
        return []
    rows = noun.model._base_manager.select_for_update().in_bulk([e.record_id for e in entries])
    updates, left = [], []
    for entry in entries:
        row = rows[entry.record_id]
        back = {}
        for column, (before, after) in entry.fields.items():
            if plain(getattr(row, column)) == after:
                back[column] = noun.columns[column].to_python(before)
            else:
                left.append(_left(noun, row.pk, column, "已被再次修改"))
        if back:
            updates.append((row.pk, back))
    update_rows(noun.model, updates, rev=next_rev())
    if noun.model is Customer:
        refresh_search([record_id for record_id, back in updates if "name" in back])
    return left


def undo_rows(batch: Batch, *, at: datetime, told: Told = silent) -> list[dict[str, Any]]:
    """Take back an accepted batch; returns what had to stay, each with its reason."""
    take_tags_off(batch, at=at)
    left = _restore(batch)
    told = _counted(batch, told)
    for noun in reversed(NOUNS.values()):
        left += _bury_born(noun, batch, at=at, told=told)
    refresh_last_follow(_followed_still(batch))
    return left


def _followed_still(batch: Batch) -> list[int]:
    """Return the live customers that have follow-ups of a batch, whatever became of those."""
    rows = Interaction._base_manager.filter(born_batch=batch, customer__gone_at__isnull=True)
    return list(rows.order_by().values_list("customer_id", flat=True).distinct())


def _bury_born(noun: Noun, batch: Batch, *, at: datetime, told: Told) -> list[dict[str, Any]]:
    left: list[dict[str, Any]] = []
    seen = 0
    while ids := _some_born(noun, batch, after=seen, live=True):
        with transaction.atomic():
            rows = _born(noun, batch).filter(pk__gt=seen, pk__lte=ids[-1], gone_at__isnull=True)
            touched = set(rows.filter(rev__gt=batch.accepted_rev).values_list("id", flat=True))
            used = _with_other_children(noun, batch, seen, ids[-1])
            left += [_left(noun, i, "", "导入后被修改过") for i in sorted(touched)]
            left += [_left(noun, i, "", "后来有新的记录挂在它上面") for i in sorted(used - touched)]
            gone = [i for i in ids if i not in touched and i not in used]
            holding(noun.model._base_manager.all(), "id", gone).update(gone_at=at, rev=next_rev())
            if noun.model is Customer:
                search.drop(gone)
        seen = ids[-1]
        told(len(ids))
    return left


def _with_other_children(noun: Noun, batch: Batch, after: int, last: int) -> set[int]:
    """Return which of a batch's records in a stretch of ids something live hangs on."""
    used: set[int] = set()
    for model, parent in CHILDREN.get(noun.name, []):
        whose = parent.removesuffix("_id")
        live = model._base_manager.filter(
            **{f"{whose}__born_batch": batch, f"{parent}__gt": after, f"{parent}__lte": last}
        )
        live = live.filter(Q(gone_at__isnull=True)) if hasattr(model, "gone_at") else live
        live = live.filter(origin="hand") if model is Tag else live
        used |= set(live.order_by().values_list(parent, flat=True).distinct())
    return used


def _born(noun: Noun, batch: Batch) -> Any:
    return noun.model._base_manager.filter(born_batch=batch)


def _some_born(noun: Noun, batch: Batch, *, after: int = 0, live: bool = False) -> list[int]:
    rows = _born(noun, batch).filter(pk__gt=after)
    if live:
        rows = rows.filter(gone_at__isnull=True)
    return list(rows.order_by("id").values_list("id", flat=True)[:STEP])


def _left(noun: Noun, record_id: int, column: str, why: str) -> dict[str, Any]:
    return {"noun": noun.name, "id": record_id, "column": column, "why": why}
