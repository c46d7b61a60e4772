"""The company's one row."""

from django.db import models


class Company(models.Model):
    """The company this installation belongs to; there is none while the book is invented."""

    name = models.TextField()
    trade = models.TextField(default="", blank=True)
    since = models.DateTimeField()
    keep_files_days = models.IntegerField(default=180)  # originals of imports (records.batch.files)

    class Meta:
        db_table = "company"

    def __str__(self) -> str:
        """Say the name."""
        return self.name
