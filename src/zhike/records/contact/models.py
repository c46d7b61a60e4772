"""The contact row."""

from django.db import models

from zhike.records.kept import Kept, LiveRows, one_live_identity


class Contact(Kept):
    """A person at a customer, with the role in decisions (S0-06, S1-05)."""

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="contacts")
    external_id = models.TextField(default="", blank=True)
    name = models.TextField(default="", blank=True)
    title = models.TextField(default="", blank=True)
    sex = models.TextField(default="", blank=True)
    phone = models.TextField(default="", blank=True)
    phone_kind = models.TextField(default="", blank=True)
    email = models.TextField(default="", blank=True)
    wechat = models.TextField(default="", blank=True)
    decision_role = models.TextField(default="", blank=True)

    objects = LiveRows["Contact"].as_manager()

    class Meta:
        db_table = "contact"
        constraints = [one_live_identity("contact")]
        indexes = [models.Index(fields=["phone"], name="contact_phone")]

    def __str__(self) -> str:
        """Say the id, never the name (masked by default)."""
        return f"联系人 {self.pk}"
