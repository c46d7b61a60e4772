"""A merge with its journal, and what people said of pairs that look alike."""

from django.db import models


class Merge(models.Model):
    """Several customers made one: who stayed, who went into it, and by whom."""

    survivor = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    absorbed = models.JSONField(default=list)  # ids, as they were merged
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(default="", blank=True)
    undone_at = models.DateTimeField(null=True)
    left_over = models.JSONField(default=list)  # what an unmerge could not take back

    class Meta:
        db_table = "customer_merge"

    def __str__(self) -> str:
        """Say who stayed and how many went."""
        return f"{self.survivor_id} ← {len(self.absorbed)}"


class MergeEntry(models.Model):
    """What one merge changed on one row: `{column: [before, after]}`."""

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="journal")
    noun = models.TextField()
    record_id = models.BigIntegerField()
    fields = models.JSONField()

    class Meta:
        db_table = "merge_entry"

    def __str__(self) -> str:
        """Say what was touched."""
        return f"{self.noun} {self.record_id}"


class Judged(models.Model):
    """What a person said of two customers that look alike: 不同, 有关联 or 以后再看."""

    SAID = [("不同", "不同"), ("有关联", "有关联"), ("以后", "以后")]

    a = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    b = models.ForeignKey("records.Customer", models.PROTECT, related_name="+")
    said = models.TextField(choices=SAID)
    relation = models.TextField(default="", blank=True)  # of 有关联: what b is to a
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "judged_pair"
        constraints = [models.UniqueConstraint(fields=["a", "b"], name="one_judgement")]

    def __str__(self) -> str:
        """Say the pair and the word."""
        return f"{self.a_id} {self.said} {self.b_id}"


class JudgedLately(models.Model):
    """A customer of whom something was judged that the groups kept ready don't know yet."""

    customer_id = models.BigIntegerField()

    class Meta:
        db_table = "judged_lately"

    def __str__(self) -> str:
        """Say the customer."""
        return str(self.customer_id)
