"""The history line."""

from django.db import models


class HistoryLine(models.Model):
    """Who changed what, when, from what to what, and why; written by the change itself."""

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    action = models.TextField()
    noun = models.TextField()
    record_id = models.BigIntegerField()
    customer = models.ForeignKey("records.Customer", models.PROTECT, null=True, related_name="+")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(default="", blank=True)

    class Meta:
        db_table = "history_line"
        indexes = [models.Index(fields=["noun", "record_id"], name="history_record")]

    def __str__(self) -> str:
        """Say the action and what it touched."""
        return f"{self.action} {self.noun} {self.record_id}"
