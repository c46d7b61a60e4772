"""The order row and its lines."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Order(Kept):
    """One distinct order number, or one customer's day where there is none (methods.md §1)."""

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="orders")
    external_id = models.TextField(default="", blank=True)
    ordered_on = models.DateField()
    amount_fen = models.BigIntegerField()
    refund_fen = models.BigIntegerField(default=0)
    cost_fen = models.BigIntegerField(null=True)
    state = models.TextField(default="已付款", blank=True)

    objects = LiveRows["Order"].as_manager()

    class Meta:
        db_table = "order_"
        constraints = [one_live_identity("order")]
        indexes = [
            models.Index(fields=["customer", "ordered_on"], name="order_customer_day"),
            models.Index(fields=["ordered_on"], name="order_day"),
        ]

    def __str__(self) -> str:
        """Say number and day."""
        return f"{self.external_id or self.pk} {self.ordered_on}"


class OrderLine(Kept):
    """One product on an order."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="lines")
    external_id = models.TextField(default="", blank=True)
    product = models.TextField(default="", blank=True)
    category = models.TextField(default="", blank=True)
    quantity = models.FloatField(null=True)
    amount_fen = models.BigIntegerField()
    cost_fen = models.BigIntegerField(null=True)
    discount = models.FloatField(null=True)  # share off the list price

    objects = LiveRows["OrderLine"].as_manager()

    class Meta:
        db_table = "order_line"
        constraints = [one_live_identity("order_line")]

    def __str__(self) -> str:
        """Say the product."""
        return self.product or str(self.pk)
