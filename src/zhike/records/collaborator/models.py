"""The collaborator and the question."""

from django.db import models
from django.db.models import Q


class Collaborator(models.Model):
    """Somebody who sees one customer and writes about it without owning it."""

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    account = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "collaborator"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "customer"], condition=Q(gone_at=None), name="one_collaborator"
            )
        ]

    def __str__(self) -> str:
        """Say who works with which customer."""
        return f"{self.account_id} → {self.customer_id}"


class Ask(models.Model):
    """Somebody met a customer that is another's and asks to work with it, or reminds the owner."""

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    asker = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)  # 协作 提醒
    why = models.TextField(default="", blank=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=8, default="", blank=True)  # 同意 不必
    answered_by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "ask"
        indexes = [models.Index(fields=["asker", "at"], name="ask_of")]

    def __str__(self) -> str:
        """Say what is asked."""
        return f"{self.kind} {self.customer_id}"
