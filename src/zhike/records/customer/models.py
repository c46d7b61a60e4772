"""The customer row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity

EDITABLE = frozenset(  # fields a person may change on the page without approval
    {"name", "customer_type", "status", "region", "size_label", "source_channel", "potential",
     "demand_type", "demand_text", "remark", "main_business", "industry_text"}
)  # fmt: skip


class Customer(Kept):
    """An organisation or a person we sell to or hope to (rules S0-03…S0-06)."""

    number_month = models.IntegerField()  # 202405, with number_seq the running number of S0-26
    number_seq = models.IntegerField()
    number = models.TextField()
    external_id = models.TextField(default="", blank=True)
    kind = models.TextField(default="organisation")
    name = models.TextField(default="", blank=True)
    customer_type = models.TextField(default="潜在", blank=True)
    status = models.TextField(default="", blank=True)
    industry_text = models.TextField(default="", blank=True)
    industry_code = models.TextField(default="", blank=True)
    industry_group = models.TextField(default="", blank=True)
    size_text = models.TextField(default="", blank=True)
    size_low = models.BigIntegerField(null=True)
    size_high = models.BigIntegerField(null=True)
    size_label = models.TextField(default="", blank=True)
    ownership = models.TextField(default="", blank=True)
    region = models.TextField(default="", blank=True)
    province = models.TextField(default="", blank=True)
    city = models.TextField(default="", blank=True)
    district = models.TextField(default="", blank=True)
    founded = models.TextField(default="", blank=True)
    first_contact_on = models.DateField(null=True)
    cooperation_started = models.TextField(default="", blank=True)
    stated_follow_up_on = models.DateField(null=True)
    stated_amount_fen = models.BigIntegerField(null=True)
    source_channel = models.TextField(default="", blank=True)
    potential = models.IntegerField(null=True)
    demand_type = models.TextField(default="", blank=True)
    demand_text = models.TextField(default="", blank=True)
    main_business = models.TextField(default="", blank=True)
    credit_code = models.TextField(default="", blank=True)
    lawful_source = models.TextField(default="", blank=True)  # of third-party data (S0-07)
    consent_proof = models.TextField(default="", blank=True)  # of rented lists (S4-06)
    remark = models.TextField(default="", blank=True)
    owner = models.ForeignKey(
        "records.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    owner_text = models.TextField(default="", blank=True)
    last_follow_on = models.DateField(null=True)  # kept by changes: the last live interaction
    match_key = models.TextField(default="", blank=True)
    merged_into = models.ForeignKey(  # set on a tombstone that went into another customer
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = LiveRows["Customer"].as_manager()

    class Meta:
        db_table = "customer"
        constraints = [
            one_live_identity("customer"),
            models.UniqueConstraint(fields=["number_month", "number_seq"], name="one_number"),
            models.CheckConstraint(
                condition=models.Q(potential__isnull=True) | models.Q(potential__range=(1, 5)),
                name="potential_1_to_5",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "id"], name="customer_owner"),
            models.Index(fields=["region", "customer_type"], name="customer_region_type"),
            models.Index(fields=["last_follow_on"], name="customer_last_follow"),
            models.Index(fields=["external_id"], name="customer_external"),
            models.Index(fields=["match_key"], name="customer_match_key"),
            models.Index(
                fields=["credit_code"],
                condition=~models.Q(credit_code=""),
                name="customer_credit_code",
            ),
            models.Index(
                fields=["identity"],
                condition=models.Q(merged_into__isnull=False),
                name="customer_merged",
            ),
        ]

    def __str__(self) -> str:
        """Say name and number."""
        return f"{self.name or '（待补充名称）'} {self.external_id or self.number}"
