"""The playbook version row."""

from django.db import models


class PlaybookVersion(models.Model):
    """One saved state of the playbook: its YAML, author, time and difference."""

    version = models.TextField(unique=True)
    text = models.TextField()
    by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(default="", blank=True)
    active = models.BooleanField(default=False, db_index=True)

    class Meta:
        db_table = "playbook_version"

    def __str__(self) -> str:
        """Say the version."""
        return self.version
