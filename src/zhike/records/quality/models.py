"""How complete the book was, day by day; reckoned, so no rev."""

from django.db import models


class QualityDay(models.Model):
    """On one day: of one person's customers of one channel, how many had one key field."""

    day = models.DateField()
    owner = models.ForeignKey(
        "records.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    channel = models.TextField(default="", blank=True)
    path = models.TextField()  # FieldSpec.path
    filled = models.BigIntegerField()
    cells = models.BigIntegerField()

    class Meta:
        db_table = "quality_day"
        indexes = [models.Index(fields=["day", "owner"], name="quality_day_owner")]

    def __str__(self) -> str:
        """Say the day and the share."""
        return f"{self.day} {self.path} {self.filled}/{self.cells}"
