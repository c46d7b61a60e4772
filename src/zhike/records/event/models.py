"""The event row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Event(Kept):
    """Something a customer did, once or `count` times on a day (S2-06)."""

    customer = models.ForeignKey(
        "records.Customer", models.PROTECT, related_name="events", db_index=False
    )
    external_id = models.TextField(default="", blank=True)
    event_kind = models.TextField(default="", blank=True)
    happened_on = models.DateField()
    count = models.IntegerField(default=1)
    value = models.FloatField(null=True)
    detail = models.TextField(
        default="", blank=True
    )  # the campaign's name of a coupon or an activity

    objects = LiveRows["Event"].as_manager()

    class Meta:
        db_table = "event"
        constraints = [one_live_identity("event")]
        indexes = [models.Index(fields=["customer", "happened_on"], name="event_customer_day")]

    def __str__(self) -> str:
        """Say the day and what it was."""
        return f"{self.happened_on} {self.event_kind}"
