"""The made report."""

from django.db import models


class MadeReport(models.Model):
    """A report as it was made: period, whose eyes, figures, conclusions and files."""

    name = models.TextField()
    period = models.TextField()
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    as_of = models.DateField()
    token = models.BigIntegerField()
    playbook_version = models.TextField()
    files = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    conclusions = models.JSONField(default=list)

    class Meta:
        db_table = "made_report"

    def __str__(self) -> str:
        """Say name and period."""
        return f"{self.name} {self.period}"
