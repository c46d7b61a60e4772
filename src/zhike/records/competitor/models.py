"""The competitor row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Competitor(Kept):
    """One competitor: the seven items of its sheet (S4-22), and where they are known from.

    There is no place for what would speak ill of it (S4-24).
    """

    external_id = models.TextField(default="", blank=True)
    name = models.TextField(default="", blank=True)
    products = models.TextField(default="", blank=True)
    satisfaction = models.TextField(default="", blank=True)
    channels = models.TextField(default="", blank=True)
    reps = models.TextField(default="", blank=True)
    service = models.TextField(default="", blank=True)
    relations = models.TextField(default="", blank=True)
    vip_customers = models.TextField(default="", blank=True)
    learned_from = models.TextField(default="", blank=True)
    noted_on = models.DateField(null=True)

    objects = LiveRows["Competitor"].as_manager()

    class Meta:
        db_table = "competitor"
        constraints = [one_live_identity("competitor")]

    def __str__(self) -> str:
        """Say the name."""
        return self.name or self.external_id
