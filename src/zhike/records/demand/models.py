"""The demand row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Demand(Kept):
    """One need of a customer: what hurts, what is wanted, budget, deciders, by when (S0-04)."""

    customer = models.ForeignKey(
        "records.Customer", models.PROTECT, related_name="demands", db_index=False
    )
    external_id = models.TextField(default="", blank=True)
    raised_on = models.DateField()
    topic = models.TextField(default="", blank=True)
    need = models.TextField(default="", blank=True)
    pain = models.TextField(default="", blank=True)
    budget_fen = models.BigIntegerField(null=True)
    features = models.TextField(default="", blank=True)
    deciders = models.TextField(default="", blank=True)
    needed_by = models.DateField(null=True)
    urgency = models.TextField(default="", blank=True)
    state = models.TextField(default="", blank=True)

    objects = LiveRows["Demand"].as_manager()

    class Meta:
        db_table = "demand"
        constraints = [one_live_identity("demand")]
        indexes = [models.Index(fields=["customer", "raised_on"], name="demand_customer_day")]

    def __str__(self) -> str:
        """Say the day and the topic."""
        return f"{self.raised_on} {self.topic}".strip()
