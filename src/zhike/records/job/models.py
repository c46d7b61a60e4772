"""The job row."""

from django.db import models


class Job(models.Model):
    """An errand somebody asked for: how far it is and what came of it."""

    STATES = [(word, word) for word in ("排队", "进行", "完成", "失败", "取消", "中断")]

    errand = models.TextField()
    arguments = models.JSONField(default=dict)
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    state = models.TextField(choices=STATES, default="排队", db_index=True)
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)  # asked for now, to be taken a little later
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    said = models.TextField(default="", blank=True)
    cancel_asked = models.BooleanField(default=False)
    result = models.JSONField(null=True)
    trouble = models.TextField(default="", blank=True)

    class Meta:
        db_table = "job"

    def __str__(self) -> str:
        """Say errand and state."""
        return f"{self.errand} {self.state}"
