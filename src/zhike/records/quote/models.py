"""The quote row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Quote(Kept):
    """One offer to a customer: what, for how much, how far below the list price, the answer."""

    customer = models.ForeignKey(
        "records.Customer", models.PROTECT, related_name="quotes", db_index=False
    )
    external_id = models.TextField(default="", blank=True)
    quoted_on = models.DateField()
    product = models.TextField(default="", blank=True)
    category = models.TextField(default="", blank=True)
    amount_fen = models.BigIntegerField(null=True)
    discount = models.FloatField(null=True)  # share off the list price
    outcome = models.TextField(default="", blank=True)
    answered_on = models.DateField(null=True)
    reason = models.TextField(default="", blank=True)
    by_text = models.TextField(default="", blank=True)
    owner = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")

    objects = LiveRows["Quote"].as_manager()

    class Meta:
        db_table = "quote"
        constraints = [one_live_identity("quote")]
        indexes = [models.Index(fields=["customer", "quoted_on"], name="quote_customer_day")]

    def __str__(self) -> str:
        """Say the day and the product."""
        return f"{self.quoted_on} {self.product}".strip()
