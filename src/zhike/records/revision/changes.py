"""Raising the counter."""

from django.db import transaction
from django.db.models import F

from zhike.records.revision.models import Revision


def next_rev() -> int:
    """Return a new revision for the current transaction; writers queue here on PostgreSQL.

    Because the row stays locked until commit, revisions become visible in the order they were
    handed out, so a snapshot that read up to N has missed nothing below N.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a revision belongs to one transaction")
    if not Revision.objects.filter(pk=1).update(value=F("value") + 1):
        Revision.objects.create(pk=1, value=1)
    return Revision.objects.values_list("value", flat=True).get(pk=1)
