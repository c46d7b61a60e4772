"""The finding row; computed, so no rev."""

from django.db import models


class Finding(models.Model):
    """One finding of a run within one scope; `content` is all of it but what lists sort by."""

    run = models.ForeignKey("records.AnalysisRun", models.PROTECT, related_name="findings")
    scope = models.TextField()  # all, team:3 or own:12
    kind = models.TextField()
    title = models.TextField()
    wording = models.TextField()
    refused = models.BooleanField(default=False)
    order = models.IntegerField(default=0)
    audience = models.JSONField(default=list)
    content = models.JSONField(default=dict)

    class Meta:
        db_table = "finding"
        indexes = [models.Index(fields=["run", "scope", "refused"], name="finding_scope")]

    def __str__(self) -> str:
        """Say the title and how sure it is."""
        return f"{self.title} {self.wording}"


class FindingCustomer(models.Model):
    """One customer a finding is about, in the finding's own order."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="customers")
    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    place = models.IntegerField()

    class Meta:
        db_table = "finding_customer"
        constraints = [
            models.UniqueConstraint(fields=["finding", "customer"], name="one_finding_customer")
        ]

    def __str__(self) -> str:
        """Say which customer of which finding."""
        return f"{self.finding_id} {self.customer_id}"
