"""The product row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Product(Kept):
    """One thing the company sells, with list price and cost in 分."""

    external_id = models.TextField(default="", blank=True)
    name = models.TextField(default="", blank=True)
    category = models.TextField(default="", blank=True)
    spec = models.TextField(default="", blank=True)
    unit = models.TextField(default="", blank=True)
    price_fen = models.BigIntegerField(null=True)
    cost_fen = models.BigIntegerField(null=True)
    features = models.TextField(default="", blank=True)
    state = models.TextField(default="", blank=True)

    objects = LiveRows["Product"].as_manager()

    class Meta:
        db_table = "product"
        constraints = [one_live_identity("product")]

    def __str__(self) -> str:
        """Say the name."""
        return self.name or self.external_id
