"""Analysis runs and what they found about each customer; computed, so no rev."""

from django.db import models


class AnalysisRun(models.Model):
    """One pass over the whole book, with everything needed to compute it again."""

    as_of = models.DateField()
    token = models.BigIntegerField()
    playbook_version = models.TextField()
    made_at = models.DateTimeField()
    by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    state = models.TextField(
        choices=[("计算中", "计算中"), ("当前", "当前"), ("旧", "旧")],
        default="计算中",
        db_index=True,
    )
    summary = models.JSONField(default=dict)

    class Meta:
        db_table = "analysis_run"

    def __str__(self) -> str:
        """Say the day it looked at."""
        return f"{self.as_of} {self.state}"


class Standing(models.Model):
    """Where a customer stands: RFM, ABC and amounts of one run."""

    run = models.ForeignKey(AnalysisRun, models.PROTECT, related_name="standings")
    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="standings")
    recency_days = models.IntegerField(null=True)
    frequency = models.IntegerField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    rfm = models.TextField(default="", blank=True)
    segment = models.TextField(default="", blank=True)
    abc = models.TextField(default="", blank=True)
    share = models.FloatField(null=True)

    class Meta:
        db_table = "standing"
        constraints = [models.UniqueConstraint(fields=["run", "customer"], name="one_standing")]
        indexes = [
            models.Index(fields=["run", "amount_fen"], name="standing_amount"),
            models.Index(fields=["run", "segment"], name="standing_segment"),
        ]

    def __str__(self) -> str:
        """Say the segment."""
        return f"{self.segment} {self.abc}"


class Score(models.Model):
    """One customer's score and tier in one named scheme, with the line that explains it."""

    run = models.ForeignKey(AnalysisRun, models.PROTECT, related_name="scores")
    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="scores")
    scheme = models.TextField()
    score = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    tier = models.TextField(default="", blank=True)
    provisional = models.BooleanField(default=False)
    missing = models.TextField(default="", blank=True)
    explanation = models.TextField(default="", blank=True)
    parts = models.JSONField(default=dict)

    class Meta:
        db_table = "score"
        constraints = [
            models.UniqueConstraint(fields=["run", "customer", "scheme"], name="one_score")
        ]
        indexes = [models.Index(fields=["run", "scheme", "tier"], name="score_tier")]

    def __str__(self) -> str:
        """Say scheme and tier."""
        return f"{self.scheme} {self.tier}"


class TierMove(models.Model):
    """A customer that stood in another tier of a scheme in the run before: the tiers' history."""

    run = models.ForeignKey(AnalysisRun, models.PROTECT, related_name="moves")
    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    scheme = models.TextField()
    before = models.TextField()
    after = models.TextField()

    class Meta:
        db_table = "tier_move"
        constraints = [
            models.UniqueConstraint(fields=["run", "customer", "scheme"], name="one_tier_move")
        ]

    def __str__(self) -> str:
        """Say from where to where."""
        return f"{self.scheme} {self.before}→{self.after}"
