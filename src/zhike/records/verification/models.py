"""The row that says a value was found right."""

from django.db import models

from zhike.records.verification.how import HOW


class Verification(models.Model):
    """One value of a customer that somebody found right on a day; another value is not verified.

    `field` is a field's path (`contacts.phone`), or the id of a rule whose doubt was looked into:
    then `value` is of what the rule said, and it says so no more until it would say something else.
    Of a value only a keyed digest is kept, so that nothing personal is kept twice.
    """

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    field = models.TextField()
    value = models.TextField(default="", blank=True)
    how = models.TextField(choices=[(word, word) for word in HOW])
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "verification"
        indexes = [models.Index(fields=["customer", "field"], name="verification_of")]

    def __str__(self) -> str:
        """Say the field and how it was found right."""
        return f"{self.customer_id} {self.field} {self.how}"
