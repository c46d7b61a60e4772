"""Pairs that look alike, where the comparison stood, and weights learned from the own book."""

from django.db import models


class MatchPair(models.Model):
    """Two customers a < b that look alike, as the last comparison found them.

    `verdict` is duplicate, review or related; apart for two that no group may hold though nothing
    is to be said of them. Reckoned: it can be found again at any time, and raises no revision.
    """

    a = models.ForeignKey(
        "records.Customer", models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    b = models.ForeignKey("records.Customer", models.CASCADE, related_name="+", db_constraint=False)
    weight = models.FloatField(default=0.0)
    probability = models.FloatField(default=0.0)
    verdict = models.TextField()
    relation = models.TextField(default="", blank=True)
    veto = models.TextField(default="", blank=True)
    evidence = models.JSONField(default=list)  # [{what, weight, said}], the start in front
    rules = models.TextField(default="", blank=True)  # names of the rules that hold, a line each
    token = models.BigIntegerField()  # the revision of the book it was found at
    at = models.DateTimeField()

    class Meta:
        db_table = "match_pair"
        constraints = [models.UniqueConstraint(fields=["a", "b"], name="one_match_pair")]

    def __str__(self) -> str:
        """Say the pair and its verdict."""
        return f"{self.a_id} {self.verdict} {self.b_id}"


class MatchStanding(models.Model):
    """Where the last comparison stood: its single row is locked while pairs are put down."""

    token = models.BigIntegerField(default=0)  # the last revision compared
    ways = models.TextField(default="", blank=True)  # by which rules and weights, as a digest
    at = models.DateTimeField()

    class Meta:
        db_table = "match_standing"

    def __str__(self) -> str:
        """Say the revision."""
        return str(self.token)


class MatchWeights(models.Model):
    """Weights learned from the own book; none active means the shipped ones hold."""

    text = models.TextField()  # as weights_json writes them
    customers = models.BigIntegerField()
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    active = models.BooleanField(default=False)

    class Meta:
        db_table = "match_weights"

    def __str__(self) -> str:
        """Say of how many customers they were learned."""
        return f"{self.customers} 家"
