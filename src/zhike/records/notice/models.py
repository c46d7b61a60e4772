"""The notice."""

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One sentence for one person, with the place it speaks of; gone once it is done."""

    account = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    text = models.TextField()
    link = models.TextField(default="", blank=True)  # an address of this house
    about = models.TextField(default="", blank=True)  # what it waits for, such as ask:12
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notice"
        indexes = [
            models.Index(fields=["account"], name="notice_open", condition=Q(done_at__isnull=True)),
            models.Index(fields=["about"], name="notice_about", condition=~Q(about="")),
        ]

    def __str__(self) -> str:
        """Say the sentence."""
        return self.text
