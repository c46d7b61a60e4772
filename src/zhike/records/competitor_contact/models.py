"""The competitor contact row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class CompetitorContact(Kept):
    """One contact of a customer with a competitor (S1-11)."""

    customer = models.ForeignKey(
        "records.Customer", models.PROTECT, related_name="competitor_contacts", db_index=False
    )
    external_id = models.TextField(default="", blank=True)
    happened_on = models.DateField()
    competitor = models.TextField(default="", blank=True)
    product = models.TextField(default="", blank=True)
    quote_fen = models.BigIntegerField(null=True)
    detail = models.TextField(default="", blank=True)
    by_text = models.TextField(default="", blank=True)
    owner = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")

    objects = LiveRows["CompetitorContact"].as_manager()

    class Meta:
        db_table = "competitor_contact"
        constraints = [one_live_identity("competitor_contact")]
        indexes = [models.Index(fields=["customer", "happened_on"], name="competitor_customer_day")]

    def __str__(self) -> str:
        """Say the day and the competitor."""
        return f"{self.happened_on} {self.competitor}".strip()
