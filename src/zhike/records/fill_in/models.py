"""The giving and its cells."""

from django.db import models
from django.db.models import Q


class FillGiving(models.Model):
    """Cells handed out in one go: by whom, until when, why; to each person it is one task."""

    due_on = models.DateField()
    why = models.TextField(default="", blank=True)
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "fill_giving"

    def __str__(self) -> str:
        """Say until when."""
        return f"补充资料 {self.due_on}"


class FillIn(models.Model):
    """One empty cell somebody is to fill in; whether it is filled the record itself says.

    It is for whoever follows the customer, and for `to` while nobody does (S2-05).
    """

    giving = models.ForeignKey(FillGiving, models.PROTECT, related_name="cells")
    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    path = models.TextField()  # of the field: contacts.phone
    to = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    excuse = models.TextField(default="", blank=True)  # 不适用, 无法取得
    reason = models.TextField(default="", blank=True)
    excused_by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    excused_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)  # taken back

    class Meta:
        db_table = "fill_in"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "path"], condition=Q(gone_at=None), name="one_fill_in"
            )
        ]

    def __str__(self) -> str:
        """Say the cell."""
        return f"{self.path} {self.customer_id}"
