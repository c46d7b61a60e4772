"""The row of one more number of a customer."""

from django.db import models


class CustomerAlias(models.Model):
    """An identity (编号:K9) that means a customer kept under another one."""

    identity = models.TextField(unique=True)
    customer = models.ForeignKey(
        "records.Customer", models.CASCADE, related_name="+", db_constraint=False
    )
    batch = models.ForeignKey("records.Batch", models.PROTECT, related_name="+")
    by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "customer_alias"

    def __str__(self) -> str:
        """Say the identity."""
        return self.identity
