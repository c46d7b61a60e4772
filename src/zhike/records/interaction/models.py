"""The interaction row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Interaction(Kept):
    """One follow-up: time, way, what was said, feedback, next step (S1-07…S1-10, S1-24)."""

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="interactions")
    external_id = models.TextField(default="", blank=True)
    happened_on = models.DateField()
    way = models.TextField(default="", blank=True)
    summary = models.TextField(default="", blank=True)
    feedback = models.TextField(default="", blank=True)
    feedback_words = models.TextField(default="", blank=True)
    by_text = models.TextField(default="", blank=True)
    owner = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    next_step = models.TextField(default="", blank=True)
    next_due_on = models.DateField(null=True)

    objects = LiveRows["Interaction"].as_manager()

    class Meta:
        db_table = "interaction"
        constraints = [one_live_identity("interaction")]
        indexes = [
            models.Index(fields=["customer", "happened_on"], name="interaction_customer_day"),
            models.Index(fields=["happened_on"], name="interaction_day"),
            models.Index(fields=["next_due_on"], name="interaction_due"),
        ]

    def __str__(self) -> str:
        """Say the day and the way."""
        return f"{self.happened_on} {self.way}"
