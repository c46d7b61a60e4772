"""A round of merging by rule, what reviews said of each rule, and which rules may act alone."""

from django.db import models


class MergeRound(models.Model):
    """Groups one rule found, the few of them a person looked at, and what became of them."""

    STATES = ("抽查", "待合并", "合并中", "已合并", "停下", "已撤销")

    rule = models.TextField()
    groups = models.JSONField()  # ids of each group as it was found: [[3, 7], …]
    sample = models.JSONField(default=list)  # places in `groups`, in the order of looking
    answers = models.JSONField(default=dict)  # {place in `groups`: 是同一家, 不是同一家 or 看不准}
    merges = models.JSONField(default=list)  # ids of the merges it made
    left = models.JSONField(default=list)  # [{ids, why}]: what it did not merge or not take back
    amount_fen = models.BigIntegerField(default=0)
    unattended = models.BooleanField(default=False)
    state = models.TextField(choices=[(word, word) for word in STATES], default="抽查")
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "merge_round"

    def __str__(self) -> str:
        """Say the rule and how far it is."""
        return f"{self.rule} {self.state}"


class RuleReview(models.Model):
    """What a person last said of one group a rule had found; a rule's own history."""

    rule = models.TextField()
    ids = models.TextField()  # of the group, in order: 3,7
    right = models.BooleanField()
    merge = models.ForeignKey("records.Merge", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "rule_review"
        constraints = [models.UniqueConstraint(fields=["rule", "ids"], name="one_rule_review")]

    def __str__(self) -> str:
        """Say the rule, the group and whether it was right."""
        return f"{self.rule} {self.ids} {self.right}"


class UnattendedRule(models.Model):
    """A rule the team lets merge without being asked, as the account that switched it on."""

    rule = models.TextField(unique=True)
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "unattended_rule"

    def __str__(self) -> str:
        """Say the rule."""
        return self.rule
