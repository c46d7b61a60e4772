"""The hand-in."""

from django.db import models


class HandIn(models.Model):
    """What one person handed in: word for word, until somebody takes it in or sends it back.

    It is 已收 while the batch that took it in is: an undone batch gives its hand-ins back to the
    waiting room by itself. `once` is what makes a second click no second hand-in.
    """

    STATES = [("待收", "待收"), ("已收", "已收"), ("已退", "已退"), ("垃圾", "垃圾")]

    form = models.ForeignKey(
        "records.PublicForm", models.PROTECT, null=True, related_name="hand_ins"
    )
    version = models.IntegerField(default=0)  # of the form, as it was asked
    link = models.ForeignKey("records.FormLink", models.PROTECT, null=True, related_name="+")
    channel = models.TextField(default="", blank=True)
    customer = models.ForeignKey("records.Customer", models.PROTECT, null=True, related_name="+")
    values = models.JSONField(default=dict)  # field path: text as typed
    answers = models.JSONField(default=dict)  # question key: text, number or list of texts
    consent = models.JSONField(default=dict)  # text, at; sensitive_text where it was asked
    state = models.TextField(choices=STATES, default="待收")
    at = models.DateTimeField()
    batch = models.ForeignKey("records.Batch", models.PROTECT, null=True, related_name="+")
    once = models.TextField(unique=True)
    reason = models.TextField(default="", blank=True)
    judged_by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hand_in"
        indexes = [models.Index(fields=["state", "at"], name="hand_in_waiting")]

    def __str__(self) -> str:
        """Say when and how far it got."""
        return f"{self.at} {self.state}"
