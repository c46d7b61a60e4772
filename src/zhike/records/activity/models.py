"""The activity row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Activity(Kept):
    """One activity of the team; who came are events 参与活动 that carry its name (S2-06)."""

    external_id = models.TextField(default="", blank=True)
    name = models.TextField(default="", blank=True)
    activity_kind = models.TextField(default="", blank=True)
    held_on = models.DateField()
    venue = models.TextField(default="", blank=True)
    channel = models.TextField(default="", blank=True)
    cost_fen = models.BigIntegerField(null=True)
    organiser = models.TextField(default="", blank=True)
    campaign = models.TextField(default="", blank=True)
    note = models.TextField(default="", blank=True)

    objects = LiveRows["Activity"].as_manager()

    class Meta:
        db_table = "activity"
        constraints = [one_live_identity("activity")]
        indexes = [models.Index(fields=["held_on"], name="activity_day")]

    def __str__(self) -> str:
        """Say its name and day."""
        return f"{self.name or self.external_id} {self.held_on}"
