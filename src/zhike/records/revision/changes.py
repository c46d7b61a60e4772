"""Raising the counter."""

from django.db import transaction

from zhike.records.revision.models import Revision


def next_rev() -> int:
    """Return a new revision for the current transaction; writers queue here on PostgreSQL.

    Because the row stays locked until commit, revisions become visible in the order they were
    handed out, so a snapshot that read up to N has missed nothing below N.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a revision belongs to one transaction")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE revision SET value = value + 1 WHERE id = 1")
        if not cursor.rowcount:
            Revision.objects.create(pk=1, value=1)
        cursor.execute("SELECT value FROM revision WHERE id = 1")
        return int(cursor.fetchone()[0])
