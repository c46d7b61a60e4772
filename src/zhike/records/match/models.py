"""Pairs that look alike and their groups, where the comparison stood, weights of one's own."""

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


class MatchGroup(models.Model):
    """Customers to be looked at together, as the pairs of the whole book group them.

    Kept so that a page need not make them all; a cluster is what pairs tie together in any way,
    named by its smallest customer. What was judged or written since is made anew when asked for.
    """

    cluster = models.BigIntegerField()
    first = models.BigIntegerField()  # the smallest of its customers
    ids = models.TextField()  # its customers in order, with commas
    is_sure = models.BooleanField()
    later = models.BooleanField()
    amount_fen = models.BigIntegerField()
    weight = models.FloatField()
    probability = models.FloatField()
    relation = models.TextField(default="", blank=True)
    veto = models.TextField(default="", blank=True)  # its name, where one holds
    rules = models.TextField(default="", blank=True)  # those that hold for all of it, a line each

    class Meta:
        db_table = "match_group"
        indexes = [  # both hold all that is asked of many groups at once
            models.Index(
                fields=["later", "-amount_fen", "first", "id", "cluster"], name="match_order"
            ),
            models.Index(
                fields=["cluster", "relation", "is_sure", "amount_fen"], name="match_counted"
            ),
        ]

    def __str__(self) -> str:
        """Say the customers."""
        return self.ids


class MatchMember(models.Model):
    """A customer of a cluster, with how many there are in it."""

    customer = models.OneToOneField(
        "records.Customer", models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    cluster = models.BigIntegerField(db_index=True)
    size = models.IntegerField()

    class Meta:
        db_table = "match_member"

    def __str__(self) -> str:
        """Say customer and cluster."""
        return f"{self.customer_id} in {self.cluster}"


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
