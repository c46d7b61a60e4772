"""The contract row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Contract(Kept):
    """One contract with the day it ends and the one it renews (S1-06)."""

    customer = models.ForeignKey(
        "records.Customer", models.PROTECT, related_name="contracts", db_index=False
    )
    external_id = models.TextField(default="", blank=True)
    name = models.TextField(default="", blank=True)
    contract_kind = models.TextField(default="", blank=True)
    signed_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    state = models.TextField(default="", blank=True)
    renews = models.TextField(default="", blank=True)  # external id of the contract before
    by_text = models.TextField(default="", blank=True)
    owner = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")

    objects = LiveRows["Contract"].as_manager()

    class Meta:
        db_table = "contract"
        constraints = [one_live_identity("contract")]
        indexes = [models.Index(fields=["customer", "ends_on"], name="contract_customer_day")]

    def __str__(self) -> str:
        """Say the name or the number."""
        return self.name or self.external_id or str(self.pk)
