"""A first paid order that an import brings makes its customer 成交 (S3-45), within the batch."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from zhike.records.batch.models import JournalEntry
from zhike.records.customer.deal import BEFORE_A_DEAL, RULE
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.intake.insert import Stamp
from zhike.records.order.models import Order
from zhike.records.revision.changes import next_rev
from zhike.records.rows import CHUNK, holding

DEAL = "成交"
PAID = ("", "已付款")


def raise_types(stamp: Stamp) -> int:
    """Turn 潜在 and 意向 customers into 成交 who got a paid order by a batch; return how many.

    Each change has its history line, and its journal entry, so that undoing the batch gives the
    type back; a customer born by the same batch goes with it anyway.
    """
    bought = Order.objects.live().filter(born_batch_id=stamp.batch_id, state__in=PAID)
    if not bought.exists():
        return 0
    raised = 0
    has_bought = Exists(bought.filter(customer_id=OuterRef("pk")))
    waiting = Customer.objects.live().filter(has_bought, customer_type__in=BEFORE_A_DEAL)
    while ids := list(waiting.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            _raise(ids, stamp)
        raised += len(ids)
    return raised


def raised_from(customer_ids: list[int]) -> dict[int, str]:
    """Return the type each customer had before the rule made it 成交, where it still is."""
    raised = HistoryLine.objects.filter(noun="customer", why__startswith=RULE)
    lines = holding(raised, "record_id", customer_ids).order_by("at", "id")
    before = {line.record_id: (line.before or {}).get("customer_type", "") for line in lines}
    still = Customer.objects.filter(pk__in=before, customer_type=DEAL)
    return {pk: before[pk] for pk in still.values_list("pk", flat=True)}


def forget_raised(batch_id: int) -> None:
    """Remove the history lines of a batch that is taken out as if it had never been."""
    HistoryLine.objects.filter(why=_why(batch_id)).delete()


def _why(batch_id: int) -> str:
    return f"{RULE}（批次 {batch_id}）"


def _raise(ids: list[int], stamp: Stamp) -> None:
    rows = list(Customer.objects.select_for_update().filter(pk__in=ids))
    JournalEntry.objects.bulk_create(
        JournalEntry(
            batch_id=stamp.batch_id,
            noun="customers",
            record_id=row.pk,
            fields={"customer_type": [row.customer_type, DEAL]},
        )
        for row in rows
        if row.born_batch_id != stamp.batch_id
    )
    HistoryLine.objects.bulk_create(_line(row, stamp) for row in rows)
    Customer.objects.filter(pk__in=ids).update(customer_type=DEAL, rev=next_rev())


def _line(row: Customer, stamp: Stamp) -> HistoryLine:
    return HistoryLine(
        action="客户类型调整",
        noun="customer",
        record_id=row.pk,
        customer_id=row.pk,
        by_id=stamp.by,
        at=stamp.at,
        before={"customer_type": row.customer_type},
        after={"customer_type": DEAL},
        why=_why(stamp.batch_id),
    )
