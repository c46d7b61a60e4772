"""The attachment row; the file itself lies under the home, once for each content."""

from django.db import models
from django.db.models import Q


class Attachment(models.Model):
    """One file on one record; several rows may share one stored content."""

    noun = models.CharField(max_length=32)  # customers interactions cases contracts activities
    record_id = models.BigIntegerField()
    customer = models.ForeignKey(  # whose it is; none for an activity
        "records.Customer", models.PROTECT, null=True, related_name="+", db_index=False
    )
    name = models.TextField()
    suffix = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "attachment"
        indexes = [
            models.Index(
                fields=["noun", "record_id"], name="attachment_of", condition=Q(gone_at=None)
            ),
            models.Index(fields=["customer"], name="attachment_customer"),
            models.Index(fields=["sha256"], name="attachment_content"),
        ]

    def __str__(self) -> str:
        """Say its name."""
        return self.name
