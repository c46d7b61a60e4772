"""The batch and its journal."""

from django.db import models


class Batch(models.Model):
    """One intake: what was handed over, by whom, and how far it got."""

    STATES = [
        ("待确认", "待确认"),
        ("接收中", "接收中"),
        ("已接收", "已接收"),
        ("已撤销", "已撤销"),
        ("已回退", "已回退"),
    ]

    kind = models.TextField()
    files = models.JSONField(default=list)
    state = models.TextField(choices=STATES, default="待确认", db_index=True)
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_rev = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    playbook_version = models.TextField(default="", blank=True)
    fates = models.JSONField(default=dict)
    problem_count = models.IntegerField(default=0)
    mapping = models.JSONField(default=dict)
    about = models.JSONField(default=dict)  # what the proposal was made with
    # Where the data came from (S0-12); empty is 未说明. See records.batch.source.
    channel = models.TextField(default="", blank=True)
    collector = models.TextField(default="", blank=True)
    collected_on = models.DateField(null=True)
    lawful_source = models.TextField(default="", blank=True)
    consent = models.TextField(default="", blank=True)
    left_over = models.JSONField(default=list)  # what an undo could not take back

    class Meta:
        db_table = "batch"

    def __str__(self) -> str:
        """Say the files and the state."""
        return f"{'、'.join(self.files)} {self.state}"


class JournalEntry(models.Model):
    """What one batch changed on a row that was there before: `{field: [before, after]}`."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="journal")
    noun = models.TextField()
    record_id = models.BigIntegerField()
    fields = models.JSONField()
    source = models.TextField(default="", blank=True)
    source_row = models.IntegerField(null=True)

    class Meta:
        db_table = "journal_entry"
        indexes = [models.Index(fields=["noun", "record_id"], name="journal_record")]

    def __str__(self) -> str:
        """Say what was touched."""
        return f"{self.noun} {self.record_id}"
