"""The referral row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Referral(Kept):
    """One customer that somebody brought (S4-23).

    The referrer is written as people say it: a customer, somebody at one, or a person by name.
    `brought_by` is the customer that is meant, kept by changes (`linking`); nobody when none is.
    """

    customer = models.ForeignKey(
        "records.Customer", models.PROTECT, related_name="referrals", db_index=False
    )
    external_id = models.TextField(default="", blank=True)
    referred_on = models.DateField()
    referrer = models.TextField(default="", blank=True)
    referrer_customer = models.TextField(default="", blank=True)
    brought_by = models.ForeignKey(
        "records.Customer", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    fee_fen = models.BigIntegerField(null=True)
    thanks = models.TextField(default="", blank=True)
    thanked_on = models.DateField(null=True)

    objects = LiveRows["Referral"].as_manager()

    class Meta:
        db_table = "referral"
        constraints = [one_live_identity("referral")]
        indexes = [
            models.Index(fields=["customer", "referred_on"], name="referral_customer_day"),
        ]

    def __str__(self) -> str:
        """Say the day and who brought the customer."""
        return f"{self.referred_on} {self.referrer}".strip()
