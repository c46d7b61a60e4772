"""The payment row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Payment(Kept):
    """One payment: when it was due, when it came, how much."""

    customer = models.ForeignKey(
        "records.Customer", models.PROTECT, related_name="payments", db_index=False
    )
    external_id = models.TextField(default="", blank=True)
    order_ref = models.TextField(
        default="", blank=True
    )  # the order number it belongs to, as stated
    due_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    amount_fen = models.BigIntegerField()
    method = models.TextField(default="", blank=True)

    objects = LiveRows["Payment"].as_manager()

    class Meta:
        db_table = "payment"
        constraints = [one_live_identity("payment")]
        indexes = [models.Index(fields=["customer", "paid_on"], name="payment_customer_day")]

    def __str__(self) -> str:
        """Say the day and the number."""
        return f"{self.paid_on or self.due_on} {self.external_id}".strip()
