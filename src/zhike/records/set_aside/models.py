"""The row that says why a customer is out."""

from django.db import models


class SetAside(models.Model):
    """A customer put aside as invalid: by which rule, in which words, by whom, until when.

    The customer itself is a tombstone meanwhile, so that nothing has to ask this table whether a
    customer counts.
    """

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    rule = models.TextField(default="", blank=True)  # of clean.invalid; empty: a person's own words
    why = models.TextField()
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)
    back_by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "set_aside"
        constraints = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=models.Q(back_at__isnull=True),
                name="aside_once",
            )
        ]

    def __str__(self) -> str:
        """Say the customer and the reason."""
        return f"{self.customer_id} {self.why}"
