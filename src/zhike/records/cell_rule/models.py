"""How many cells of a batch a rule read."""

from django.db import models


class RuleUse(models.Model):
    """One rule in one accepted batch; the cells themselves stand in the batch's own file."""

    batch = models.ForeignKey("records.Batch", models.PROTECT, related_name="rule_uses")
    rule = models.TextField()
    version = models.IntegerField()
    cells = models.BigIntegerField()

    class Meta:
        db_table = "rule_use"
        constraints = [
            models.UniqueConstraint(fields=["rule", "version", "batch"], name="one_use_a_batch")
        ]

    def __str__(self) -> str:
        """Say the rule and how often."""
        return f"{self.rule} v{self.version} × {self.cells}"
