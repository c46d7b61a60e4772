"""The case row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Case(Kept):
    """One complaint, question, suggestion or repair, with its clock."""

    customer = models.ForeignKey(
        "records.Customer", models.PROTECT, related_name="cases", db_index=False
    )
    external_id = models.TextField(default="", blank=True)
    case_kind = models.TextField(default="", blank=True)
    topic = models.TextField(default="", blank=True)
    severity = models.TextField(default="", blank=True)
    detail = models.TextField(default="", blank=True)
    opened_at = models.TextField()  # 2026-05-01 14:03, or the day alone
    answered_at = models.TextField(default="", blank=True)
    solved_at = models.TextField(default="", blank=True)
    satisfaction = models.IntegerField(null=True)
    state = models.TextField(default="", blank=True)
    by_text = models.TextField(default="", blank=True)
    owner = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")

    objects = LiveRows["Case"].as_manager()

    class Meta:
        db_table = "case_"
        constraints = [one_live_identity("case")]
        indexes = [models.Index(fields=["customer", "opened_at"], name="case_customer_day")]

    def __str__(self) -> str:
        """Say when it came and what it is about."""
        return f"{self.opened_at} {self.case_kind} {self.topic}".strip()
