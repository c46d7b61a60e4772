"""The card link."""

from django.db import models


class CardLink(models.Model):
    """One link for one customer: which fields it asks for, until when, and what became of it."""

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        "records.Contact", models.PROTECT, null=True, related_name="+", db_index=False
    )
    secret = models.CharField(max_length=64, unique=True)  # the hash of the address's token
    fields = models.JSONField(default=list)  # field paths, in the order they are asked
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "card_link"

    def __str__(self) -> str:
        """Say whose it is."""
        return f"更正链接 {self.customer_id}"
