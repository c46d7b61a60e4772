"""The tag row."""

from django.db import models
from django.db.models import Q


class Tag(models.Model):
    """A label on a customer: by rule (with its run and evidence) or by hand (an input)."""

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="tags")
    tag = models.TextField()
    family = models.TextField(default="", blank=True)
    origin = models.TextField(choices=[("rule", "规则"), ("hand", "手工")])
    evidence = models.TextField(default="", blank=True)
    run = models.ForeignKey("records.AnalysisRun", models.PROTECT, null=True, related_name="tags")
    by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    rev = models.BigIntegerField(null=True, db_index=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tag"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "tag"],
                condition=Q(origin="hand", gone_at__isnull=True),
                name="one_hand_tag",
            )
        ]
        indexes = [models.Index(fields=["run", "tag"], name="tag_run_tag")]

    def __str__(self) -> str:
        """Say the label."""
        return self.tag
