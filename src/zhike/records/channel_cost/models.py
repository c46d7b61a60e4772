"""The channel cost row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class ChannelCost(Kept):
    """What one channel cost in one month (S0-07)."""

    external_id = models.TextField(default="", blank=True)
    month = models.TextField(default="", blank=True)  # 2026-05
    channel = models.TextField(default="", blank=True)
    amount_fen = models.BigIntegerField(default=0)
    note = models.TextField(default="", blank=True)

    objects = LiveRows["ChannelCost"].as_manager()

    class Meta:
        db_table = "channel_cost"
        constraints = [one_live_identity("channel_cost")]
        indexes = [models.Index(fields=["month", "channel"], name="channel_cost_month")]

    def __str__(self) -> str:
        """Say the month and the channel."""
        return f"{self.month} {self.channel}".strip()
