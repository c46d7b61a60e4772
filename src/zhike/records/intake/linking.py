"""Referrals whose referrer is a customer only now, linked under the batch that brought it."""

from collections.abc import Sequence

from django.db import transaction

from zhike.records.batch.models import JournalEntry
from zhike.records.intake.insert import Stamp
from zhike.records.referral.linking import customers_meant
from zhike.records.referral.models import Referral
from zhike.records.revision.changes import next_rev

NOUN, COLUMN = "referrals", "brought_by_id"


def link_referrers(stamp: Stamp) -> None:
    """Link referrals whose referrer is a customer by now; undoing the batch unlinks them again."""
    open_ = Referral.objects.live().filter(brought_by__isnull=True)
    rows = list(open_.values_list("id", "born_batch_id", "referrer_customer", "referrer"))
    meant = customers_meant(text for *_, one, two in rows for text in (one, two)) if rows else {}
    found = [
        (row, born, next((meant[text.strip()] for text in texts if text.strip() in meant), None))
        for row, born, *texts in rows
    ]
    linked = [(row, born, who) for row, born, who in found if who is not None]
    if linked:
        _link(linked, stamp)


@transaction.atomic
def _link(linked: Sequence[tuple[int, int | None, int]], stamp: Stamp) -> None:
    rev = next_rev()
    for row, born, who in linked:
        Referral.objects.filter(pk=row).update(brought_by=who, rev=rev)
        if born != stamp.batch_id:
            JournalEntry.objects.create(
                batch_id=stamp.batch_id, noun=NOUN, record_id=row, fields={COLUMN: [None, who]}
            )
