"""A source's key and its calls."""

from django.db import models
from django.db.models import Q


class Key(models.Model):
    """What a program shows at the door; only the hash of it is kept."""

    source = models.TextField()
    account = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list)  # nouns it may hand in; none named: all of them
    may_accept = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    expires_on = models.DateField(null=True)  # the last day it opens
    last_used_at = models.DateTimeField(null=True)
    uses = models.BigIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_key"

    def __str__(self) -> str:
        """Say whose it is and how it begins."""
        return f"{self.source} {self.prefix}…"


class Call(models.Model):
    """One call that handed rows in: what came, the batch it became, and what was answered.

    `name` is the Idempotency-Key, empty where the caller gave none; `status` is null until the
    answer is known.
    """

    caller = models.TextField()  # key:3 or account:7
    key = models.ForeignKey(Key, models.PROTECT, null=True, related_name="calls")
    name = models.TextField(default="", blank=True)
    digest = models.CharField(max_length=64)
    batch = models.ForeignKey("records.Batch", models.PROTECT, null=True, related_name="+")
    status = models.IntegerField(null=True)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "intake_call"
        constraints = [
            models.UniqueConstraint(
                fields=["caller", "name"], condition=~Q(name=""), name="one_call_a_name"
            )
        ]

    def __str__(self) -> str:
        """Say who called, and the name of the call."""
        return f"{self.caller} {self.name}"
