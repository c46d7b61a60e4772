"""The counter's single row."""

from django.db import models


class Revision(models.Model):
    """The last revision handed out; the row is locked until its transaction ends."""

    value = models.BigIntegerField(default=0)

    class Meta:
        db_table = "revision"

    def __str__(self) -> str:
        """Say the number."""
        return str(self.value)
