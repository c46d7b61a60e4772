"""The done step."""

from django.db import models


class GuideStep(models.Model):
    """One step of the guide that an account has done."""

    account = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    step = models.CharField(max_length=16)
    done_at = models.DateTimeField()

    class Meta:
        db_table = "guide_step"
        constraints = [models.UniqueConstraint(fields=["account", "step"], name="one_guide_step")]

    def __str__(self) -> str:
        """Say the step."""
        return self.step
