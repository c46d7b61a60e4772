"""The saved mapping."""

from django.db import models


class SavedMapping(models.Model):
    """How one kind of sheet is read: its columns, keys, writing, words and owners."""

    name = models.TextField()
    kind = models.TextField()
    signature = models.TextField(db_index=True)  # of its heads
    heads = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)  # field path → head or formula, "" = not read
    choices = models.JSONField(default=dict)  # keys, writing, words, owners, create_customers
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "saved_mapping"

    def __str__(self) -> str:
        """Say the name."""
        return self.name
